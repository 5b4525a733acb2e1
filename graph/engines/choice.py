"""Which engine reads: by the number of processes and of documents."""

from __future__ import annotations

import os

from graph.engines.interface import Engine
from graph.engines.local import LocalEngine
from graph.engines.serial import SerialEngine


def local_engine(model: str, jobs: int, documents: int) -> Engine:
    """Return the engine for `jobs` processes (0: one a core) and a number of documents."""
    jobs = min(jobs or os.cpu_count() or 1, documents)
    return SerialEngine(model) if jobs <= 1 else LocalEngine(model, jobs)
