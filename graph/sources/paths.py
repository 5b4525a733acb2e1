"""From paths to Documents, one after another; what cannot be read is named."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import SourceError, UsageError
from graph.identity import digest
from graph.model import Document
from graph.sources.archive import ARCHIVES, is_archive, members
from graph.sources.file import SourceFile, without_password
from graph.sources.isolation import IsolatedReader, read_directly
from graph.sources.options import SourceOptions
from graph.sources.places import Skipped, WebAddress, find_inputs, is_readable
from graph.sources.registry import READERS, format_names

_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]+")
_MAX_ID = 100
_MAX_COPY = 8 << 30
"""What of an input that is no file of this machine is put on its disk at once, in bytes."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the paths hold: documents sorted by id, refused inputs, files of no known format."""

    documents: tuple[Document, ...]
    refused: tuple[SourceError, ...]
    skipped: tuple[Path, ...] = ()


def read_paths(
    paths: Sequence[str | os.PathLike[str]], options: SourceOptions | None = None
) -> Sources:
    """Read the documents in files, folders, patterns and at addresses; all are held at once.

    Parameters
    ----------
    paths : sequence of path
        See `iter_paths`.
    options : SourceOptions, optional
        How they are to be read.

    Returns
    -------
    Sources
        The same documents, with the same ids, whatever the order of `paths`.

    Raises
    ------
    UsageError
        If a path does not exist, or there is nothing to read at all.
    """
    documents: list[Document] = []
    refused: list[SourceError] = []
    skipped: set[Path] = set()
    for item in iter_paths(paths, options):
        if isinstance(item, Document):
            documents.append(item)
        elif isinstance(item, SourceError):
            refused.append(item)
        else:
            skipped.add(item.path)
    refused.sort(key=str)
    return Sources(unique_ids(documents), tuple(refused), tuple(sorted(skipped)))


def iter_paths(
    paths: Sequence[str | os.PathLike[str]], options: SourceOptions | None = None
) -> Iterator[Document | SourceError | Skipped]:
    """Read the documents at `paths` one after another.

    Parameters
    ----------
    paths : sequence of path
        Files of a known format, archives and compressed files; folders, of which hidden files,
        ``README`` files and files of other formats are left out; patterns (``*``, ``**``); ``-``
        for standard input; URLs that fsspec reaches; ``http(s)://`` where `options` allow it.
    options : SourceOptions, optional
        How they are to be read.

    Yields
    ------
    Document, SourceError or Skipped
        Ids are not yet unique; see `unique_ids`. Files come in the order of their names, whatever
        the order of `paths`, and documents in the order of their file.

    Raises
    ------
    UsageError
        If a path does not exist, or there is nothing to read at all.
    """
    options = options or SourceOptions()
    found = find_inputs([os.fspath(path) for path in paths], options)
    if all(isinstance(item, Skipped) for item in found):
        names = ", ".join(without_password(os.fspath(path)) for path in paths) or "."
        todo = f"Give files or folders with {format_names()}"
        raise UsageError("no documents to read", names, todo)
    with ExitStack() as stack:
        reading = _Reading(options, stack.enter_context(IsolatedReader(options)), stack)
        for item in found:
            if isinstance(item, SourceError | Skipped):
                yield item
            else:
                yield from reading.read(item)


class _Reading:
    """Reads inputs one after another, and keeps for the next what is costly to start."""

    def __init__(self, options: SourceOptions, isolated: IsolatedReader, stack: ExitStack) -> None:
        self._options, self._isolated, self._stack = options, isolated, stack
        self._fetched: Callable[[str], SourceFile] | None = None

    def read(self, item: SourceFile | WebAddress) -> Iterator[Document | SourceError | Skipped]:
        """Yield what an input holds, and the reasons for what cannot be read of it."""
        where = without_password(item.url) if isinstance(item, WebAddress) else item.where
        try:
            file = self._fetch(item.url) if isinstance(item, WebAddress) else item
            if file.suffix in ARCHIVES:
                yield from self._archive(file)
            else:
                yield from self._file(file)
        except SourceError as error:
            yield error
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})"
            yield SourceError(what, where, "Check the file and its permissions")

    def _file(self, file: SourceFile) -> Iterator[Document | SourceError]:
        form = READERS.get(file.suffix)
        if form is None:
            todo = f"Known formats: {format_names()}; or name one with --input-format"
            yield SourceError(f"unknown format {file.suffix!r}", file.where, todo)
        elif not form.isolated:
            yield from read_directly(file, self._options)
        else:
            limit = _MAX_COPY if form.by_rows else self._options.max_bytes
            with file.on_disk(limit) as here:
                yield from self._isolated.read(here)

    def _archive(self, file: SourceFile) -> Iterator[Document | SourceError | Skipped]:
        empty = True
        with file.on_disk(_MAX_COPY) as here:
            for member in members(here, self._options.max_bytes):
                empty = False
                if isinstance(member, SourceError):
                    yield member
                elif is_archive(member.name):
                    what = "an archive within an archive, which is not read"
                    yield SourceError(what, member.where, "Unpack it, and give the folder")
                elif not is_readable(member.name):
                    yield Skipped(Path(member.where))
                elif member.stem.casefold() != "readme":
                    yield from self.read(member)
        if empty:
            todo = "Remove it, or put files into it; links and devices are not followed"
            yield SourceError("an archive without files", file.where, todo)

    def _fetch(self, url: str) -> SourceFile:
        if self._fetched is None:
            # Imported late: without --fetch nothing of it is needed.
            from graph.sources.fetch import Fetcher

            fetcher = Fetcher(self._options.max_bytes, self._options.allow_private)
            self._stack.callback(fetcher.close)
            self._fetched = fetcher.fetch
        return self._fetched(url)


def unique_ids(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents with safe and unique ids, sorted by them.

    An id is used in IRIs, so that it keeps only letters, digits and ``._~-``. Where two
    different documents share one, both get a part of their own hash: which one came first
    makes no difference. The same document found twice is kept once.
    """
    groups: defaultdict[str, set[Document]] = defaultdict(set)
    for document in documents:
        safe = _safe(document.id)
        groups[safe].add(replace(document, id=safe))
    out: dict[str, Document] = {}
    for safe, group in groups.items():
        for document in group:
            ident = safe if len(group) == 1 else f"{safe}-{_content(document)[:8]}"
            # A file may bear such a name by chance: then the whole hash.
            if len(group) > 1 and (ident in groups or ident in out):
                ident = f"{safe}-{_content(document)}"
            out[ident] = replace(document, id=ident)
    return tuple(out[ident] for ident in sorted(out))


def _content(document: Document) -> str:
    fields = (document.sha256, document.title, document.date, document.url, document.outlet)
    return digest(*(field or "" for field in fields))


def _safe(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem)
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    safe = _UNSAFE.sub("-", plain).strip("-.")
    if not safe:
        return digest("document", stem)
    return safe if len(safe) <= _MAX_ID else f"{safe[:_MAX_ID]}-{digest('document', stem)[:8]}"
