"""Argo CD installs and keeps the rendered folder."""

import time
from pathlib import Path
from typing import Any

from cdk8s_airflow import DatabaseProps, Image, JobProps

from ..argo_cd import ArgoCd
from ..check import check, expect
from ..environment import SETTINGS, config
from ..installation import Installation
from .manifests import STABLE_KINDS, versions
from .scaling import load, replicas

HOOKS = ("Job/airflow-migrate", "Job/airflow-create-user")


@check("argocd-install", "S11", bed="argocd")
def argocd_install(installation: Installation) -> str:
    """From an empty cluster with Secrets to Synced and Healthy without a hand; the migration ends before the workloads start."""
    argo_cd = ArgoCd(installation)
    argo_cd.delete()
    installation.prepare()
    started = time.monotonic()
    install(installation, argo_cd)
    seconds = time.monotonic() - started
    migrated = installation.kubectl.json("get", "job", "airflow-migrate")["status"]["completionTime"]
    early = [one["metadata"]["name"] for one in airflow_deployments(installation) if one["metadata"]["creationTimestamp"] < migrated]
    expect(not early, f"made before the migration ended: {', '.join(early)}")
    installation.wait_until_up()
    api = installation.api()
    return f"Synced and Healthy after {seconds:.0f} s; every Airflow Deployment was made after the migration; {api.username} is in"


@check("argocd-again", "S11", bed="argocd")
def argocd_again(installation: Installation) -> str:
    """A second sync changes nothing: same generations, same pods; only the hooks run again."""
    argo_cd = standing(installation)
    before, pods = stable(installation), uids(installation)
    argo_cd.sync()
    after = stable(installation)
    changed = sorted(name for name in before if before[name] != after.get(name))
    expect(not changed, f"changed by a second sync: {', '.join(changed)}")
    gone = sorted(set(pods) - set(uids(installation)))
    expect(not gone, f"pods replaced by a second sync: {', '.join(gone)}")
    return f"{len(before)} objects and {len(pods)} pods as before"


@check("argocd-heal", "S11", bed="argocd")
def argocd_heal(installation: Installation) -> str:
    """A live object that somebody edits or deletes is put back."""
    standing(installation)
    kubectl = installation.kubectl
    started = time.monotonic()
    kubectl.run("set", "image", "deployment/airflow-scheduler", "scheduler=docker.io/apache/airflow:edited-by-hand")
    kubectl.run("delete", "networkpolicy", "airflow-default-deny")

    def healed() -> bool:
        edited = "edited-by-hand" in kubectl.run("get", "deployment", "airflow-scheduler", "--output=yaml")
        return not edited and kubectl.succeeds("get", "networkpolicy", "airflow-default-deny")

    kubectl.wait_until("the edit is undone and the policy is back", healed, timeout=300)
    seconds = time.monotonic() - started
    installation.wait_until_up()
    return f"an edited Deployment and a deleted NetworkPolicy were healed within {seconds:.0f} s"


@check("argocd-autoscaler", "S16", bed="argocd")
def argocd_autoscaler(installation: Installation) -> str:
    """The number of pods that the autoscaler chooses is left alone."""
    argo_cd, kubectl, name = standing(installation), installation.kubectl, f"airflow-{installation.user_interface}"
    before = argo_cd.status()["operationState"]["finishedAt"]
    with load(installation):
        kubectl.wait_until("the autoscaler adds a pod", lambda: replicas(installation, name) == 2, timeout=240, period=5)
        argo_cd.refresh()
        end = time.monotonic() + 30
        while time.monotonic() < end:
            expect(argo_cd.status()["sync"]["status"] == "Synced", "Argo CD calls the autoscaler's choice OutOfSync")
            expect(replicas(installation, name) == 2, "the second pod was taken away under load")
            time.sleep(3)
    expect(argo_cd.status()["operationState"]["finishedAt"] == before, "Argo CD synced because of the number of pods")
    return "under load 2 pods for 30 s and Synced all the time, no sync was started"


