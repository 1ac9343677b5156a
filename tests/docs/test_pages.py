"""The pages: their Python runs, their links and paths exist, their commands are targets."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import cdk8s_airflow
import environments.base
import environments.dev
from tests.schemas.validation import finding

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "images" / "README.md"])


def blocks(page: Path, language: str) -> list[str]:
    """Code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link, and every anchorless path in it."""
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_make_targets_exist(page: Path) -> None:
    """What a page tells to type can be typed."""
    known = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(
        re.findall(r"\bmake ([a-z][a-z0-9-]*)(?=[`\s]|$)", "\n".join([*blocks(page, "sh"), *re.findall(r"`[^`\n]+`", page.read_text(encoding="utf-8"))]))
    )
    assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_shell_blocks_are_shell(page: Path) -> None:
    """What bash refuses to parse nobody can type."""
    refused = [block for block in blocks(page, "sh") if subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False).returncode]
    assert refused == []


def test_the_readme_shows_a_true_environment() -> None:
    """Its shortened dev is dev but for the quota; its test command is what CI runs."""
    (block,) = blocks(ROOT / "README.md", "python")
    names: dict[str, Any] = {**vars(cdk8s_airflow), "base": environments.base.base}
    exec(block, names)
    assert names["props"]() == environments.dev.props().changed(resource_quota=None)
    assert re.search(r"^make test\b", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert any(re.search(r"^make test\b", block, re.MULTILINE) for block in blocks(ROOT / "README.md", "sh"))


def test_the_readme_names_every_page() -> None:
    """Nothing in docs/ that only its author knows of."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"(docs/{page.name})" not in text] == []


def test_the_readme_finds_every_file() -> None:
    """All paths of the table "Where do I find"."""
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where do I find")[2].partition("\n## ")[0]
    paths = [path for path in re.findall(r"`([a-z_0-9./]+)`", table) if "/" in path]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_extension_guide_runs(tmp_path: Path) -> None:
    """Its Python, pasted into one file, writes manifests with what it promises."""
    (tmp_path / "team.py").write_text("\n\n".join(blocks(ROOT / "docs" / "extending.md", "python")), encoding="utf-8")
    done = subprocess.run([sys.executable, "team.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    scheduler = (tmp_path / "dist" / "team" / "scheduler.yaml").read_text(encoding="utf-8")
    assert "- name: TEAM" in scheduler
    assert 'example.com/cost-center: "4711"' in scheduler


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_objects_on_pages_are_valid(page: Path) -> None:
    """YAML of the pages under the schemas of Kubernetes and of the custom resources."""
    found = [document for block in blocks(page, "yaml") for document in yaml.safe_load_all(block) if isinstance(document, dict) and "kind" in document]
    assert [text for document in found if (text := finding(document, "1.27"))] == []


def test_the_sentence_of_the_getting_started_page_is_the_real_one() -> None:
    """What a reader will see after the mistake that the page makes."""
    sentences = (ROOT / "tests" / "bad_input" / "__snapshots__" / "test_bad_input" / "test_sentences.yaml").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"^error: dev: (.*)$", (ROOT / "docs" / "getting-started.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sentence in sentences
