"""Where inputs lie: files, folders, patterns, standard input, and what fsspec reaches."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from graph.errors import SourceError, UsageError
from graph.sources.archive import ARCHIVES
from graph.sources.faults import brief
from graph.sources.file import SourceFile, without_password
from graph.sources.guess import LOOKED_AT, guess_name
from graph.sources.options import SourceOptions
from graph.sources.packing import PACKINGS
from graph.sources.registry import BESIDE, READERS, format_names

STDIN = "-"
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_EXTRAS = {"s3": "s3", "s3a": "s3"}
_MAGIC = re.compile(r"[*?\[]")
_RESOURCES = re.compile(r"(?i)(.+?)[_-](?:files|archivos|ficheros|fichiers)$")
# What a build writes is no input of the next one; what else is in its folder may be.
_REPORT = "report.json"
_WRITTEN = frozenset({
    "graph.ttl", "graph.html", "graph.graphml", "graph.nt", "graph.nq", "graph.trig",
    "graph.jsonld", "graph.gexf", "nodes.csv", "edges.csv",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An input that must be fetched."""

    url: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder, pattern or archive that is in no format that is read."""

    path: Path


Found = SourceFile | WebAddress | SourceError | Skipped


def find_inputs(paths: Iterable[str], options: SourceOptions) -> list[Found]:
    """Return the inputs at `paths`.

    Parameters
    ----------
    paths : iterable of str
        Files, folders, patterns, ``-``, ``http(s)://`` addresses, URLs of fsspec.
    options : SourceOptions
        Formats, and whether addresses may be fetched.

    Returns
    -------
    list
        Each input once, in the same order whatever the order of `paths`.

    Raises
    ------
    UsageError
        If a path does not exist, or its kind needs what is not given or not installed.
    """
    found: dict[str, Found] = {}
    for path in paths:
        for key, item in _at(path, options):
            found.setdefault(key, item)
    return [found[key] for key in sorted(found)]


def is_readable(name: str) -> bool:
    """Whether a file of this name is in a known format, an archive or packed."""
    stem, last = os.path.splitext(name.casefold())  # noqa: PTH122  (as in _suffix)
    if last in PACKINGS:
        inner = _suffix(stem)
        return inner in READERS or inner == ".tar"
    return last in READERS or last in ARCHIVES


def as_format(suffix: str | None, where: str = "--input-format") -> str:
    """Return the suffix of a format that the user names, with its dot.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    dotted = f".{(suffix or '').casefold().lstrip('.')}"
    if dotted not in READERS and dotted not in ARCHIVES:
        formats = ", ".join(name[1:] for name in (*READERS, *ARCHIVES))
        raise UsageError(f"unknown format {suffix!r}", where, f"Known formats: {formats}")
    return dotted


