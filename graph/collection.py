"""The collector of garbage, paused while much is made that lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the collector of garbage from looking through a large graph again and again.

    For work that makes many objects none of which holds itself: there is nothing for the
    collector to find, and looking takes a fifth to a third of the time. It may be nested, and
    serves as a decorator too.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
