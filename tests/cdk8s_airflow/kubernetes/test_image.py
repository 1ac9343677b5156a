"""Images: a registry, a version, a digest."""

import pytest

from cdk8s_airflow import Image
from tests.sentences import refused

DIGEST = f"sha256:{'0' * 64}"
FORM = "must be a host and lower-case names, without tag or blank; write docker.io/apache/airflow"


@pytest.mark.parametrize(
    ("reference", "repository", "tag", "digest"),
    [
        ("docker.io/apache/airflow:2.8.1", "docker.io/apache/airflow", "2.8.1", None),
        (f"docker.io/apache/airflow:2.8.1@{DIGEST}", "docker.io/apache/airflow", "2.8.1", DIGEST),
        ("localhost:5000/airflow:dev", "localhost:5000/airflow", "dev", None),
        ("localhost/airflow:dev", "localhost/airflow", "dev", None),
        ("registry.example.com:443/team/a_b--c.d:V1_2", "registry.example.com:443/team/a_b--c.d", "V1_2", None),
    ],
)
def test_a_reference_and_its_parts(reference: str, repository: str, tag: str, digest: str | None) -> None:
    """Written back as it was read; a string may stand for an image anywhere."""
    image = Image.parse(reference)
    assert (image.repository, image.tag, image.digest) == (repository, tag, digest)
    assert str(image) == reference
    assert Image.model_validate(reference) == image


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("docker.io/a/b", "image (docker.io/a/b) must name a version tag; write repository:tag"),
        ("docker.io/a/b:", "image (docker.io/a/b:) must name a version tag; write repository:tag"),
        (f"docker.io/a/b@{DIGEST}", f"image (docker.io/a/b@{DIGEST}) must name a version tag; write repository:tag"),
        ("localhost:5000/a", "image (localhost:5000/a) must name a version tag; write repository:tag"),
        ("", "image () must name a version tag; write repository:tag"),
        ("docker.io/a/b:latest", "Image.tag (latest) must be a version; name the version that was tested"),
        ("apache/airflow:1", "Image.repository (apache/airflow) must begin with a registry host; write docker.io/apache/airflow"),
        ("airflow:1", "Image.repository (airflow) must begin with a registry host; write docker.io/airflow"),
        ("docker.io/Apache/airflow:1", f"Image.repository (docker.io/Apache/airflow) {FORM}"),
        ("docker.io/a b:1", f"Image.repository (docker.io/a b) {FORM}"),
        ("https://docker.io/a:1", f"Image.repository (https://docker.io/a) {FORM}"),
        ("docker.io/a:1:2", f"Image.repository (docker.io/a:1) {FORM}"),
    ],
)
def test_a_reference_that_would_surprise(reference: str, sentence: str) -> None:
    """No implicit registry, no moving tag, nothing that a kubelet refuses."""
    assert refused(lambda: Image.parse(reference)) == (sentence,)


def test_parts_are_checked_too() -> None:
    """Digest and tag."""
    make = lambda **parts: lambda: Image(**{"repository": "docker.io/a/b", "tag": "1", **parts})  # noqa: E731
    assert refused(make(digest="sha256:12")) == ("Image.digest (sha256:12) must be sha256: and 64 hex digits; copy it from the registry",)
    assert refused(make(tag="a b")) == ("Image.tag (a b) must be letters, digits, '-', '_' or '.', at most 128; copy it from the registry",)
    assert refused(make(tag="1" * 129))[0].endswith("at most 128; copy it from the registry")
