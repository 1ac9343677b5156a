"""UI and API: the webserver of Airflow 2, the api-server of Airflow 3."""
