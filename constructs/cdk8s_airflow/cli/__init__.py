"""The command ``cdk8s-airflow``: what needs a cluster or a terminal, beside ``cdk8s synth``."""
