"""Archives and compressed files: what is in them is read, bombs are not unfolded."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.sources import SourceOptions, Sources, read_paths
from tests.sources import inputs as made
from tests.sources.inputs import OTHER, PACK, TEXT, put, row

NAMES = {
    "noticias/uno.txt": TEXT.encode(),
    "noticias/dos.html": made.page().encode(),
    "tabla.csv": made.csv_text([row(id="tres")]).encode(),
    "noticias/README.md": b"Nada",
    "noticias/.oculto.txt": TEXT.encode(),
    "__MACOSX/uno.txt": b"\x00\x05\x16\x07",
    "foto.jpg": b"\xff\xd8",
}
ARCHIVES = {
    "a.zip": made.zipped(NAMES),
    "a.tar": made.tarred(NAMES),
    "a.tar.gz": made.tarred(NAMES, "w:gz"),
    "a.tgz": made.tarred(NAMES, "w:gz"),
    "a.tar.bz2": made.tarred(NAMES, "w:bz2"),
    "a.tbz2": made.tarred(NAMES, "w:bz2"),
    "a.tbz": made.tarred(NAMES, "w:bz2"),
    "a.tar.xz": made.tarred(NAMES, "w:xz"),
    "a.txz": made.tarred(NAMES, "w:xz"),
    "a.tar.zst": PACK[".zst"](made.tarred(NAMES)),
    "a.tzst": PACK[".zst"](made.tarred(NAMES)),
}
LIMIT = SourceOptions(max_mib=1)


def read(folder: Path, name: str, content: bytes, options: SourceOptions | None = None) -> Sources:
    return read_paths([put(folder, {name: content}) / name], options)


pytestmark = pytest.mark.usefixtures("in_process")


def reason(sources: Sources) -> str:
    assert sources.documents == ()
    (error,) = sources.refused
    assert error.todo
    return error.what


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_members_of_an_archive_are_read_like_files(tmp_path: Path, name: str) -> None:
    sources = read(tmp_path, name, ARCHIVES[name])
    assert [document.id for document in sources.documents] == ["dos", "tres", "uno"]
    assert [path.name for path in sources.skipped] == ["foto.jpg"]
    assert sources.refused == ()


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_a_member_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    files = {"x/mal.txt": b"\x00\x01", "bien.txt": TEXT.encode()}
    content = made.zipped(files) if name == "a.zip" else made.tarred(files, "w:gz")
    sources = read(tmp_path, name, content)
    assert [document.id for document in sources.documents] == ["bien"]
    assert [error.where for error in sources.refused] == [f"{tmp_path / name}/x/mal.txt"]


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("inner", [".txt", ".html", ".jsonl", ".csv"])
def test_compressed_files_are_read(tmp_path: Path, packing: str, inner: str) -> None:
    content = {
        ".txt": TEXT,
        ".html": made.page(),
        ".jsonl": made.jsonl([row(id="nota")]),
        ".csv": made.csv_text([row(id="nota")]),
    }[inner]
    sources = read(tmp_path, f"nota{inner}{packing}", PACK[packing](content.encode()))
    assert [document.id for document in sources.documents] == ["nota"]


@pytest.mark.parametrize("packing", PACK)
def test_frames_behind_one_another_are_one_file(tmp_path: Path, packing: str) -> None:
    lines = [made.jsonl([row(id="uno")]), made.jsonl([row(id="dos", text=OTHER)])]
    content = b"".join(PACK[packing](line.encode()) for line in lines)
    assert len(read(tmp_path, f"a.jsonl{packing}", content).documents) == 2


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("damage", ["cut", "wrong", "empty"])
def test_a_damaged_compressed_file_is_refused_and_not_read_in_part(
    tmp_path: Path, packing: str, damage: str
) -> None:
    content = PACK[packing](TEXT.encode())
    content = {"cut": content[:-6], "wrong": b"no es " + content, "empty": b""}[damage]
    told = reason(read(tmp_path, f"a.txt{packing}", content))
    assert "damaged compressed file" in told or (damage == "empty" and told == "empty file")


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("inner", [".txt", ".html", ".jsonl", ".tar"])
def test_a_bomb_is_not_unfolded(tmp_path: Path, packing: str, inner: str) -> None:
    bomb = PACK[packing](b"0" * (8 << 20))
    name = f"a{inner}{packing}"
    sources = read(tmp_path, name, bomb, LIMIT)
    assert sources.documents == ()
    assert len(sources.refused) == 1


def zip_bomb(members: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(members):
            archive.writestr(f"{number}.txt", b"0" * (8 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.zip", zip_bomb(), "bomb"),
        ("a.zip", zip_bomb(4), "bomb"),
        ("a.docx", zip_bomb(), "unfolds to 8 MiB"),
        ("a.xlsx", zip_bomb(), "unfolds to 8 MiB"),
        ("a.tar.gz", made.tarred({"a.jpg": b"0" * (8 << 20), "b.txt": b""}, "w:gz"), "bomb"),
        ("a.zip", b"PK\x03\x04", "damaged archive"),
        ("a.zip", b"", "damaged archive"),
        ("a.tar", b"no es un archivo", "damaged archive"),
        ("a.zip", made.zipped({"b.zip": made.zipped({"a.txt": b"x"})}), "archive within"),
        (
            "a.zip",
            made.zipped({"b.tar.gz": made.tarred({"a.txt": b"x"}, "w:gz")}),
            "archive within",
        ),
    ],
)
def test_archives_that_are_not_read_are_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    assert told in reason(read(tmp_path, name, content, LIMIT))


def test_a_bomb_in_an_archive_costs_the_good_members_nothing(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * (8 << 20))
    files = {"bien.txt": TEXT.encode(), "mal.txt.gz": bomb, "otro.txt": OTHER.encode()}
    sources = read(tmp_path, "a.zip", made.zipped(files), LIMIT)
    assert [document.id for document in sources.documents] == ["bien", "otro"]
    assert "larger than 1 MiB" in sources.refused[0].what


@pytest.mark.parametrize(
    "member", ["../../fuera.txt", "/fuera.txt", "..\\..\\fuera.txt", "a/../../fuera.txt"]
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_nothing_is_written_where_an_archive_says(tmp_path: Path, member: str, kind: str) -> None:
    files = {member: TEXT.encode()}
    inside = tmp_path / "x" / "y"
    content = made.zipped(files) if kind == "zip" else made.tarred(files)
    sources = read(inside, f"a.{kind}", content)
    assert [document.id for document in sources.documents] == ["fuera"]
    assert [path.name for path in tmp_path.rglob("*.txt")] == []


def test_links_and_devices_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in (
            ("clave.txt", tarfile.SYMTYPE, "/etc/passwd"),
            ("otra.txt", tarfile.LNKTYPE, "/etc/passwd"),
            ("nulo.txt", tarfile.CHRTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        info = tarfile.TarInfo("bien.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    sources = read(tmp_path, "a.tar", out.getvalue())
    assert [document.id for document in sources.documents] == ["bien"]


def test_a_member_with_a_password_is_named(tmp_path: Path) -> None:
    content = bytearray(made.zipped({"a.txt": TEXT.encode()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in reason(read(tmp_path, "a.zip", bytes(content)))


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = bytearray(made.zipped({"a.txt": b"0" * 4096, "b.txt": TEXT.encode()}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (16).to_bytes(4, "little")
    sources = read(tmp_path, "a.zip", bytes(content))
    assert [document.id for document in sources.documents] == ["b"]
    assert len(sources.refused) == 1
    assert isinstance(sources.refused[0], SourceError)
