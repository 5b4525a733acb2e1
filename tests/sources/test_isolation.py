"""What a hostile file does in the process that reads it ends there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.model import Document
from graph.sources import isolation, read_paths
from graph.sources.file import SourceFile
from graph.sources.isolation import IsolatedReader
from graph.sources.options import SourceOptions
from tests.sources import inputs as made
from tests.sources.inputs import put, row
from tests.sources.misbehaving import SUFFIX

START = (
    "import sys; sys.path[:] = sys.argv[1:]; from tests.sources.misbehaving import start; start()"
)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[IsolatedReader]:
    # Long enough for a busy machine; what ends by the clock is given less.
    monkeypatch.setattr(isolation, "_START", START)
    with IsolatedReader(SourceOptions(), seconds=30) as reader:
        yield reader


def hurry(reader: IsolatedReader) -> None:
    reader._seconds = 2


def ask(reader: IsolatedReader, folder: Path, orders: str) -> list[Document | SourceError]:
    name = f"nota{SUFFIX}"
    path = put(folder, {name: orders}) / name
    return list(reader.read(SourceFile(name, name, path)))


FATAL = {
    "hang": "took more than 2 seconds",
    "exit": "ended its process (status 3)",
    "crash": "ended its process (signal 11)",
    "memory": "more than 4 GiB of memory",
    "deep": "nested too deep",
    "fault": "it cannot be parsed (algo raro)",
    "connect": "not allowed while a document is read",
    "resolve": "not allowed while a document is read",
    "start": "not allowed while a document is read",
}


@pytest.mark.parametrize("order", FATAL)
def test_the_file_is_refused_by_name_and_the_next_is_read(
    reader: IsolatedReader, tmp_path: Path, order: str
) -> None:
    if order == "hang":
        hurry(reader)
    (error,) = ask(reader, tmp_path, order)
    reader._seconds = 30
    assert isinstance(error, SourceError)
    assert error.where == f"nota{SUFFIX}"
    assert FATAL[order] in str(error)
    assert error.todo
    (document,) = ask(reader, tmp_path, "bien")
    assert isinstance(document, Document)


@pytest.mark.parametrize("order", ["hang", "exit"])
def test_what_was_read_before_is_kept(reader: IsolatedReader, tmp_path: Path, order: str) -> None:
    if order == "hang":
        hurry(reader)
    one, two, error = ask(reader, tmp_path, f"uno dos {order} tres")
    assert [one.id, two.id] == ["nota-uno", "nota-dos"]  # type: ignore[union-attr]
    assert isinstance(error, SourceError)
    assert "after 2 documents" in error.what


def test_a_refusal_comes_through_as_it_is(reader: IsolatedReader, tmp_path: Path) -> None:
    one, two = ask(reader, tmp_path, "refuse bien")
    assert isinstance(one, SourceError)
    assert (one.what, one.where, one.todo) == ("mal", f"nota{SUFFIX}", "Bien")
    assert isinstance(two, Document)


def test_what_a_library_prints_is_no_answer(reader: IsolatedReader, tmp_path: Path) -> None:
    (document,) = ask(reader, tmp_path, "print")
    assert isinstance(document, Document)


def test_one_process_reads_file_after_file(reader: IsolatedReader, tmp_path: Path) -> None:
    ask(reader, tmp_path, "bien")
    first = reader._child
    ask(reader, tmp_path, "fault")
    assert reader._child is first


def test_after_many_files_a_new_process_takes_over(
    reader: IsolatedReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_MOST_FILES", 2)
    children = []
    for _ in range(4):
        ask(reader, tmp_path, "bien")
        children.append(reader._child)
    assert children[0] is children[1] is not children[2]
    assert children[2] is children[3]


def test_a_process_that_dies_of_an_earlier_file_costs_the_next_nothing(
    reader: IsolatedReader, tmp_path: Path
) -> None:
    ask(reader, tmp_path, "bien")
    (document,) = ask(reader, tmp_path, "later-exit")
    assert isinstance(document, Document)


def test_a_process_that_does_not_start_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(isolation, "_START", "import sys; sys.exit(1)")
    with IsolatedReader(SourceOptions()) as reader:
        (error,) = ask(reader, tmp_path, "bien")
    assert isinstance(error, SourceError)
    assert "does not start" in error.what


def test_a_caller_may_stop_in_the_middle(reader: IsolatedReader, tmp_path: Path) -> None:
    name = f"nota{SUFFIX}"
    path = put(tmp_path, {name: "uno dos tres"}) / name
    items = reader.read(SourceFile(name, name, path))
    next(items)
    items.close()  # type: ignore[attr-defined]
    (document,) = ask(reader, tmp_path, "bien")
    assert isinstance(document, Document)
    assert document.id == "nota-bien"


def test_the_time_a_caller_takes_is_not_the_reader_s(
    reader: IsolatedReader, tmp_path: Path
) -> None:
    name = f"nota{SUFFIX}"
    path = put(tmp_path, {name: "uno dos"}) / name
    hurry(reader)
    seen = []
    for item in reader.read(SourceFile(name, name, path)):
        time.sleep(1.2)
        seen.append(item)
    assert all(isinstance(item, Document) for item in seen)


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(isolation, "_START", START)
    with IsolatedReader(SourceOptions(), seconds=2) as reader:
        ask(reader, tmp_path, "bien")
        child = reader._child
        assert child is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_a_sheet_as_large_as_a_sheet_can_be_costs_only_its_own_file(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?><worksheet '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="1048576">'
        '<c r="XFD1048576" t="inlineStr"><is><t>text</t></is></c></row></sheetData></worksheet>'
    )
    bomb = made.replaced(made.xlsx({"H": [["text"]]}), "xl/worksheets/sheet1.xml", sheet)
    put(tmp_path, {"a.xlsx": bomb, "b.xlsx": made.xlsx({"H": made.table([row(id="bien")])})})
    sources = read_paths([tmp_path])
    assert [document.id for document in sources.documents] == ["bien"]
    assert [error.where for error in sources.refused] == [str(tmp_path / "a.xlsx")]
