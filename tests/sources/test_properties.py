"""Whatever bytes a file holds: documents that keep the rules, or a reason that names the file."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Document
from graph.sources.archive import ARCHIVES, members
from graph.sources.encoding import MAX_CHARACTERS
from graph.sources.file import SourceFile
from graph.sources.guess import guess_suffix
from graph.sources.isolation import IsolatedReader, read_directly
from graph.sources.options import SourceOptions
from graph.sources.packing import PACKINGS
from graph.sources.places import is_readable, select
from graph.sources.registry import READERS
from tests.sources import inputs as made
from tests.sources.inputs import PACK, TEXT, row
from tests.sources.test_formats import ARTICLES

OPTIONS = SourceOptions(max_mib=4)
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
OWN = sorted(suffix for suffix, form in READERS.items() if form.module in ("text", "json", "table"))
"""Formats whose readers are our own code: nothing may be left to the net below them."""

VALID = {Path(name).suffix: content for name, (content, _) in ARTICLES.items()}


def check(item: object, where: str) -> None:
    """Check what holds for all that a reader yields."""
    if isinstance(item, SourceError):
        assert item.where.startswith(where)
        assert item.what
        assert len(str(item)) < 2000
        assert "\n" not in item.what
        return
    assert isinstance(item, Document)
    assert 0 < len(item.text) <= MAX_CHARACTERS
    assert item.text[item.body :].strip()
    assert item.sha256 == hashlib.sha256(item.text.encode("utf-8")).hexdigest()
    assert item.id.strip()
    assert item.date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", item.date)
    assert item.language.startswith("es")
    for told in (item.title, item.url, item.outlet):
        assert told is None or (told.strip() and told.encode("utf-8"))


def read(suffix: str, data: bytes) -> list[object]:
    file = SourceFile("nota", f"nota{suffix}", opener=lambda: io.BytesIO(data))
    return list(read_directly(file, OPTIONS))


def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Return a file that some chance has damaged: cut, with bytes changed, or doubled in part."""
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["set", "cut", "insert", "repeat"]))
        if kind == "set" and at < len(data):
            data[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 200))]
        elif kind == "insert":
            data[at:at] = draw(st.binary(min_size=1, max_size=20))
        else:
            data[at:at] = data[at : at + draw(st.integers(1, 200))] * draw(st.integers(1, 3))
    return bytes(data)


@st.composite
def damaged_file(draw: st.DrawFn, suffix: str) -> bytes:
    content = VALID[suffix]
    return damaged(draw, content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("suffix", OWN)
@given(data=st.data())
@QUICK
def test_our_own_readers_name_every_fault_themselves(suffix: str, data: st.DataObject) -> None:
    content = data.draw(st.one_of(st.binary(max_size=300), damaged_file(suffix)))
    for item in read(suffix, content):
        check(item, "nota")
        assert not (isinstance(item, SourceError) and "it cannot be parsed" in item.what)


@pytest.fixture(scope="module")
def isolated() -> Iterator[IsolatedReader]:
    with IsolatedReader(OPTIONS, seconds=20) as reader:
        yield reader


@pytest.mark.parametrize("suffix", sorted(set(VALID) - set(OWN)))
@given(data=st.data())
@QUICK
def test_readers_of_other_hands_are_kept_in_bounds(
    isolated: IsolatedReader, tmp_path: Path, suffix: str, data: st.DataObject
) -> None:
    content = data.draw(st.one_of(st.binary(max_size=300), damaged_file(suffix)))
    path = tmp_path / f"nota{suffix}"
    path.write_bytes(content)
    for item in isolated.read(SourceFile("nota", path.name, path)):
        check(item, "nota")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "title", "fecha", "url", "name", "x"]), inner)
    ),
    max_leaves=12,
)


@given(value=JSON)
@QUICK
def test_json_of_any_shape_is_read_or_refused(value: object) -> None:
    for suffix in (".json", ".jsonl"):
        for item in read(suffix, json.dumps(value).encode()):
            check(item, "nota")
            assert not (isinstance(item, SourceError) and "it cannot be parsed" in item.what)


@given(cells=st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=5))
@QUICK
def test_tables_of_any_cells_are_read_or_refused(cells: list[list[str]]) -> None:
    import csv

    out = io.StringIO()
    csv.writer(out).writerows([["text", "fecha", "título"], *cells])
    for item in read(".csv", out.getvalue().encode("utf-8", "replace")):
        check(item, "nota")
        assert not (isinstance(item, SourceError) and "it cannot be parsed" in item.what)


ARCHIVED = {
    ".zip": made.zipped({"a.txt": TEXT.encode(), "b.jsonl": made.jsonl([row()]).encode()}),
    ".tar": made.tarred({"a.txt": TEXT.encode(), "b.jsonl": made.jsonl([row()]).encode()}),
    ".tgz": made.tarred({"a.txt": TEXT.encode()}, "w:gz"),
    ".tar.xz": made.tarred({"a.txt": TEXT.encode()}, "w:xz"),
    ".tar.zst": PACK[".zst"](made.tarred({"a.txt": TEXT.encode()})),
}


@pytest.mark.parametrize("suffix", ARCHIVED)
@given(data=st.data())
@QUICK
def test_damaged_archives_give_members_or_a_reason(suffix: str, data: st.DataObject) -> None:
    content = data.draw(
        st.one_of(st.binary(max_size=300), st.builds(bytes), damaged_archive(suffix))
    )
    file = SourceFile("corpus", f"corpus{suffix}", opener=lambda: io.BytesIO(content))
    try:
        for member in members(file, 1 << 20):
            if isinstance(member, SourceFile):
                try:
                    member.read(1 << 20)
                except SourceError as error:
                    check(error, "corpus")
    except SourceError as error:
        check(error, "corpus")


@st.composite
def damaged_archive(draw: st.DrawFn, suffix: str) -> bytes:
    return damaged(draw, ARCHIVED[suffix])


@pytest.mark.parametrize("packing", PACKINGS)
@given(data=st.data())
@QUICK
def test_a_damaged_compressed_file_gives_its_text_or_a_reason(
    packing: str, data: st.DataObject
) -> None:
    content = data.draw(st.one_of(st.binary(max_size=300), damaged_packing(packing)))
    for item in read(f".txt{packing}", content):
        check(item, "nota")
        # The others carry a checksum; a .zst need not.
        if isinstance(item, Document) and packing != ".zst":
            assert item.text.startswith(TEXT)


@st.composite
def damaged_packing(draw: st.DrawFn, packing: str) -> bytes:
    return damaged(draw, PACK[packing](TEXT.encode()))


@given(head=st.binary(max_size=400))
@QUICK
def test_a_guess_is_always_a_format(head: bytes) -> None:
    assert guess_suffix(head) in {*READERS, *ARCHIVES, *PACKINGS}


NAMES = st.text(alphabet="ab./_-filesRDMtxhjsonrpg\n\x00ñ", max_size=20)


@given(names=st.lists(NAMES.map(lambda name: name.strip("/")).filter(bool), max_size=8))
@QUICK
def test_a_name_is_an_input_or_another_file_and_never_both(names: list[str]) -> None:
    wanted, others = select(names)
    assert not set(wanted) & set(others)
    assert set(wanted) | set(others) <= set(names)
    assert all(is_readable(name) for name in wanted)
