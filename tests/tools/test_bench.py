"""``make bench``: what it starts and what it writes; the measuring itself is no test."""

import sys
from pathlib import Path

import pytest

from tools import bench

RESULTS = {bench.EMPTY: bench.Run(0.5, 0.4), bench.EMPTY_OPTIMIZED: bench.Run(0.4, 0.32), "1 environment": bench.Run(0.6, 0.48)}


def test_ratios_are_to_both_empty_apps() -> None:
    """Goal, seconds and memory stand beside them."""
    rows = bench.cells(RESULTS, dict.fromkeys(RESULTS, 66.4))
    assert rows[2] == ["1 environment", "1.20x", "1.20x", "1.50x", "1.50x", "1.3x", "0.60", "0.48", "66"]


def test_writing_keeps_the_text_above_the_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second table replaces the first."""
    page = tmp_path / "benchmarks.md"
    page.write_text(f"# How fast\n\n{bench.MARK}\n\nan old table\n", encoding="utf-8")
    monkeypatch.setattr(bench, "PAGE", page)
    monkeypatch.setattr(bench, "run", lambda repeats, chart: (RESULTS, dict.fromkeys(RESULTS, 66.4)))
    monkeypatch.setattr(sys, "argv", ["bench.py", "--write", "-n", "7"])

    assert bench.main() == 0

    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# How fast\n\n{bench.MARK}\n")
    assert "medians of 7 interleaved runs" in text
    assert "| 1 environment | 1.20x |" in text
    assert "an old table" not in text


def test_helm_rows_need_helm_and_a_chart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without either there are none."""
    helm = tmp_path / "helm"
    helm.write_text("#!/bin/sh\n", encoding="utf-8")
    helm.chmod(0o755)
    assert not any(row.startswith("helm") for row in bench.commands(tmp_path, None))
    monkeypatch.setenv("PATH", str(tmp_path))
    rows = bench.commands(tmp_path, "chart")
    assert rows["helm template"] == [str(helm), "template", "airflow", "chart"]
    assert "helm template, 6 releases" in rows


def test_a_process_is_measured_with_its_children(tmp_path: Path) -> None:
    """CPU time of a child counts, a failing command ends the benchmark with a sentence."""
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"

    assert bench.measure([sys.executable, "-c", child], tmp_path).cpu >= 0.2
    with pytest.raises(SystemExit, match="must succeed, it ended with 3"):
        bench.measure([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """A child that holds 100 MB shows."""
    hold = "import time; held = b'x' * 10**8; time.sleep(1)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"

    assert bench.peak_memory([sys.executable, "-c", child], tmp_path) > 90
