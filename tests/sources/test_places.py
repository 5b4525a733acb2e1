"""Where inputs may lie: folders, patterns, standard input, fsspec; and what is left out there."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from graph.errors import UsageError
from graph.sources import SourceOptions, iter_paths, read_paths
from graph.sources.guess import guess_suffix, suffix_of_type
from graph.sources.places import select
from tests.sources import inputs as made
from tests.sources.inputs import LEAD, OTHER, PACK, TEXT, put, row

pytestmark = pytest.mark.usefixtures("in_process")


def ids(*paths: str | Path, **options: object) -> list[str]:
    sources = read_paths(paths, SourceOptions(**options))  # type: ignore[arg-type]
    assert sources.refused == ()
    return [document.id for document in sources.documents]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["a.txt", "b.html", "c.jpg"], ["a.txt", "b.html"]),
        (["a.txt.gz", "b.tar.xz", "c.gz", "d.zip", "e.jpg.gz"], ["a.txt.gz", "b.tar.xz", "d.zip"]),
        ([".a.txt", "x/.b/c.txt", "README.md", "x/readme.html", "x/readme.txt.gz"], []),
        (["a.txt", "a.json", "b.json"], ["a.txt", "b.json"]),
        (["x/a.html", "x/a.csv", "a.csv"], ["a.csv", "x/a.html"]),
        (["p.html", "p_files/ad.html", "p_files/x/y.html"], ["p.html"]),
        (["p.htm", "p_archivos/ad.html", "q_archivos/n.html"], ["p.htm", "q_archivos/n.html"]),
        (["n/p.html", "n/p_files/ad.html", "n_files/z.html"], ["n/p.html", "n_files/z.html"]),
        (["out/report.json", "out/graph.html", "out/a.txt", "a.txt"], ["a.txt", "out/a.txt"]),
        (["report.json", "graph.html", "x/a.txt", "x/graph.html"], ["x/a.txt", "x/graph.html"]),
        (["x/report.json", "x/a.txt"], ["x/a.txt", "x/report.json"]),
        (["report.json", "nodes.csv", "edges.csv"], []),
        (["A.TXT", "B.Html"], ["A.TXT", "B.Html"]),
    ],
)  # fmt: skip
def test_what_of_a_folder_is_read(names: list[str], wanted: list[str]) -> None:
    assert select(names)[0] == wanted


def test_notes_on_a_text_are_told_as_left_out() -> None:
    assert select(["a.txt", "a.json", "b.jpg"])[1] == ["a.json", "b.jpg"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    files: dict[str, bytes | str] = {
        "2026-01/uno.txt": TEXT,
        "2026-01/dos.html": made.page(),
        "2026-02/tres.txt": OTHER,
        "2026-02/foto.jpg": b"\xff\xd8",
        "[notas]/cuatro.txt": LEAD,
    }
    return put(tmp_path, files)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*/uno.txt", ["uno"]),
        ("2026-0?/*.txt", ["tres", "uno"]),
        ("**/*.txt", ["cuatro", "tres", "uno"]),
        ("2026-*", ["dos", "tres", "uno"]),
        ("2026-02/*", ["tres"]),
        ("[notas]", ["cuatro"]),
        ("[notas]/cuatro.txt", ["cuatro"]),
        ("2026-0[1]/*", ["dos", "uno"]),
    ],
)
def test_patterns_are_understood_without_a_shell(
    news: Path, pattern: str, expected: list[str]
) -> None:
    assert ids(f"{news}/{pattern}") == expected


def test_a_pattern_may_lead_through_what_a_folder_would_hide(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        ".oculto/x/a.txt": TEXT,
        ".oculto/y/a.json": json.dumps(row()),
        ".oculto/y/.b.txt": OTHER,
    }
    put(tmp_path, files)
    assert len(ids(f"{tmp_path}/.oculto/*/*")) == 2


def test_a_file_url_is_a_file(news: Path) -> None:
    url = (news / "[notas]/cuatro.txt").as_uri()
    assert url.startswith("file://")
    assert ids(url) == ["cuatro"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("no-existe.txt", "no such file"),
        ("*.nada", "no file fits"),
        ("https://example.org/nota", "nothing is fetched unasked"),
        ("memory://no/existe.txt", "no such file"),
        ("nosuchscheme://a/b", "cannot be opened"),
        ("simplecache::memory://a", "no such file"),
        ("memory://a::https://example.org", "chained"),
        ("a\0b", "no such file"),
    ],
)
def test_a_path_to_nothing_is_an_unusable_call(path: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        read_paths([path])
    assert caught.value.todo


def test_a_store_whose_package_is_missing_tells_what_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError, match="not installed") as caught:
        read_paths(["s3://cubo/nota.txt"])
    assert "pip install 'hemerograph[s3]'" in caught.value.todo


@pytest.fixture
def store() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    files = {
        "uno.txt": TEXT.encode(),
        "sub/dos.html": made.page().encode(),
        "sub/tabla.jsonl.gz": PACK[".gz"](made.jsonl([row(id="tres")]).encode()),
        "archivo.zip": made.zipped({"cuatro.txt": LEAD.encode()}),
        "tabla.parquet": made.parquet([row(id="cinco")]),
        "foto.jpg": b"\xff\xd8",
        ".oculto.txt": TEXT.encode(),
    }
    for name, content in files.items():
        system.pipe(f"/noticias/{name}", content)
    system.pipe("/raiz.txt", OTHER.encode())
    yield "memory://noticias"
    system.rm("/noticias", recursive=True)
    system.rm("/raiz.txt")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ["cinco", "cuatro", "dos", "tres", "uno"]),
        ("/", ["cinco", "cuatro", "dos", "tres", "uno"]),
        ("/uno.txt", ["uno"]),
        ("/sub", ["dos", "tres"]),
        ("/*.txt", ["uno"]),
        ("/**/*.html", ["dos"]),
    ],
)
def test_object_stores_are_read_like_folders(store: str, path: str, expected: list[str]) -> None:
    assert ids(store + path) == expected


@pytest.mark.usefixtures("store")
def test_a_pattern_at_the_root_of_a_store_is_read() -> None:
    assert ids("memory:///*.txt") == ["raiz"]


def test_what_cannot_be_read_in_a_store_is_named(store: str) -> None:
    fsspec.filesystem("memory").pipe("/noticias/mal.txt", b"\x00\x01")
    sources = read_paths([store])
    assert [error.where for error in sources.refused] == ["memory:///noticias/mal.txt"]


def test_a_password_in_an_address_is_not_shown() -> None:
    with pytest.raises(UsageError) as caught:
        read_paths(["memory://ana:secreta@nadie/nota.txt"])
    assert "secreta" not in str(caught.value)


INPUTS: list[tuple[str, bytes, str]] = [
    ("txt", TEXT.encode(), ".txt"),
    ("html", made.page().encode(), ".html"),
    ("jsonl", made.jsonl([row()]).encode(), ".jsonl"),
    ("json", json.dumps([row()]).encode(), ".json"),
    ("json", json.dumps(row(), indent=1).encode(), ".json"),
    ("csv", made.csv_text([row()]).encode(), ".csv"),
    ("csv", made.csv_text([row()], ";").encode(), ".csv"),
    ("tsv", made.csv_text([row()], "\t").encode(), ".tsv"),
    ("parquet", made.parquet([row()]), ".parquet"),
    ("xlsx", made.xlsx({"H": made.table([row()])}), ".xlsx"),
    ("docx", made.docx([TEXT]), ".docx"),
    ("pdf", made.pdf(made.wrapped(TEXT)), ".pdf"),
    ("rss", made.rss([made.item(LEAD)]).encode(), ".xml"),
    ("atom", made.atom().encode(), ".xml"),
    ("mhtml", made.mhtml(made.page()), ".mhtml"),
    ("zip", made.zipped({"a.txt": TEXT.encode()}), ".zip"),
    ("tar", made.tarred({"a.txt": TEXT.encode()}), ".tar"),
]


NAMES = [name for name, _, _ in INPUTS]


@pytest.mark.parametrize(
    ("content", "suffix"), [(content, suffix) for _, content, suffix in INPUTS], ids=NAMES
)
def test_a_format_is_guessed_from_the_content(content: bytes, suffix: str) -> None:
    assert guess_suffix(content) == suffix


def test_the_mark_of_utf8_does_not_hide_a_page() -> None:
    assert guess_suffix(b"\xef\xbb\xbf <html><body></body>") == ".html"


@pytest.mark.parametrize(
    "text", ["Texto, con comas; y más.\n", "[Nota] El texto", "{sic} Dijo", "", "<3"]
)
def test_prose_is_guessed_to_be_prose(text: str) -> None:
    assert guess_suffix(text.encode()) == ".txt"


def test_what_a_server_calls_a_format_is_known() -> None:
    assert suffix_of_type("Text/HTML; charset=utf-8") == ".html"
    assert suffix_of_type("application/octet-stream") is None


def give(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize("content", [content for _, content, _ in INPUTS], ids=NAMES)
def test_standard_input_is_read_in_any_format(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    give(monkeypatch, content)
    assert len(ids("-")) == 1


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT.encode(), ["stdin"]),
        (made.jsonl([row(id="uno"), row(id="dos", text=OTHER)]).encode() * 200, ["dos", "uno"]),
        (made.page().encode(), ["stdin"]),
        (made.tarred({"tres.txt": TEXT.encode()}), ["tres"]),
    ],
    ids=["txt", "jsonl", "html", "tar"],
)
def test_compressed_standard_input_is_read_in_its_format(
    monkeypatch: pytest.MonkeyPatch, packing: str, content: bytes, expected: list[str]
) -> None:
    give(monkeypatch, PACK[packing](content))
    assert ids("-") == expected


def test_a_format_that_is_told_may_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, PACK[".gz"](f"columna\n{LEAD.replace(',', '')}\n".encode()))
    assert len(ids("-", input_format="csv", columns={"text": "columna"})) == 1


def test_standard_input_that_is_closed_or_a_folder_is_an_unusable_call(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Folder(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    for given in (None, io.TextIOWrapper(Folder())):
        monkeypatch.setattr(sys, "stdin", given)
        with pytest.raises(UsageError, match="standard input"):
            read_paths(["-"])


def test_the_format_of_standard_input_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, f"columna\n{LEAD.replace(',', '')}\n".encode())
    assert len(ids("-", input_format="csv", columns={"text": "columna"})) == 1


def test_the_format_of_a_file_without_suffix_can_be_told(tmp_path: Path) -> None:
    put(tmp_path, {"nota": made.page()})
    assert ids(tmp_path / "nota", input_format="html") == ["nota"]


@pytest.mark.parametrize("name", ["exe", "", "."])
def test_an_unknown_format_is_an_unusable_call(tmp_path: Path, name: str) -> None:
    put(tmp_path, {"nota": TEXT})
    with pytest.raises(UsageError, match="unknown format"):
        read_paths([tmp_path / "nota"], SourceOptions(input_format=name or "?"))


def test_documents_come_one_after_another(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": TEXT, "b.jsonl": made.jsonl([row(), row(text=OTHER)]), "c.txt": LEAD})
    seen = iter_paths([tmp_path])
    assert next(seen).id == "a"  # type: ignore[union-attr]
    # What comes later has not been touched: it may still be put right, or vanish.
    (tmp_path / "c.txt").unlink()
    rest = list(seen)
    assert [type(item).__name__ for item in rest] == ["Document", "Document", "SourceError"]


def test_the_order_of_paths_does_not_show(news: Path, store: str) -> None:
    paths = [str(news / "2026-01"), store, str(news / "2026-02")]
    assert read_paths(paths) == read_paths(paths[::-1])
