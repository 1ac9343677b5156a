"""How DAG files reach the pods."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from cdk8s_airflow import (
    DagsFromConfigMap,
    DagsFromGitSync,
    DagsFromImage,
    DagsFromPersistentVolumeClaim,
    DagSource,
    PersistentVolumeClaimProps,
    SecretKeyRef,
)
from tests.full_values import CLAIM, IMAGE, RESOURCES
from tests.rendering import airflow_props, chart_of, container, file, find, pod_of, unset_fields

HTTPS = DagsFromGitSync(
    repo="https://example.com/dags.git",
    ref="v1",
    sub_path="src/dags",
    period_seconds=30,
    max_failures=2,
    image=IMAGE,
    image_pull_policy="Always",
    resources=RESOURCES,
    username="bot",
    password=SecretKeyRef(name="git", key="token"),
    ssh_key=None,
    ssh_known_hosts=None,
)
SSH = DagsFromGitSync(
    repo="git@example.com:dags.git", ssh_key=SecretKeyRef(name="git", key="id_ed25519"), ssh_known_hosts=SecretKeyRef(name="git", key="known_hosts")
)
SOURCES: dict[str, DagSource] = {
    "image": DagsFromImage(path="/dags"),
    "git-sync-minimal": DagsFromGitSync(repo="https://example.com/dags.git"),
    "git-sync-full": HTTPS,
    "git-sync-ssh": SSH,
    "config-map": DagsFromConfigMap(files={"b.py": "b = 1\n", "a.py": "a = 1\n"}),
    "claim": DagsFromPersistentVolumeClaim(claim=CLAIM, existing_claim=None, path="/dags"),
    "existing-claim": DagsFromPersistentVolumeClaim(existing_claim="shared-dags"),
    "host-path": DagsFromPersistentVolumeClaim(claim=PersistentVolumeClaimProps(size="1Gi", host_path="/dags")),
}


@pytest.mark.parametrize("name", SOURCES)
def test_pods_and_objects(name: str, golden: SnapshotAssertion) -> None:
    """The triggerer as a reader, and every object that the source makes."""
    files = chart_of(airflow_props(dags=SOURCES[name], network_policy=None)).files()
    volumes = [document for document in files["00-cluster.yaml"] if document["kind"] == "PersistentVolume"]
    assert [*volumes, *files.get("dags.yaml", []), *files["triggerer.yaml"]] == golden


@pytest.mark.parametrize("name", ["image", "git-sync-full", "config-map", "claim"])
def test_every_field_is_set(name: str) -> None:
    """A new field needs a value here."""
    assert unset_fields(SOURCES[name]) == []


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        (SOURCES["image"], "/dags"),
        (SOURCES["git-sync-full"], "/git/current/src/dags"),
        (DagsFromGitSync(repo="https://example.com/dags.git", sub_path=""), "/git/current"),
        (SOURCES["config-map"], "/opt/airflow/dags"),
        (SOURCES["claim"], "/dags"),
    ],
)
def test_airflow_reads_the_folder_that_is_mounted(source: DagSource, folder: str) -> None:
    """Through git-sync's link: the root itself would be a recursive loop."""
    cfg: str = find(file("config", dags=source), "ConfigMap", "airflow-config")["data"]["airflow.cfg"]
    assert f"dags_folder = {folder}\n" in cfg
    assert "dag_ignore_file_syntax = glob\n" in cfg


def git_sync_args(source: DagsFromGitSync, name: str = "git-sync") -> list[str]:
    pod: dict[str, Any] = pod_of(find(file("triggerer", dags=source), "Deployment", "airflow-triggerer"))
    args: list[str] = container(pod, name)["args"]
    return args


def test_flags_are_those_of_git_sync_4() -> None:
    """Version 3 had GIT_SYNC_REPO, --branch, --dest and --wait; the init container ends, the sidecar follows."""
    source = DagsFromGitSync(repo="https://example.com/dags.git", ref="release", period_seconds=30)
    common = ["--repo=https://example.com/dags.git", "--ref=release", "--root=/git", "--link=current", "--max-failures=5", "--stale-worktree-timeout=10m"]
    assert git_sync_args(source, "git-sync-init") == [*common, "--one-time=true"]
    assert git_sync_args(source) == [*common, "--period=30s", "--http-bind=:1234"]
    assert str(source.image).startswith("registry.k8s.io/git-sync/git-sync:v4.")


def test_no_credential_is_an_argument() -> None:
    """Only paths of mounted files."""
    assert "--password-file=/etc/git-secret/git.token" in git_sync_args(HTTPS)
    assert {"--ssh-key-file=/etc/git-secret/git.id_ed25519", "--ssh-known-hosts-file=/etc/git-secret/git.known_hosts"} <= set(git_sync_args(SSH))


def test_a_changed_file_rolls_its_readers() -> None:
    """Files mounted one by one are never updated in a running pod."""
    one, two = (DagsFromConfigMap(files={"a.py": text}) for text in ("a = 1", "a = 2"))
    assert one.annotations() != two.annotations()
    assert one.annotations() == DagsFromConfigMap(files={"a.py": "a = 1"}).annotations()


def test_a_source_of_ones_own_must_name_its_folder() -> None:
    """The base class has none."""
    with pytest.raises(NotImplementedError):
        DagSource().dags_folder()
