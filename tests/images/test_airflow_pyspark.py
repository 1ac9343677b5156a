"""What can be read in the Containerfile of airflow-pyspark without building it."""

from __future__ import annotations

import re
from pathlib import Path

IMAGES = Path(__file__).parents[2] / "images"
SOURCE = (IMAGES / "airflow-pyspark" / "Containerfile").read_text()


def instructions() -> list[tuple[str, str]]:
    """Instruction and arguments in order: no comments, continued lines joined."""
    lines = [line for line in SOURCE.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines())]


def arguments(instruction: str) -> list[str]:
    """Arguments of every instruction of one kind."""
    return [rest for word, rest in instructions() if word == instruction]


def test_every_line_is_an_instruction() -> None:
    """The parser of this test reads the whole file."""
    assert {word for word, _ in instructions()} == {"ARG", "FROM", "USER", "RUN", "ENV"}


def test_base_is_the_official_image_of_an_exact_version() -> None:
    """Version, Python and digest are arguments with usable defaults, and nothing is called latest."""
    assert arguments("FROM") == ["docker.io/apache/airflow:${AIRFLOW_VERSION}-python${PYTHON_VERSION}${AIRFLOW_DIGEST}"]
    assert {"AIRFLOW_VERSION=2.8.1", "PYTHON_VERSION=3.11", "AIRFLOW_DIGEST="} <= set(arguments("ARG"))
    assert "latest" not in SOURCE


def test_arguments_used_after_from_are_named_after_it() -> None:
    """An ARG from before FROM is empty after it."""
    after = instructions()[[word for word, _ in instructions()].index("FROM") + 1 :]
    used = {name for word, rest in after if word == "RUN" for name in re.findall(r"\$\{(\w+)\}", rest)}
    named = {rest.split("=")[0] for word, rest in after if word in ("ARG", "ENV")}

    assert used == {"AIRFLOW_VERSION", "PYTHON_VERSION", "PYSPARK_VERSION", "JRE_PACKAGE", "JAVA_HOME"}
    assert used <= named


def test_runs_as_a_user_kubernetes_can_check() -> None:
    """Root installs Debian packages, and the last word is Airflow's numeric user, before pip."""
    users = arguments("USER")
    pip = next(place for place, (word, rest) in enumerate(instructions()) if word == "RUN" and "pip install" in rest)

    assert users == ["root", "50000"]
    assert instructions().index(("USER", "50000")) < pip


def test_a_runtime_and_no_development_kit() -> None:
    """Spark compiles nothing."""
    assert "JRE_PACKAGE=openjdk-17-jre-headless" in arguments("ARG")
    assert "jdk " not in SOURCE.replace("openjdk-", "")
    assert arguments("ENV") == ["JAVA_HOME=/usr/lib/jvm/jre"]
    assert "amd64" not in "".join(rest for _, rest in instructions())


def test_versions_come_from_the_constraints_but_for_pyspark() -> None:
    """Each pip line names Airflow, so that neither may move it; one package has a version of its own."""
    (installs,) = [rest for rest in arguments("RUN") if "pip install" in rest]
    constrained, free = installs.split("&&")

    assert "constraints-${AIRFLOW_VERSION}/constraints-${PYTHON_VERSION}.txt" in constrained
    assert all('"apache-airflow==${AIRFLOW_VERSION}"' in line for line in (constrained, free))
    assert all(package in constrained.split() for package in ("pandas", "boto3", "requests", "psycopg2-binary"))
    assert re.findall(r'"(\S+)==', installs) == ["apache-airflow", "apache-airflow", "pyspark"]
    assert "PYSPARK_VERSION=3.5.0" in arguments("ARG")


def test_every_build_argument_is_explained() -> None:
    """The table of the README has each, with the default of the file."""
    readme = (IMAGES / "README.md").read_text()
    for name, default in {tuple(argument.split("=")) for argument in arguments("ARG") if "=" in argument}:
        assert f"| `{name}` | {default or 'empty'} |" in readme
