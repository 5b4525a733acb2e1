"""Where the time of a build goes: each phase tells the log ``hemerograph.phases`` how long it took.

Nothing is printed unless somebody listens (``tests.bench.scale`` does), and nothing of it gets
into what is written. Phases never overlap: files that are written side by side are one, which is
named for all of them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

PHASES = logging.getLogger("hemerograph.phases")


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Tell, after the block, its name and the seconds by the clock and of this process's processor.

    The record's ``args`` are the three: a str and two floats.
    """
    clock, processor = time.perf_counter(), time.process_time()
    try:
        yield
    finally:
        PHASES.info(
            "%s: %.3f s, %.3f s of the processor",
            name,
            time.perf_counter() - clock,
            time.process_time() - processor,
        )
