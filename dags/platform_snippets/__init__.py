"""What a DAG of this platform imports: task sizes, run time facts, Airflow's names."""
