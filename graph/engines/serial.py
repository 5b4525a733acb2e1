"""Reading in this process: slower on most machines, and without limits; for debuggers."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence

from graph.engines.batches import DOCUMENTS, outcomes_of, take_batch
from graph.engines.interface import Limits, MakeReader, Outcome, Reader, spanish_reader
from graph.model import Document


class SerialEngine:
    """Reads in this process; a text that hangs or crashes it is not survived."""

    def __init__(self, model: str, make_reader: MakeReader = spanish_reader) -> None:
        self._model, self._make_reader = model, make_reader
        self._reader: Reader | None = None

    def read(self, documents: Sequence[Document]) -> Generator[Outcome, None, None]:
        """Yield the outcomes in the order of `documents`."""
        reader = self._loaded()
        waiting = deque(documents)
        while waiting:
            yield from outcomes_of(reader, take_batch(waiting, DOCUMENTS, Limits()))

    def versions(self) -> dict[str, str]:
        """Return the versions of the reader."""
        return dict(self._loaded().versions)

    def _loaded(self) -> Reader:
        if self._reader is None:
            self._reader = self._make_reader(self._model)
        return self._reader
