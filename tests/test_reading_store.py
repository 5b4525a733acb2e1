from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph import reading_store as stores
from graph import store_file
from graph.errors import OutputError
from graph.model import Document, Reading
from graph.reading_store import TRIES, ReadingStore
from graph.store_file import DAMAGED, FILE, DamagedStoreError
from tests.killing import quick_reading


def document(number: int = 1, **changed: object) -> Document:
    text = f"Lima habló con Quito y con Caracas, nota {number}."
    return replace(Document(f"d{number}", text, f"{number:064x}"), **changed)


def opened(folder: Path, fingerprint: str = "f", model: str = "m", fresh: bool = False):  # type: ignore[no-untyped-def]
    return ReadingStore(folder, fingerprint, model, fresh)


def filled(folder: Path, numbers: range = range(5), **pipeline: str) -> None:
    store = opened(folder, **pipeline)
    for number in numbers:
        store.keep(document(number), quick_reading(document(number)))
    store.versions = {"reader": "1"}
    store.close()


def kept(folder: Path, numbers: range = range(5), **pipeline: str) -> list[int]:
    store = opened(folder, **pipeline)
    found = [number for number in numbers if store.is_settled(document(number))]
    store.close()
    return found


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    filled(tmp_path)
    store = opened(tmp_path)
    assert [store.find(document(n)) for n in range(5)] == [
        quick_reading(document(n)) for n in range(5)
    ]
    assert store.versions == {"reader": "1"}
    assert store.notes == []
    store.close()


def test_the_document_is_the_one_that_is_asked_with(tmp_path: Path) -> None:
    filled(tmp_path)
    store = opened(tmp_path)
    renamed = document(1, id="otro")
    assert store.is_settled(renamed)
    assert store.find(renamed).document is renamed
    store.close()


SEEN = [
    {"text": "otro texto"}, {"title": "T"}, {"date": "2025-01-01"}, {"url": "https://example.org"},
    {"language": "es-MX"}, {"outlet": "El Ejemplo"}, {"body": 3},
]  # fmt: skip


@pytest.mark.parametrize("changed", SEEN, ids=[next(iter(change)) for change in SEEN])
def test_a_document_that_changed_is_another(tmp_path: Path, changed: dict[str, object]) -> None:
    filled(tmp_path)
    store = opened(tmp_path)
    assert not store.is_settled(document(1, **changed))
    store.close()


def test_a_reading_is_of_one_pipeline(tmp_path: Path) -> None:
    filled(tmp_path, fingerprint="old")
    assert kept(tmp_path, fingerprint="new") == []
    assert kept(tmp_path, fingerprint="old") == [0, 1, 2, 3, 4]


def test_the_words_of_the_documents_are_not_in_the_file(tmp_path: Path) -> None:
    store = opened(tmp_path)
    given = document(text="Lima y Quito guardaron un silencio elocuente toda la noche.")
    store.keep(given, quick_reading(given))
    ((packed,),) = store._file.rows("SELECT content FROM reading")
    store.close()
    import zlib

    assert b"lima" in zlib.decompress(packed)
    assert b"elocuente" not in zlib.decompress(packed)


def test_half_a_character_is_refused_and_crashes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    broken = document(text="A\ud800b habló con Quito.")
    reading = quick_reading(broken)
    halved = replace(reading, entities=(replace(reading.entities[0], label="A\ud800"),))
    store.keep(broken, halved)
    assert "half a character" in str(store.problem(broken))
    store.refuse(document(2), "ValueError: '\ud800'")
    assert store.problem(document(2)) == "ValueError: '\\ud800'"
    store.close()


def test_fresh_gives_up_all_that_was_kept(tmp_path: Path) -> None:
    filled(tmp_path)
    filled(tmp_path, model="other", fingerprint="g")
    opened(tmp_path, fresh=True).close()
    assert not (tmp_path / FILE).exists()


