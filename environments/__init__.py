"""Every environment that main.py writes; each file says only what differs."""

from collections.abc import Mapping

from cdk8s_airflow import Environment

from . import dev, local, next, prod, prod_multi_region, staging

ENVIRONMENTS: Mapping[str, Environment] = {
    "local": local.ENVIRONMENT,
    "dev": dev.ENVIRONMENT,
    "staging": staging.ENVIRONMENT,
    "prod": prod.ENVIRONMENT,
    "prod-multi-region": prod_multi_region.ENVIRONMENT,
    "next": next.ENVIRONMENT,
}
"""Name of the folder in dist/ -> environment."""
