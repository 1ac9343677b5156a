"""``python -m cdk8s_airflow``: the same as the command ``cdk8s-airflow``."""

from .cli.main import app

app(prog_name="cdk8s-airflow")