def select(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tell the files of a tree that are inputs from those in other formats.

    Parameters
    ----------
    names : sequence of str
        Paths within the tree, parted by ``/``.

    Returns
    -------
    (list of str, list of str)
        Inputs, and files of other formats, both sorted. In neither are hidden files, README
        files, the pictures and frames that a browser saves beside a page, and the files that a
        build wrote. Notes on a text (``a.json`` beside ``a.txt``) are among the others.
    """
    folders: dict[str, set[str]] = {}
    for name in names:
        folder, _, last = name.rpartition("/")
        folders.setdefault(folder, set()).add(last)
    closed = {folder for folder in folders if _is_closed(folder, folders)}
    wanted: list[str] = []
    others: list[str] = []
    for folder, inside in folders.items():
        if folder in closed:
            continue
        prefix = f"{folder}/" if folder else ""
        built = _REPORT in inside and not _WRITTEN.isdisjoint(inside)
        candidates = inside - _WRITTEN - {_REPORT, ""} if built else inside - {""}
        readable = {name for name in candidates if is_readable(name)}
        texts = {_stem(name) for name in readable if _suffix(name) not in BESIDE}
        for name in candidates:
            if name.startswith(".") or name.casefold().partition(".")[0] == "readme":
                continue
            noted = _suffix(name) in BESIDE and _stem(name) in texts
            (wanted if name in readable and not noted else others).append(prefix + name)
    return sorted(wanted), sorted(others)


def _is_closed(folder: str, folders: dict[str, set[str]]) -> bool:
    """Whether nothing of a folder is an input, for what it or a folder above it is."""
    parts = folder.split("/") if folder else []
    for depth in range(len(parts) + 1):
        inside = folders.get("/".join(parts[:depth]), set())
        if depth == len(parts):
            return False
        # The folder that a browser made for what belongs to a page which it saved beside it.
        saved = _RESOURCES.fullmatch(parts[depth])
        pages = (f"{saved[1]}.html", f"{saved[1]}.htm") if saved else ()
        if parts[depth].startswith(".") or not inside.isdisjoint(pages):
            return True
    return False


def _at(path: str, options: SourceOptions) -> Iterator[tuple[str, Found]]:
    if path == STDIN:
        yield STDIN, _standard_input(options)
        return
    scheme = _URL.match(path)
    if scheme is None:
        yield from _local(path, options)
    elif scheme[1].casefold() in ("http", "https"):
        if not options.fetch:
            what = "a web address, and nothing is fetched unasked"
            raise UsageError(what, without_password(path), "Give --fetch too")
        yield path, WebAddress(path)
    elif scheme[1].casefold() == "file":
        yield from _local(unquote(urlsplit(path).path), options)
    else:
        yield from _remote(path, scheme[1].casefold(), options)


def _local(path: str, options: SourceOptions) -> Iterator[tuple[str, Found]]:
    place = Path(path)
    if os.path.isdir(path):  # noqa: PTH112  (a name may hold null bytes: this one says no)
        yield from _folder(place)
    elif os.path.exists(path):  # noqa: PTH110
        yield os.path.abspath(path), _file(place, options)  # noqa: PTH100
    elif _MAGIC.search(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  (absolute ones too)
        if not matches:
            raise UsageError("no file fits the pattern", path, "Check it; ** goes into folders")
        yield from _matches([Path(match) for match in matches])
    else:
        raise UsageError("no such file or folder", path, "Check the path")


def _file(path: Path, options: SourceOptions) -> Found:
    """Return a file that the user named."""
    if not path.is_file():
        return SourceError("not a regular file", str(path), "Give a file or a folder")
    return _named(SourceFile(str(path), path.name, path), options)


def _named(file: SourceFile, options: SourceOptions) -> Found:
    if is_readable(file.name):
        return file
    if options.input_format:
        suffix = as_format(options.input_format)
        return SourceFile(
            file.where, file.name, file.path, file.opener, file.url, file.charset, suffix
        )
    if file.packing:
        what = f"a compressed file that does not tell its format ({file.name[-20:]})"
    else:
        what = f"unknown format {file.suffix!r}" if file.suffix else "a file without suffix"
    todo = f"Known formats: {format_names()}; or name one with --input-format"
    return SourceError(what, file.where, todo)


def _matches(paths: Sequence[Path]) -> Iterator[tuple[str, Found]]:
    """Yield what fits a pattern: files as in a folder, and the files of folders."""
    files = {str(path): path for path in paths if path.is_file()}
    wanted, others = _select_matches(files)
    for name in wanted:
        path = files[name]
        yield os.path.abspath(path), SourceFile(str(path), path.name, path)  # noqa: PTH100
    for name in others:
        yield os.path.abspath(name), Skipped(files[name])  # noqa: PTH100
    for path in paths:
        if path.is_dir():
            yield from _folder(path)


def _select_matches(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Tell inputs from others as `select` does, but of folders that a pattern names itself."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, name = path.rpartition("/")
        folders.setdefault(folder + slash, []).append(name)
    wanted: list[str] = []
    others: list[str] = []
    for folder, names in folders.items():
        for kind, chosen in zip((wanted, others), select(names), strict=True):
            kind.extend(folder + name for name in chosen)
    return wanted, others


def _folder(folder: Path) -> Iterator[tuple[str, Found]]:
    names: list[str] = []
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(root).relative_to(folder).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        names += [prefix + name for name in files]
    for error in closed:
        what = f"the folder cannot be read ({error.strerror})"
        where = str(error.filename)
        yield os.path.abspath(where), SourceError(what, where, "Check its permissions")  # noqa: PTH100
    wanted, others = select(names)
    for name in wanted:
        path = folder / name
        key = os.path.abspath(path)  # noqa: PTH100
        yield key, SourceFile(str(path), path.name, path) if path.is_file() else Skipped(path)
    for name in others:
        path = folder / name
        yield os.path.abspath(path), Skipped(path)  # noqa: PTH100


def _remote(url: str, scheme: str, options: SourceOptions) -> Iterator[tuple[str, Found]]:
    """Yield what lies at a URL of fsspec."""
    shown = without_password(url)
    if "::" in url:
        raise UsageError("chained addresses are not read", shown, "Give the address of the files")
    system, path = _file_system(url, scheme, shown)
    try:
        if _MAGIC.search(path) and not system.exists(path):
            names = {name: name for name in map(str, system.glob(path)) if system.isfile(name)}
            wanted, others = _select_matches(names)
        elif system.isdir(path):
            top = path.rstrip("/")
            names = {name[len(top) :].lstrip("/"): name for name in map(str, system.find(path))}
            wanted, others = select(list(names))
        elif system.exists(path):
            yield shown, _named(_remote_file(system, path, shown), options)
            return
        else:
            raise UsageError("no such file or folder", shown, "Check the address")
    except UsageError:
        raise
    except Exception as error:  # each system has errors of its own
        what = f"cannot be listed ({brief(error, named=True)})"
        raise UsageError(what, shown, "Check the address and the access to it") from error
    if not wanted and not others:
        raise UsageError("no documents to read", shown, f"Give files with {format_names()}")
    for name in wanted:
        where = without_password(str(system.unstrip_protocol(names[name])))
        yield where, _remote_file(system, names[name], where)
    for name in others:
        where = without_password(str(system.unstrip_protocol(names[name])))
        yield where, Skipped(Path(where))


def _file_system(url: str, scheme: str, shown: str) -> tuple[Any, str]:
    # Imported late: few users need it.
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        extra = _EXTRAS.get(scheme)
        todo = (
            f"Type: pip install 'hemerograph[{extra}]'" if extra else f"Install it ({brief(error)})"
        )
        what = f"{scheme}:// needs a package that is not installed"
        raise UsageError(what, shown, todo) from error
    except Exception as error:  # each system has errors of its own
        what = f"cannot be opened ({brief(error, named=True)})"
        raise UsageError(what, shown, "Check the address") from error
    return system, str(path)


def _remote_file(system: Any, path: str, where: str) -> SourceFile:
    def opened() -> IO[bytes]:
        try:
            stream: IO[bytes] = system.open(path, "rb")
        except OSError:
            raise
        except Exception as error:  # each system has errors of its own
            what = f"cannot be read ({brief(error, named=True)})"
            raise SourceError(what, where, "Check the access to it") from error
        return stream

    return SourceFile(where, PurePosixPath(path).name, opener=opened)


def _standard_input(options: SourceOptions) -> SourceFile:
    """Return standard input as a file; its format is named, or guessed from its beginning."""
    if sys.stdin is None:
        raise UsageError("there is no standard input", STDIN, "Give files")
    stream: IO[bytes] = sys.stdin.buffer
    given = as_format(options.input_format) if options.input_format else None
    try:
        head = stream.read(LOOKED_AT)
    except OSError as error:
        what = f"cannot be read ({error.strerror or brief(error)})"
        raise UsageError(what, "standard input", "Give a file to it") from error
    name = guess_name("stdin", head, given)
    stream = io.BufferedReader(_Again(head, stream))
    return SourceFile("standard input", name, opener=lambda: stream)


class _Again(io.RawIOBase):
    """A stream from its beginning, of which a part has been read."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        """Return true: it is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into `buffer`, from the part that was read before first."""
        view = memoryview(buffer).cast("B")
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].casefold()  # noqa: PTH122  (of a name, a million times)


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]  # noqa: PTH122
