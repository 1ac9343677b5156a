"""What Airflow reads: airflow.cfg, proven options, secrets as files, the scripts that pods run."""
