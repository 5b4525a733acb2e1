"""One input, wherever it lies: its name, and its bytes up to a limit."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import SourceError
from graph.sources.faults import brief
from graph.sources.packing import DAMAGED, PACKINGS, Bounded, unpacked

MAX_RATIO = 200
"""To how many times its size a packed file may unfold: text shrinks to a tenth, bombs to less
than a thousandth."""

_TODO_SIZE = "Split it, or allow more with --max-size"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input.

    ``where`` names it in messages, ``name`` is its own name without folders. ``path`` is the
    file of this machine that holds it, packed as the suffix of the name says; without one,
    ``opener`` gives its bytes, packed too. ``url`` and ``charset`` are what a server told.
    """

    where: str
    name: str
    path: Path | None = None
    opener: Callable[[], IO[bytes]] | None = None
    url: str | None = None
    charset: str | None = None
    suffix_given: str = ""

    @property
    def packing(self) -> str:
        """The suffix of the packing (``.gz`` …); empty where the file is not packed."""
        last = PurePosixPath(self.name).suffix.casefold()
        return last if last in PACKINGS and not self.suffix_given else ""

    @property
    def plain_name(self) -> str:
        """The name without the suffix of the packing."""
        return self.name[: -len(self.packing)] if self.packing else self.name

    @property
    def suffix(self) -> str:
        """The suffix that tells the format, in lower case; empty where there is none."""
        return self.suffix_given or PurePosixPath(self.plain_name).suffix.casefold()

    @property
    def stem(self) -> str:
        """The name without its suffixes, from which ids are made."""
        return PurePosixPath(self.plain_name).stem or self.plain_name or "document"

    @contextmanager
    def open(self, limit: int) -> Iterator[IO[bytes]]:
        """Open the file and unpack it.

        Parameters
        ----------
        limit : int
            The size in bytes that a packed file may unfold to in any case; it may unfold
            to `MAX_RATIO` times its own size where that is more.

        Raises
        ------
        SourceError
            Here or while it is read, if it is larger or damaged.
        OSError
            If it cannot be opened.
        """
        with self._raw() as raw:
            if not self.packing:
                yield raw
                return
            allowed = max(limit, MAX_RATIO * _size(raw, limit))
            with unpacked(raw, self.packing, self.where) as stream:
                yield io.BufferedReader(Bounded(stream, allowed, self.where))

    def read(self, limit: int) -> bytes:
        """Return the whole content.

        Raises
        ------
        SourceError
            If it has more than `limit` bytes, or is damaged.
        OSError
            If it cannot be read.
        """
        with self._raw() as raw:
            if not self.packing:
                return _read(raw, limit, self.where)
            with unpacked(raw, self.packing, self.where) as stream:
                try:
                    return _read(stream, limit, self.where)
                except DAMAGED as error:
                    what = f"damaged compressed file ({brief(error)})"
                    raise SourceError(what, self.where, "Fetch it again") from error

    @contextmanager
    def on_disk(self, limit: int) -> Iterator[SourceFile]:
        """Yield this input as one with a path: itself, or a copy that goes afterwards.

        Raises
        ------
        SourceError
            If a copy would take more than `limit` bytes.
        """
        if self.path is not None:
            yield self
            return
        with tempfile.NamedTemporaryFile(prefix="hemerograph-") as copy, self._raw() as raw:
            copied = 0
            while chunk := raw.read(1 << 20):
                copied += len(chunk)
                if copied > limit:
                    raise too_large(self.where, limit)
                copy.write(chunk)
            copy.flush()
            yield SourceFile(
                self.where,
                self.name,
                Path(copy.name),
                url=self.url,
                charset=self.charset,
                suffix_given=self.suffix_given,
            )

    def _raw(self) -> IO[bytes]:
        if self.opener is not None:
            return self.opener()
        if self.path is None:
            raise SourceError("nothing to open", self.where, "Give a file")
        return self.path.open("rb")


def too_large(where: str, limit: int) -> SourceError:
    """Return the error that tells that an input has more than `limit` bytes."""
    return SourceError(f"larger than {_mib(limit)} MiB", where, _TODO_SIZE)


def without_password(url: str) -> str:
    """Return an address as it may be shown: without the name and password in it."""
    return re.sub(r"(?<=://)[^/?#]*@", "", url)


def _read(stream: IO[bytes], limit: int, where: str) -> bytes:
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise too_large(where, limit)
    return b"".join(parts)


def _size(raw: IO[bytes], otherwise: int) -> int:
    try:
        at = raw.tell()
        end = raw.seek(0, io.SEEK_END)
        raw.seek(at)
    except (OSError, ValueError):
        return otherwise
    return end


def _mib(size: int) -> str:
    return f"{size / (1 << 20):.3g}"
