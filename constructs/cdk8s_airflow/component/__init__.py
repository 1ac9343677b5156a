"""What all long-running components share: identity, pod, Deployment, and Airflow's own container."""
