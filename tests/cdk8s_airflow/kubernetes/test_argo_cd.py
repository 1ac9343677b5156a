"""Argo CD's annotations."""

from cdk8s_airflow.kubernetes import argo_cd


def test_waves_go_from_the_cluster_to_what_may_stay_degraded() -> None:
    """Each needs what stands before it."""
    waves = [argo_cd.CLUSTER, argo_cd.CONFIGURATION, argo_cd.DATABASE, argo_cd.MIGRATION, argo_cd.FIRST_USER, argo_cd.WORKLOADS, argo_cd.LAST]
    assert waves == sorted(set(waves))


def test_wave_zero_is_not_written() -> None:
    """It is Argo CD's default."""
    assert argo_cd.sync_wave(argo_cd.WORKLOADS) == {}
    assert argo_cd.sync_wave(argo_cd.DATABASE) == {"argocd.argoproj.io/sync-wave": "-10"}


def test_a_hook_runs_on_every_sync() -> None:
    """In its wave, replaced before each run."""
    assert argo_cd.sync_hook(argo_cd.MIGRATION) == {
        "argocd.argoproj.io/hook": "Sync",
        "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
        "argocd.argoproj.io/sync-wave": "-5",
    }


def test_data_is_kept() -> None:
    """Neither pruned nor deleted with the Application."""
    assert argo_cd.KEEP == {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false"}
