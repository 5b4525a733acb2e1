"""The command line, with what each phase took left in a file.

    python -m tests.bench.watched FILE build PATH… (any command line of hemerograph)

FILE gets a line of JSON for each phase: name, seconds by the clock and of this process's
processor, and this process's memory at its end (``now``) and at most so far (``peak``), in bytes.
"""

from __future__ import annotations

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

    def emit(self, record: logging.LogRecord) -> None:
        name, clock, processor = record.args or ("", 0.0, 0.0)
        memory = self._process.memory_info()
        row = {"phase": name, "clock": clock, "processor": processor, "now": memory.rss}
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    PHASES.setLevel(logging.INFO)
    PHASES.addHandler(_ToFile(Path(sys.argv.pop(1))))
    main()
