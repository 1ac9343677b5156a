"""Container images: a registry, a tag for people, a digest for machines."""

import re
from typing import Any, Literal

from pydantic import model_validator

from ..errors import ConfigurationError
from .props import Props

PullPolicy = Literal["Always", "IfNotPresent", "Never"]
REFERENCE = re.compile(r"(?P<repository>[^@]+?)(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]*))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?")
REPOSITORY = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+")
TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")


class Image(Props):
    """One container image; a string ``registry/repository:tag@sha256:digest`` may stand for it.

    Raises:
        ConfigurationError: the registry host, the tag or a well-formed digest is missing.
    """

    repository: str
    """Registry host and repository, ``docker.io/apache/airflow``. The host is written out: no implicit docker.io."""

    tag: str
    """Version tag. ``latest`` is refused: a pod's restart would change what runs."""

    digest: str | None = None
    """``sha256:...`` of the image index. Default: none, the tag decides. Kubernetes pulls by digest when it is set."""

    @model_validator(mode="before")
    @classmethod
    def _from_reference(cls, value: Any) -> Any:
        return _parts(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _check(self) -> "Image":
        host = self.repository.split("/")[0]
        if "/" not in self.repository or not ("." in host or ":" in host or host == "localhost"):
            raise ValueError(f"repository ({self.repository}) must begin with a registry host; write docker.io/{self.repository}")
        if not REPOSITORY.fullmatch(self.repository):
            raise ValueError(f"repository ({self.repository}) must be a host and lower-case names, without tag or blank; write docker.io/apache/airflow")
        if not TAG.fullmatch(self.tag):
            raise ValueError(f"tag ({self.tag}) must be letters, digits, '-', '_' or '.', at most 128; copy it from the registry")
        if self.tag == "latest":
            raise ValueError("tag (latest) must be a version; name the version that was tested")
        if self.digest is not None and not re.fullmatch(r"sha256:[0-9a-f]{64}", self.digest):
            raise ValueError(f"digest ({self.digest}) must be sha256: and 64 hex digits; copy it from the registry")
        return self

    def __str__(self) -> str:
        return f"{self.repository}:{self.tag}" + (f"@{self.digest}" if self.digest else "")

    @classmethod
    def parse(cls, reference: str) -> "Image":
        """The image that ``registry/repository:tag@sha256:digest`` names."""
        try:
            return cls(**_parts(reference))
        except ConfigurationError:
            raise
        except ValueError as error:
            raise ConfigurationError([f"image ({reference}) {error}"]) from None


def _parts(reference: str) -> dict[str, str]:
    match = REFERENCE.fullmatch(reference)
    parts = {name: value for name, value in match.groupdict().items() if value} if match else {}
    if "tag" not in parts:
        raise ValueError("must name a version tag; write repository:tag")
    return parts
