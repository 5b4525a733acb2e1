"""The readers by file suffix; a new format is one module with ``read`` and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from graph.errors import SourceError
from graph.model import Document
from graph.sources.file import SourceFile
from graph.sources.options import SourceOptions

Reader = Callable[[SourceFile, SourceOptions], Iterator[Document | SourceError]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of inputs.

    ``module`` in `graph.sources` has its ``read``; it is imported when a file needs it.
    ``by_rows`` is true where one file holds many documents and may be of any size. ``isolated``
    is true where a library parses it: then it is read in a process of its own.
    """

    suffixes: tuple[str, ...]
    module: str
    by_rows: bool = False
    isolated: bool = True

    def reader(self) -> Reader:
        """Return the function that reads this format."""
        read: Reader = import_module(f"graph.sources.{self.module}").read
        return read


FORMATS = (
    Format((".txt", ".md"), "text", isolated=False),
    Format((".html", ".htm", ".xhtml", ".mhtml", ".mht"), "page"),
    Format((".jsonl", ".ndjson", ".json"), "json", by_rows=True),
    Format((".csv", ".tsv"), "table", by_rows=True),
    Format((".parquet",), "parquet", by_rows=True),
    Format((".xlsx", ".xls", ".ods"), "spreadsheet", by_rows=True),
    Format((".pdf",), "pdf"),
    Format((".docx",), "word"),
    Format((".rss", ".atom", ".xml"), "feed", by_rows=True),
)
READERS = {suffix: form for form in FORMATS for suffix in form.suffixes}

BESIDE = (".json", ".csv", ".tsv", ".xml")
"""Formats that, beside a text of the same stem, hold what somebody noted of that text."""


def format_names() -> str:
    """Return the known suffixes, for messages."""
    return ", ".join(READERS)
