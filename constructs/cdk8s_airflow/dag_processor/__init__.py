"""The dag-processor: parses DAG files; mandatory in Airflow 3, optional before."""
