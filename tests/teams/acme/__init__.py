"""Team Acme's platform: the public names of cdk8s_airflow, cdk8s and cdk8s-plus-27, nothing else."""

from .environments import ENVIRONMENTS

__all__ = ["ENVIRONMENTS"]
