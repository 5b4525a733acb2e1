"""Outputs at an address of fsspec: sent whole, or the old ones stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from graph.api import BuiltGraph
from graph.errors import OutputError, UsageError
from graph.publishing import Place, place_of
from tests.samples import sample_graph

MEMORY = fsspec.filesystem("memory")
URL = "memory://bucket/folder"


@pytest.fixture(autouse=True)
def emptied() -> Iterator[None]:
    MEMORY.store.clear()
    MEMORY.pseudo_dirs[:] = [""]
    yield
    MEMORY.store.clear()


def there() -> dict[str, bytes]:
    """All files in memory, wherever they are."""
    return {str(name): MEMORY.cat_file(name) for name in MEMORY.find("/")}


def built(folder: Path, **files: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in files]


@pytest.mark.parametrize("output", ["out", "a/b", "/tmp/x", "C:/out", "a:b", "file:///tmp/x"])
def test_a_folder_of_this_machine_is_none_to_send_to(output: str) -> None:
    place = place_of(output)
    assert place == Place(Path(output.removeprefix("file://")))


@pytest.mark.parametrize(("most", "content"), [(100, b"rules"), (3, b"rul")])
def test_a_file_beside_the_output_is_read(most: int, content: bytes) -> None:
    MEMORY.pipe_file("/bucket/folder/a.toml", b"rules")
    place = place_of(URL)
    assert place.content("a.toml", most) == content
    assert place.content("b.toml", most) is None


@pytest.mark.parametrize("output", ["", " "])
def test_an_output_without_a_name_is_refused(output: str) -> None:
    with pytest.raises(UsageError, match="no output folder is named"):
        place_of(output)


def test_files_of_this_machine_stay_where_they_are(tmp_path: Path) -> None:
    files = built(tmp_path, a="1")
    assert place_of(str(tmp_path)).publish(files) == [str(tmp_path / "a")]
    assert files[0].exists()


def test_an_address_is_built_in_the_cache_in_a_folder_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, other = place_of(URL), place_of(URL + "2")
    assert one.folder != other.folder
    assert one == place_of(URL + "/")
    assert one.folder.is_relative_to(tmp_path) or one.folder.is_relative_to(Path.home())


def test_files_are_sent_and_leave_nothing_here(tmp_path: Path) -> None:
    MEMORY.pipe_file("/bucket/folder/a", b"old")
    MEMORY.pipe_file("/bucket/folder/other", b"not ours")
    place = place_of(URL, tmp_path / "work")
    sent = place.publish(built(tmp_path / "work", a="1", b="2"))
    assert sent == [f"{URL}/a", f"{URL}/b"]
    assert there() == {
        "/bucket/folder/a": b"1",
        "/bucket/folder/b": b"2",
        "/bucket/folder/other": b"not ours",
    }
    assert not (tmp_path / "work").exists()


def test_the_check_before_the_work_leaves_nothing(tmp_path: Path) -> None:
    place_of(URL, tmp_path).require_writable(["a"])
    assert there() == {}
    assert not MEMORY.isdir("/bucket/folder")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    MEMORY.pipe_file("/bucket/folder/graph.ttl/x", b"")
    with pytest.raises(OutputError, match=r"graph\.ttl: a folder stands"):
        place_of(URL, tmp_path).require_writable(["graph.ttl"])


@pytest.mark.parametrize("step", ["put_file", "mv"])
def test_a_failure_is_told_and_the_old_files_stay(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise PermissionError("Forbidden")

    MEMORY.pipe_file("/bucket/folder/a", b"old")
    monkeypatch.setattr(type(MEMORY), step, fails)
    files = built(tmp_path / "work", a="1")
    with pytest.raises(OutputError, match=r"could not be written to \(PermissionError: Forbidden"):
        place_of(URL, tmp_path / "work").publish(files)
    assert there() == {"/bucket/folder/a": b"old"}
    assert files[0].exists()


def test_where_nothing_may_be_written_the_work_does_not_begin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(type(MEMORY), "pipe_file", fails)
    with pytest.raises(OutputError, match="cannot be written to"):
        place_of(URL, tmp_path).require_writable(["a"])


UNUSABLE = [
    ("http://example.org/x", "cannot be written"),
    ("memory://a::file://b", "cannot be written"),
    ("nonsense://x", "nonsense"),
    ("file:///tmp/x", "Leave --work out"),
]


@pytest.mark.parametrize(("url", "told"), UNUSABLE)
def test_an_address_that_cannot_be_used_is_refused(tmp_path: Path, url: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        place_of(url, tmp_path).require_writable(["a"])
    assert told in str(caught.value)


def test_a_missing_package_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(url: str) -> Any:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec.core, "url_to_fs", missing)
    with pytest.raises(UsageError, match=r"pip install 'hemerograph\[s3\]'"):
        place_of("s3://bucket/x", tmp_path).require_writable(["a"])


def test_a_graph_is_published_from_python() -> None:
    graph = BuiltGraph(sample_graph())
    sent = graph.publish(URL, ["ttl", "nt"])
    assert sent == [f"{URL}/graph.ttl", f"{URL}/graph.nt", f"{URL}/report.json"]
    assert there()["/bucket/folder/graph.ttl"] == graph.to_turtle()


def test_write_refuses_an_address() -> None:
    with pytest.raises(UsageError, match="publish"):
        BuiltGraph(sample_graph()).write(URL)


def test_publish_takes_a_folder_too(tmp_path: Path) -> None:
    sent = BuiltGraph(sample_graph()).publish(f"file://{tmp_path}/out", ["ttl"])
    assert sent == [f"{tmp_path}/out/graph.ttl", f"{tmp_path}/out/report.json"]
