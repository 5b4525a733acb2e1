from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceError, UsageError
from graph.model import Document
from graph.sources import read_paths
from graph.sources.paths import unique_ids

PROSE = "El canciller habló ayer con el embajador en Lima sobre la cooperación entre los países."


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def ids(*paths: Path) -> list[str]:
    return [document.id for document in read_paths(paths).documents]


def test_a_document_has_its_text_to_the_character(tmp_path: Path) -> None:
    text = f"Titular de prueba\r\n\r\n{PROSE}\r\n"
    (document,) = read_paths([write(tmp_path, {"a.txt": "\ufeff" + text})]).documents
    assert document == Document(
        id="a",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title="Titular de prueba",
    )


def test_folders_are_read_recursively_without_readme_and_hidden_files(tmp_path: Path) -> None:
    names = ["b.txt", "sub/a.md", "README.md", "sub/readme.txt", ".oculto.txt", ".git/c.txt"]
    assert ids(write(tmp_path, dict.fromkeys(names, PROSE))) == ["a", "b"]


def test_files_of_other_formats_are_left_out_and_told(tmp_path: Path) -> None:
    sources = read_paths([write(tmp_path, {"a.txt": PROSE, "foto.jpg": b"\xff\xd8"})])
    assert [file.name for file in sources.skipped] == ["foto.jpg"]
    assert sources.refused == ()


BAD = {
    "vacio.txt": (b"", "empty file"),
    "binario.txt": (b"\x00\x01\x02", "binary file"),
    "utf16.txt": (PROSE.encode("utf-16"), "UTF-16"),
    "mac.txt": (PROSE.encode("mac_roman"), "wrong encoding"),
    "ingles.txt": (b"The president met the foreign minister in Madrid yesterday.", "English"),
    "cabecera.txt": (b"date 2026-01-12\n", "no text"),
    "declarado.md": (f"---\nlang: pt\n---\n{PROSE}".encode(), "declares another language"),
    "fecha.md": (f"---\ndate: ayer\n---\n{PROSE}".encode(), "not a day"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    sources = read_paths([write(tmp_path, {"bueno.txt": PROSE, name: content})])
    assert [document.id for document in sources.documents] == ["bueno"]
    (error,) = sources.refused
    assert error.where == str(tmp_path / name)
    assert reason in error.what


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"bueno.txt": PROSE, "cerrado.txt": PROSE})
    opened = Path.open

    def closed(path: Path, *args: Any) -> Any:  # root may read any file: modes would not show it
        if path.name == "cerrado.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args)

    monkeypatch.setattr(Path, "open", closed)
    sources = read_paths([tmp_path])
    assert [document.id for document in sources.documents] == ["bueno"]
    assert "Permission denied" in sources.refused[0].what


@pytest.mark.parametrize("name", ["nota.pdf", "sin_sufijo"])
def test_a_given_file_of_unknown_format_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: PROSE, "a.txt": PROSE})
    sources = read_paths([tmp_path / "a.txt", tmp_path / name])
    assert [error.where for error in sources.refused] == [str(tmp_path / name)]


@pytest.mark.parametrize("name", ["", "no-existe.txt", "vacia"])
def test_nothing_to_read_is_an_unusable_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "vacia").mkdir()
    with pytest.raises(UsageError) as caught:
        read_paths([tmp_path / name])
    assert not isinstance(caught.value, SourceError)


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": PROSE})
    assert ids(tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt") == ["a"]


def test_one_stem_in_two_folders_is_told_apart_by_content(tmp_path: Path) -> None:
    write(tmp_path, {"x/nota.txt": PROSE, "y/nota.txt": f"{PROSE} Y más."})
    one, other = ids(tmp_path / "x", tmp_path / "y")
    assert one.startswith("nota-")
    assert other.startswith("nota-")
    assert ids(tmp_path / "y", tmp_path / "x") == [one, other]


def document(ident: str, text: str) -> Document:
    return Document(ident, text, hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("razon-2026-01-12", "razon-2026-01-12"),
        ("000_4f065dd702a46021", "000_4f065dd702a46021"),
        ("Año nuevo", "Ano-nuevo"),
        ("a<b>\"c'd", "a-b-c-d"),
        ("../../etc", "etc"),
        ("a\nb", "a-b"),
    ],
)
def test_ids_are_safe_in_iris(stem: str, expected: str) -> None:
    assert [d.id for d in unique_ids([document(stem, PROSE)])] == [expected]


@pytest.mark.parametrize("stem", ["新闻", "…", "x" * 300])
def test_a_stem_without_letters_or_too_long_still_names_its_document(stem: str) -> None:
    (one,) = unique_ids([document(stem, PROSE)])
    assert 0 < len(one.id) <= 120


def test_ids_do_not_depend_on_the_order() -> None:
    documents = [document("a", "uno"), document("a", "dos"), document("b", "tres")]
    results = {unique_ids(order) for order in itertools.permutations(documents)}
    assert len(results) == 1


def test_the_same_document_twice_is_one() -> None:
    assert len(unique_ids([document("a", "uno"), document("a", "uno")])) == 1
