"""Values that set every field, for the "full" snapshots; a new field without a value here fails its test."""

from typing import Any

from cdk8s_airflow import EnvVar, Image, PersistentVolumeClaimProps, ProbeTiming, Resources, SecretKeyRef, Toleration, VolumeClaimTemplateProps

RESOURCES = Resources(
    cpu_request="300m",
    memory_request="600Mi",
    cpu_limit="3",
    memory_limit="3Gi",
    ephemeral_storage_request="100Mi",
    ephemeral_storage_limit="2Gi",
)
TOLERATION = Toleration(key="dedicated", operator="Equal", value="airflow", effect="NoSchedule")
TEAM_TOKEN = SecretKeyRef(name="team", key="token")
POD: dict[str, Any] = {
    "resources": RESOURCES,
    "env": (EnvVar(name="TEAM", value="data"), EnvVar(name="TOKEN", secret=TEAM_TOKEN)),
    "pod_labels": {"team": "data"},
    "pod_annotations": {"example.com/pod": "yes"},
    "node_selector": {"pool": "airflow"},
    "tolerations": (TOLERATION,),
    "service_account_annotations": {"example.com/role": "airflow"},
}
COMPONENT: dict[str, Any] = {
    **POD,
    "replicas": 3,
    "termination_grace_period_seconds": 99,
    "priority": "task",
    "startup_probe": ProbeTiming(period_seconds=1, timeout_seconds=2, failure_threshold=3),
    "liveness_probe": ProbeTiming(period_seconds=4, timeout_seconds=5, failure_threshold=6),
    "readiness_probe": ProbeTiming(period_seconds=7, timeout_seconds=8, failure_threshold=9),
}
JOB: dict[str, Any] = {**POD, "backoff_limit": 1, "active_deadline_seconds": 2, "ttl_seconds_after_finished": 3}
IMAGE = Image(repository="registry.example.com/team/image", tag="1.2.3", digest=f"sha256:{'0' * 64}")
STORAGE = VolumeClaimTemplateProps(size="3Gi", storage_class_name="fast", access_modes=("ReadWriteOncePod",))
CLAIM = PersistentVolumeClaimProps(size="3Gi", storage_class_name="fast", access_modes=("ReadWriteOnce",), host_path=None)
