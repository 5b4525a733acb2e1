from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import SourceError
from graph.model import Document
from graph.sources import paths
from graph.sources.file import SourceFile
from graph.sources.isolation import read_directly
from graph.sources.options import SourceOptions


class _SameProcess:
    """Reads where the tests run: starting a process for each of them would take its time."""

    def __init__(self, options: SourceOptions) -> None:
        self._options = options

    def __enter__(self) -> _SameProcess:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, file: SourceFile) -> Iterator[Document | SourceError]:
        assert file.path is not None
        return read_directly(file, self._options)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read without a process of their own; test_isolation.py has that."""
    monkeypatch.setattr(paths, "IsolatedReader", _SameProcess)
