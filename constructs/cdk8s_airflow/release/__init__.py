"""What differs between the Airflow families, in one table per family."""
