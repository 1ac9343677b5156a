"""git-sync v4: an init container fetches the first revision, a sidecar follows the branch."""

import re
from typing import Any, ClassVar

from pydantic import Field, model_validator

from ..kubernetes.image import Image, PullPolicy
from ..kubernetes.probes import ProbeTiming
from ..kubernetes.quantities import Port, PositiveSeconds
from ..kubernetes.resources import Resources
from ..kubernetes.secret_key_ref import SecretKeyRef
from ..kubernetes.security import container_security_context
from ..kubernetes.volumes import empty_dir, mount
from ..release.release import Release, Settings
from .dag_source import VOLUME, DagSource

ROOT, LINK = "/git", "current"
"""git-sync's root and the link to the checked-out revision; the root itself would be a recursive loop for Airflow."""
HTTP_PORT: Port = 1234
SCP_FORM = re.compile(r"[\w.-]+@[\w.-]+:")
"""git@host:path, ssh without scheme."""
KEY_VOLUME, KEY_DIRECTORY = "git-credentials", "/etc/git-secret"


class DagsFromGitSync(DagSource):
    """DAG files from a git repository. https://github.com/kubernetes/git-sync

    Raises:
        ConfigurationError: an ssh repository without key and known hosts, or a password without user name.
    """

    needs_git: ClassVar[bool] = True

    repo: str = Field(min_length=1)
    """URL of the repository. git-sync: --repo."""

    ref: str = "main"
    """Branch, tag or full hash. Default: main. git-sync: --ref."""

    sub_path: str = "dags"
    """Folder of the DAG files in the repository; empty for its top. Default: dags."""

    period_seconds: PositiveSeconds = 60
    """Time between two looks at the repository. Unit: seconds. Default: 60, the tutorial's. git-sync: --period."""

    max_failures: int = 5
    """Failed syncs in a row before the container ends and restarts. Default: 5; git-sync's own 0 ends at the first. git-sync: --max-failures."""

    image: Image = Image(repository="registry.k8s.io/git-sync/git-sync", tag="v4.4.2")
    """git-sync v4. Default: registry.k8s.io/git-sync/git-sync:v4.4.2."""

    image_pull_policy: PullPolicy = "IfNotPresent"
    """When the kubelet asks the registry. Default: IfNotPresent, the tag is a version."""

    resources: Resources = Resources(cpu_request="50m", memory_request="64Mi", cpu_limit="500m", memory_limit="256Mi")
    """Of the init container and the sidecar each. Default: 50m/64Mi to 500m/256Mi, a shallow clone of a small repository."""

    username: str | None = None
    """User name for https. Default: none. git-sync: --username."""

    password: SecretKeyRef | None = None
    """Password or token for https, re-read at each sync. Default: none. git-sync: --password-file."""

    ssh_key: SecretKeyRef | None = None
    """Private key for ssh. Default: none. git-sync: --ssh-key-file."""

    ssh_known_hosts: SecretKeyRef | None = None
    """known_hosts file for ssh; checking is never switched off. Default: none. git-sync: --ssh-known-hosts-file."""

    @model_validator(mode="after")
    def _credentials(self) -> "DagsFromGitSync":
        over_ssh = self.repo.startswith("ssh://") or SCP_FORM.match(self.repo)
        user = self.repo.partition("://")[2].partition("/")[0].rpartition("@")[0]
        if user and (":" in user or not over_ssh):
            raise ValueError("repo must not hold credentials; give username and password as a SecretKeyRef")
        if not over_ssh and "://" not in self.repo:
            raise ValueError(f"repo ({self.repo}) must be a URL; write https://{self.repo} or git@host:path")
        if over_ssh and not (self.ssh_key and self.ssh_known_hosts):
            raise ValueError(f"repo ({self.repo}) must have ssh_key and ssh_known_hosts; give both, or an https URL")
        if (self.username is None) != (self.password is None):
            raise ValueError("username and password must be given together; add the missing one")
        if ".." in self.sub_path.split("/"):
            raise ValueError(f"sub_path ({self.sub_path}) must stay inside the repository; drop the '..'")
        return self

    def dags_folder(self) -> str:
        return "/".join(part for part in (ROOT, LINK, self.sub_path.strip("/")) if part)

    def settings(self, release: Release) -> Settings:
        """New files are looked for as often as they can arrive."""
        section, option = release.dag_refresh_option
        settings = super().settings(release)
        return {**settings, section: {**settings.get(section, {}), option: self.period_seconds}}

    def volumes(self, name: str) -> list[dict[str, Any]]:
        volumes = [empty_dir(VOLUME, size_limit="1Gi")]
        refs = [ref for ref in (self.password, self.ssh_key, self.ssh_known_hosts) if ref]
        if refs:
            sources = [{"secret": {"name": ref.name, "items": [{"key": ref.key, "path": f"{ref.name}.{ref.key}"}]}} for ref in refs]
            volumes.append({"name": KEY_VOLUME, "projected": {"defaultMode": 0o440, "sources": sources}})
        return volumes

    def volume_mounts(self) -> list[dict[str, Any]]:
        return [mount(VOLUME, ROOT, read_only=True)]

    def init_containers(self) -> list[dict[str, Any]]:
        return [self._container("git-sync-init", ["--one-time=true"])]

    def sidecars(self) -> list[dict[str, Any]]:
        follow = self._container("git-sync", [f"--period={self.period_seconds}s", f"--http-bind=:{HTTP_PORT}"])
        alive = ProbeTiming(period_seconds=30, timeout_seconds=5, failure_threshold=10)
        ready = ProbeTiming(period_seconds=10, timeout_seconds=5, failure_threshold=3)
        return [
            {
                **follow,
                "ports": [{"name": "git-sync", "containerPort": HTTP_PORT, "protocol": "TCP"}],
                "livenessProbe": alive.http_get("/", "git-sync"),
                "readinessProbe": ready.http_get("/", "git-sync"),
            }
        ]

    def _container(self, name: str, args: list[str]) -> dict[str, Any]:
        files = ((ref, f"{KEY_DIRECTORY}/{ref.name}.{ref.key}") for ref in (self.password, self.ssh_key, self.ssh_known_hosts) if ref)
        path = {(ref.name, ref.key): file for ref, file in files}
        flags = (
            ("username", self.username),
            ("password-file", self.password and path[self.password.name, self.password.key]),
            ("ssh-key-file", self.ssh_key and path[self.ssh_key.name, self.ssh_key.key]),
            ("ssh-known-hosts-file", self.ssh_known_hosts and path[self.ssh_known_hosts.name, self.ssh_known_hosts.key]),
        )
        credentials = [f"--{flag}={value}" for flag, value in flags if value]
        source = [f"--repo={self.repo}", f"--ref={self.ref}", f"--root={ROOT}", f"--link={LINK}"]
        mounts = [mount(VOLUME, ROOT), mount("tmp", "/tmp"), *([mount(KEY_VOLUME, KEY_DIRECTORY, read_only=True)] if path else [])]
        return {
            "name": name,
            "image": str(self.image),
            "imagePullPolicy": self.image_pull_policy,
            "args": [*source, f"--max-failures={self.max_failures}", "--stale-worktree-timeout=10m", *credentials, *args],
            "securityContext": {**container_security_context(), "runAsUser": 65533},  # ssh wants a uid of the image's /etc/passwd
            "resources": self.resources.to_container(),
            "volumeMounts": mounts,
        }
