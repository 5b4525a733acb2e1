"""Archives (``.zip``, ``.tar`` and its packed forms): their members are inputs of their own.

Members are read where they are: nothing is unpacked to a path that an archive names.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from graph.errors import SourceError
from graph.sources.faults import brief
from graph.sources.file import MAX_RATIO, SourceFile
from graph.sources.packing import DAMAGED, PACKINGS, Bounded

ZIP = ".zip"
_TAR = ".tar"
_SHORT = {".tgz": ".gz", ".tbz2": ".bz2", ".tbz": ".bz2", ".txz": ".xz", ".tzst": ".zst"}
ARCHIVES = (ZIP, _TAR, *_SHORT)

_MAX_MEMBERS = 1_000_000
_FAULTS: tuple[type[Exception], ...] = (
    *DAMAGED,
    NotImplementedError,  # a way of compressing that the library does not know
    RuntimeError,  # encrypted
    RecursionError,
    MemoryError,
    OverflowError,
)


def members(file: SourceFile, limit: int) -> Iterator[SourceFile | SourceError]:
    """Yield the files in an archive, in its order, hidden ones and folders left out.

    Parameters
    ----------
    file : SourceFile
        An archive.
    limit : int
        The largest size of a member in bytes.

    Yields
    ------
    SourceFile or SourceError
        A member can be read until the next one is asked for.

    Raises
    ------
    SourceError
        If the archive cannot be read any further.
    OSError
        If it cannot be opened.
    """
    packing = _SHORT.get(file.suffix)
    if packing:
        stem = file.name[: -len(file.suffix)]
        file = SourceFile(
            file.where, f"{stem}{_TAR}{packing}", file.path, file.opener, file.url, file.charset
        )
    try:
        with file.open(limit) as stream:
            if file.suffix == ZIP:
                yield from _zip(stream, file.where, limit)
            else:
                yield from _tar(stream, file.where, limit)
    except _FAULTS as error:
        what = f"damaged archive, or one of a kind that is not read ({brief(error)})"
        raise SourceError(what, file.where, "Unpack it, and give the folder") from error


def require_harmless_zip(data: bytes, where: str, limit: int) -> None:
    """Refuse a workbook or text document, which are archives within, that unfolds without end.

    Raises
    ------
    SourceError
        If it declares that it would unfold to more than `limit` and `MAX_RATIO` allow.
    """
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(info.file_size for info in archive.infolist())
    except _FAULTS as error:
        raise SourceError(f"damaged file ({brief(error)})", where, "Save it anew") from error
    if total > max(limit, 20 * len(data)):
        what = f"it unfolds to {total >> 20} MiB, more than {limit >> 20}"
        raise SourceError(what, where, "Split it, or allow more with --max-size")


def _zip(stream: IO[bytes], where: str, limit: int) -> Iterator[SourceFile | SourceError]:
    left = max(limit, MAX_RATIO * _end(stream))
    with zipfile.ZipFile(stream) as archive:
        for number, info in enumerate(archive.infolist()):
            place = _place(where, info.filename)
            if number >= _MAX_MEMBERS:
                raise _too_many(where)
            if info.is_dir() or _is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield SourceError("protected by a password", place, "Unpack the archive")
                continue
            left -= info.file_size
            if left < 0:
                raise _bomb(where)
            yield _zip_member(archive, info, place)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str) -> SourceFile:
    def opened() -> IO[bytes]:
        try:
            stream = archive.open(info)
        except _FAULTS as error:
            what = f"the member cannot be unpacked ({brief(error)})"
            raise SourceError(what, place, "Unpack the archive") from error
        return io.BufferedReader(Bounded(stream, info.file_size, place))

    return SourceFile(place, _name(info.filename), opener=opened)


def _tar(stream: IO[bytes], where: str, limit: int) -> Iterator[SourceFile | SourceError]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for number, info in enumerate(archive):
            if number >= _MAX_MEMBERS:
                raise _too_many(where)
            # The library keeps all it has seen; a stream never goes back.
            archive.members = []  # type: ignore[attr-defined]
            if not info.isfile() or _is_hidden(info.name):
                continue
            yield _tar_member(archive, info, _place(where, info.name))


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, place: str) -> SourceFile:
    def opened() -> IO[bytes]:
        stream = archive.extractfile(info)
        if stream is None:
            raise SourceError("not a regular file", place, "Unpack the archive")
        # Once only: what has been read of a stream is gone, and tables are read twice.
        return io.BufferedReader(Bounded(stream, info.size, place))

    return SourceFile(place, _name(info.name), opener=opened)


def is_archive(name: str) -> bool:
    """Whether a name is that of an archive or of a packed archive."""
    suffixes = [suffix.casefold() for suffix in PurePosixPath(name).suffixes[-2:]]
    last = suffixes[-1:] or [""]
    return last[0] in ARCHIVES or (last[0] in PACKINGS and suffixes[0] == _TAR)


def _place(where: str, member: str) -> str:
    return f"{where}/{member.replace(chr(92), '/').lstrip('/')}"


def _name(member: str) -> str:
    return PurePosixPath(member.replace("\\", "/")).name or "document"


def _is_hidden(member: str) -> bool:
    parts = re.split(r"[/\\]", member)
    return any(
        part.startswith(".") or part == "__MACOSX" for part in parts if part not in ("..", ".")
    )


def _end(stream: IO[bytes]) -> int:
    end = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return end


def _bomb(where: str) -> SourceError:
    what = f"it unfolds to more than {MAX_RATIO} times its size, as only a bomb does"
    return SourceError(what, where, "Unpack it, if you trust it")


def _too_many(where: str) -> SourceError:
    return SourceError(f"more than {_MAX_MEMBERS:,} members", where, "Unpack it")