def test_an_empty_store_leaves_no_file(tmp_path: Path) -> None:
    opened(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_a_refused_document_is_tried_in_a_second_build_and_then_left_alone(tmp_path: Path) -> None:
    for build in range(TRIES):
        store = opened(tmp_path)
        assert not store.is_settled(document()), build
        store.refuse(document(), "ValueError: no parse")
        assert store.problem(document()) == "ValueError: no parse"
        store.close()
    store = opened(tmp_path)
    assert store.is_settled(document())
    assert store.problem(document()) == "ValueError: no parse"
    store.close()


def test_a_refused_document_is_tried_anew_within_other_limits(tmp_path: Path) -> None:
    for limits in ("30 s", "30 s", "60 s", "60 s"):
        store = ReadingStore(tmp_path, "f", "m", limits=limits)
        assert not store.is_settled(document())
        store.refuse(document(), "too slow")
        store.close()
    store = ReadingStore(tmp_path, "f", "m", limits="60 s")
    assert store.is_settled(document())
    store.close()


def test_a_refused_document_that_is_read_after_all_is_kept(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.refuse(document(), "too slow")
    store.keep(document(), quick_reading(document()))
    assert store.problem(document()) is None
    assert store.find(document()) == quick_reading(document())
    store.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00\xffbasura" * 4000)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def zero_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)


def sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        db = sqlite3.connect(path)
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()

    return change


def replace_by_other(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE mine (x)")(path)


DAMAGES = [
    pytest.param(garbage, id="garbage"),
    pytest.param(lambda path: path.write_bytes(b"SQLite format 3\0" + b"\1" * 50), id="head only"),
    pytest.param(truncate, id="truncated"),
    pytest.param(zero_a_page, id="a page of zeros"),
    pytest.param(replace_by_other, id="another program's"),
    pytest.param(sql("PRAGMA user_version = 99"), id="a later schema"),
    pytest.param(sql("PRAGMA application_id = 7"), id="another application"),
    pytest.param(sql("DROP TABLE reading"), id="a table is missing"),
    pytest.param(sql("ALTER TABLE pipeline DROP COLUMN versions"), id="a column is missing"),
    pytest.param(sql("UPDATE pipeline SET versions = '{'"), id="versions garbled"),
    pytest.param(sql("UPDATE pipeline SET versions = '[1]'"), id="versions of another shape"),
    pytest.param(sql("UPDATE reading SET content = x'00' WHERE id = 2"), id="one reading garbled"),
    pytest.param(
        sql("UPDATE reading SET content = (SELECT content FROM reading WHERE id = 1)"),
        id="a reading astray",
    ),
    pytest.param(sql("UPDATE reading SET content = NULL"), id="readings emptied"),
    pytest.param(sql("UPDATE reading SET document = 'x' WHERE id = 2"), id="a key garbled"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_told_of_and_usable_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    filled(tmp_path)
    damage(tmp_path / FILE)
    store = opened(tmp_path)

    def use() -> list[Reading]:
        for number in range(5):
            if not store.is_settled(document(number)):
                store.keep(document(number), quick_reading(document(number)))
        store.versions = store.versions or {"reader": "1"}
        return [store.find(document(number)) for number in range(5)]

    try:
        found = use()
    except DamagedStoreError:
        store.mend()
        found = use()
    assert found == [quick_reading(document(number)) for number in range(5)]
    assert store.versions == {"reader": "1"}
    store.close()
    assert kept(tmp_path) == [0, 1, 2, 3, 4]


def test_one_garbled_reading_does_not_cost_the_others(tmp_path: Path) -> None:
    filled(tmp_path)
    sql("UPDATE reading SET content = x'00' WHERE id = 2")(tmp_path / FILE)
    store = opened(tmp_path)
    store.mend()
    assert "1 kept reading" in store.notes[0]
    store.close()
    assert kept(tmp_path) == [0, 2, 3, 4]
    assert not (tmp_path / DAMAGED).exists()


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    filled(tmp_path)
    garbage(tmp_path / FILE)
    store = opened(tmp_path)
    assert DAMAGED in store.notes[0]
    store.close()
    assert (tmp_path / DAMAGED).stat().st_size == 32000


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(OutputError, match="cannot be opened"):
        opened(tmp_path)


def test_a_file_that_another_program_holds_is_told_and_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(store_file, "_PATIENCE", 0.1)
    with pytest.raises(OutputError, match="another program"):
        opened(tmp_path)
    other.close()
    assert kept(tmp_path) == [0, 1, 2, 3, 4]


def tidied(folder: Path, given: range, **pipeline: str) -> None:
    store = opened(folder, **pipeline)
    store.tidy([document(number) for number in given])
    store.close()


def test_the_older_pipeline_of_a_model_is_given_up_after_a_build(tmp_path: Path) -> None:
    filled(tmp_path, fingerprint="old")
    filled(tmp_path, fingerprint="new")
    tidied(tmp_path, range(5), fingerprint="new")
    assert kept(tmp_path, fingerprint="new") == [0, 1, 2, 3, 4]
    assert kept(tmp_path, fingerprint="old") == []


def test_of_other_models_the_latest_are_kept(tmp_path: Path) -> None:
    for name in "abcd":
        filled(tmp_path, fingerprint=name, model=name)
    tidied(tmp_path, range(5), fingerprint="d", model="d")
    assert [bool(kept(tmp_path, fingerprint=n, model=n)) for n in "dcba"] == [
        True, True, True, False,
    ]  # fmt: skip


def test_documents_not_given_are_kept_as_long_as_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, range(200))
    tidied(tmp_path, range(1))
    assert len(kept(tmp_path, range(200))) == 200
    monkeypatch.setattr(stores, "KEPT_BYTES", 10_000)
    tidied(tmp_path, range(2))
    left = kept(tmp_path, range(200))
    assert left[:2] == [0, 1]
    assert left[2:] == list(range(left[2], 200))  # the latest
    assert 10 < len(left) < 100


def test_room_is_given_back(tmp_path: Path) -> None:
    filled(tmp_path, range(500), fingerprint="old")
    before = (tmp_path / FILE).stat().st_size
    filled(tmp_path, fingerprint="new")
    tidied(tmp_path, range(5), fingerprint="new")
    assert (tmp_path / FILE).stat().st_size < before / 4
