"""The command line, with what each phase took left in a file.

    python -m tests.bench.watched FILE build PATH… (any command line of hemerograph)

FILE gets a line of JSON for each phase: name, seconds by the clock (``clock``), of the processors
that this process and its children had since the last phase (``processor``), and this process's
memory at its end (``now``) in bytes.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from pathlib import Path

import psutil

from graph.cli import main
from graph.phases import PHASES


class _ToFile(logging.Handler):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file, self._process = file, psutil.Process()
        self._before = self._processors()

    def emit(self, record: logging.LogRecord) -> None:
        name, clock, _ = record.args or ("", 0.0, 0.0)
        memory, now = self._process.memory_info(), self._processors()
        row = {"phase": name, "clock": clock, "processor": now - self._before, "now": memory.rss}
        self._before = now
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

    def _processors(self) -> float:
        """Return the processor seconds so far, of this process and all its children."""
        own = self._process.cpu_times()
        seconds = own.user + own.system + own.children_user + own.children_system
        for child in self._process.children(recursive=True):
            with contextlib.suppress(psutil.Error):  # it has ended
                its = child.cpu_times()
                seconds += its.user + its.system + its.children_user + its.children_system
        return float(seconds)


if __name__ == "__main__":
    PHASES.setLevel(logging.INFO)
    PHASES.addHandler(_ToFile(Path(sys.argv.pop(1))))
    main()