@check("argocd-change", "S3 S9", bed="argocd")
def argocd_change(installation: Installation) -> str:
    """A changed setting rolls the pods that read it, a changed image all of Airflow, and neither touches the database."""
    argo_cd = standing(installation)
    readers = {"scheduler", installation.user_interface} | ({"dag-processor"} if installation.major > 2 else set())
    usual = SETTINGS[installation.major]
    setting = {**usual, "scheduler": {**usual["scheduler"], "scheduler_heartbeat_sec": 6}}
    rolled = rolled_by(installation, argo_cd, config=config(installation.version, settings=setting))
    expect(rolled == readers, f"[scheduler] scheduler_heartbeat_sec rolled {', '.join(sorted(rolled))}, not {', '.join(sorted(readers))}")
    everything = components(uids(installation))
    image = Image(repository="docker.io/apache/airflow", tag=f"{installation.version}-python3.11")
    rolled = rolled_by(installation, argo_cd, config=config(installation.version, settings=setting), image=image)
    airflow = everything - {"postgresql", "pgbouncer"}
    expect(rolled == airflow, f"a changed image rolled {', '.join(sorted(rolled))}, not {', '.join(sorted(airflow))}")
    apply(installation, argo_cd)
    return f"[scheduler] scheduler_heartbeat_sec rolled {', '.join(sorted(readers))}; the image rolled {', '.join(sorted(airflow))}"


@check("argocd-bad-migration", "S11", bed="argocd")
def argocd_bad_migration(installation: Installation) -> str:
    """A failing migration stops the sync; the old pods go on serving, and the next good commit ends it."""
    argo_cd, before = standing(installation), uids(installation)
    database = installation.props().database
    failing = JobProps(backoff_limit=0, active_deadline_seconds=1)
    broken = DatabaseProps(postgresql=database.postgresql, pgbouncer=database.pgbouncer, migrate=failing)
    commit = argo_cd.push(installation.render("broken", database=broken, config=config(installation.version, parallelism=7)))
    message = argo_cd.wait_for_failure(commit)
    kept = set(before) & set(uids(installation))
    expect(kept == set(before), f"pods were replaced: {', '.join(before[uid] for uid in set(before) - kept)}")
    api = installation.api()
    expect(api.fetch("GET", api.ping)[0] == 200, "the UI does not serve")
    run_id = installation.start_run("e2e_long_task", {"seconds": 1})
    state, _ = installation.watch_run("e2e_long_task", run_id)
    expect(state == "success", f"a run meanwhile ended {state}")
    apply(installation, argo_cd)
    return f"Argo CD says: {message[:160]}; {len(before)} old pods served on and ran a DAG; the next commit was Synced and Healthy"


def install(installation: Installation, argo_cd: ArgoCd) -> None:
    """Application on the rendered folder; waits for Synced and Healthy."""
    commit = argo_cd.push(installation.render())
    argo_cd.create()
    argo_cd.wait_for_sync(commit)


def standing(installation: Installation) -> ArgoCd:
    """The Application, made first when a check runs alone; the autoscaler at rest."""
    argo_cd = ArgoCd(installation)
    if not argo_cd.exists():
        installation.prepare()
        install(installation, argo_cd)
    installation.wait_until_up()
    name = f"airflow-{installation.user_interface}"
    installation.kubectl.wait_until("the autoscaler rests", lambda: replicas(installation, name) == 1, timeout=420, period=5)
    return argo_cd


def apply(installation: Installation, argo_cd: ArgoCd, **changed: Any) -> Path:
    """A new commit with other values, applied to the end."""
    folder = installation.render("pushed", **changed)
    argo_cd.wait_for_sync(argo_cd.push(folder))
    installation.wait_until_up()
    return folder


def rolled_by(installation: Installation, argo_cd: ArgoCd, **changed: Any) -> set[str]:
    """Components whose pods are new after other values were applied."""
    before = uids(installation)
    apply(installation, argo_cd, **changed)
    kept = uids(installation)
    return components({uid: component for uid, component in before.items() if uid not in kept})


def airflow_deployments(installation: Installation) -> list[dict[str, Any]]:
    """Deployments that run Airflow's code."""
    return [one for one in installation.kubectl.items("deployments") if one["metadata"]["name"] != "airflow-pgbouncer"]


def stable(installation: Installation) -> dict[str, Any]:
    """Generations of everything but the hooks, which every sync makes anew."""
    return {name: version for name, version in versions(installation.kubectl.items(STABLE_KINDS)).items() if name not in HOOKS}


def uids(installation: Installation) -> dict[str, str]:
    """Pods of workloads: uid -> component."""
    pods = [pod for pod in installation.kubectl.items("pods") if "deletionTimestamp" not in pod["metadata"]]
    owners = ("ReplicaSet", "StatefulSet")
    kept = [pod["metadata"] for pod in pods if pod["metadata"].get("ownerReferences", [{}])[0].get("kind") in owners]
    return {pod["uid"]: pod["labels"]["app.kubernetes.io/component"] for pod in kept}


def components(pods: dict[str, str]) -> set[str]:
    """Components that have a pod."""
    return set(pods.values())
