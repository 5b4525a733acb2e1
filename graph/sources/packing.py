"""Compressed files: ``.gz``, ``.bz2``, ``.xz`` and ``.zst``, unpacked no further than allowed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from graph.errors import SourceError
from graph.sources.faults import brief

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PACKINGS = (".gz", ".bz2", ".xz", ".zst")
_MEMORY = 256 << 20
"""What the dictionary of an ``.xz`` or ``.zst`` may take: their strongest settings take 65 MiB."""
_WINDOW_BITS = 27

DAMAGED: tuple[type[Exception], ...] = (
    EOFError,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    OSError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What unpacking raises where a file is not what its suffix says."""


@contextmanager
def unpacked(raw: IO[bytes], packing: str, where: str) -> Iterator[IO[bytes]]:
    """Yield the unpacked content of `raw`.

    Parameters
    ----------
    raw : binary file
        The packed bytes.
    packing : str
        One of `PACKINGS`.
    where : str
        The input, for errors.

    Raises
    ------
    SourceError
        If it is damaged at its beginning; later, reading raises one of `DAMAGED`.
    """
    if packing == ".gz":
        yield gzip.GzipFile(fileobj=raw)  # type: ignore[misc]
    elif packing == ".bz2":
        yield bz2.BZ2File(raw)
    else:
        yield io.BufferedReader(_Frames(raw, _xz if packing == ".xz" else _zst))


class Bounded(io.RawIOBase):
    """The bytes of a stream, which ends in a SourceError where there are more than allowed."""

    def __init__(self, stream: IO[bytes], allowed: int, where: str) -> None:
        self._stream, self._left, self._where = stream, allowed, where
        self._allowed = allowed

    def readable(self) -> bool:
        """Return true: it is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into `buffer`.

        Raises
        ------
        SourceError
            If the stream is damaged, or longer than allowed.
        """
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(view))
        except SourceError:
            raise
        except DAMAGED as error:
            what = f"damaged compressed file ({brief(error)})"
            raise SourceError(what, self._where, "Fetch it again") from error
        self._left -= len(data)
        if self._left < 0:
            what = f"it unfolds to more than {self._allowed >> 20} MiB, as only a bomb does"
            raise SourceError(what, self._where, "Unpack it, if you trust it")
        view[: len(data)] = data
        return len(data)


class _Frames(io.RawIOBase):
    """Compressed frames behind one another, unpacked with a limit of memory.

    The standard library's own file objects know no such limit.
    """

    def __init__(self, raw: IO[bytes], unpacker: Callable[[], Any]) -> None:
        self._raw, self._make = raw, unpacker
        self._unpacker = unpacker()

    def readable(self) -> bool:
        """Return true: it is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into `buffer` as much as one step unpacks; faults are an EOFError."""
        view = memoryview(buffer).cast("B")
        while True:
            packed = b""
            if self._unpacker.eof:
                # Between the frames of .xz there may be zeros.
                packed = (self._unpacker.unused_data or self._raw.read(1 << 16)).lstrip(b"\0")
                if not packed:
                    return 0
                self._unpacker = self._make()
            elif self._unpacker.needs_input:
                packed = self._raw.read(1 << 16)
                if not packed:
                    raise EOFError("it ends in the middle")
            try:
                data = self._unpacker.decompress(packed, max_length=len(view))
            except Exception as error:  # each library has its own, without a common base
                raise EOFError(str(error)) from error
            if data:
                view[: len(data)] = data
                return len(data)


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=_MEMORY)


def _zst() -> Any:
    # Imported late: few files need it. From Python 3.14 on it is in the standard library.
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    window: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW_BITS}
    return zstd.ZstdDecompressor(options=window)
