"""Every command of a check with its output, in one file per check."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, strftime
from typing import TextIO

LONGEST = 20_000
"""Characters kept of one output; pod lists as JSON are longer than anybody reads."""


class Evidence:
    """Writes ``<folder>/NN-<name>.txt``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._number = 0
        self._file: TextIO | None = None

    @contextmanager
    def chapter(self, name: str) -> Iterator[Path]:
        """Records what happens inside under a name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self._number:02d}-{name}.txt"
        self._number += 1
        with path.open("w", encoding="utf-8") as self._file:
            yield path
        self._file = None

    def record(self, command: str, output: str, *, started: float) -> None:
        """One command, its duration and its output."""
        if self._file is None:
            return
        kept = output if len(output) <= LONGEST else f"{output[:LONGEST]}\n... {len(output) - LONGEST} more characters"
        self._file.write(f"[{strftime('%H:%M:%S')}, {perf_counter() - started:.1f} s] $ {command}\n{kept.rstrip()}\n\n")
        self._file.flush()
