"""Argo CD's annotations: in which order objects are applied, and which are never deleted.

https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
"""

from typing import Final

CLUSTER: Final = -30
"""Namespace and PriorityClasses: everything else stands in or on them."""
CONFIGURATION: Final = -20
"""ServiceAccounts, RBAC, quota, policies, ConfigMaps: what pods need to be admitted and to start."""
DATABASE: Final = -10
"""PostgreSQL and PgBouncer: healthy before the migration runs."""
MIGRATION: Final = -5
"""``airflow db migrate``: finished before any component of the new version starts."""
FIRST_USER: Final = -4
"""``airflow users create``: needs the migrated schema."""
WORKLOADS: Final = 0
"""Airflow's components, their Services and the volumes they wait for."""
LAST: Final = 10
"""Kinds whose health may stay Progressing or Degraded (HPA, CronJob): they must not hold up a wave."""

KEEP: Final = {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false"}
"""For objects that hold data: Argo CD neither prunes them nor deletes them with the Application."""


def sync_wave(wave: int) -> dict[str, str]:
    """The annotation that puts an object into a wave; wave 0 is Argo CD's default and is not written."""
    return {"argocd.argoproj.io/sync-wave": str(wave)} if wave else {}


def sync_hook(wave: int) -> dict[str, str]:
    """A hook of phase Sync, replaced before each run: a Job that runs on every sync, between two waves."""
    return {
        "argocd.argoproj.io/hook": "Sync",
        "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
        **sync_wave(wave),
    }
