"""Kubernetes in Python: checked values, manifests, charts. Knows nothing of Airflow."""
