"""The readers by file suffix; a new format is one module with ``SUFFIXES`` and ``read``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from graph.errors import SourceError
from graph.model import Document
from graph.sources import text

Reader = Callable[[Path], Iterator[Document | SourceError]]

READERS: dict[str, Reader] = dict.fromkeys(text.SUFFIXES, text.read)
