"""Readings that outlive their build: an SQLite file in the output folder.

A reading is found again by what its reader saw of the document and by what read it
(`graph.fingerprint`). The texts themselves are not kept: whoever asks for a reading has its
document. Each reading is committed by itself, which takes a thousandth of the time of reading,
so that a process may end anywhere and lose none that it had.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import OutputError
from graph.fingerprint import document_key, pipeline_fingerprint
from graph.model import Claim, Document, Entity, Mention, Reading, Span
from graph.output import building

FILE = "readings.sqlite"
DAMAGED = "readings.damaged.sqlite"

TRIES = 2
"""How often a document that could not be read is tried, in as many builds."""

KEPT_BYTES = 1 << 30
"""Size of the file up to which readings of documents that are no longer given are kept."""

KEPT_PIPELINES = 3
"""Of how many pipelines, those used last, readings are kept."""

_APPLICATION = 0x48656D65  # "Heme", in the head of the file
_SCHEMA = 1
_TABLES = """
CREATE TABLE pipeline (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    versions TEXT,
    used INTEGER NOT NULL
);
CREATE TABLE reading (
    id INTEGER PRIMARY KEY,
    pipeline INTEGER NOT NULL REFERENCES pipeline,
    document BLOB NOT NULL,
    problem TEXT,
    tries INTEGER NOT NULL,
    limits TEXT NOT NULL,
    content BLOB,
    UNIQUE (pipeline, document)
);
"""
_SETTINGS = (
    # We are alone, by the lock of the folder: so no memory shared between processes is needed,
    # which NFS does not have.
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    # A loss of power may cost the last readings, never the file.
    "PRAGMA synchronous = NORMAL",
)
# What is wrong with the disk, the permissions or the machine, and not with the file.
_OUTSIDE = {
    sqlite3.SQLITE_FULL: "no space left on the disk",
    sqlite3.SQLITE_IOERR: "the disk does not read or write",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "no permission",
    sqlite3.SQLITE_BUSY: "another program has it open",
    sqlite3.SQLITE_LOCKED: "another program has it open",
    sqlite3.SQLITE_PROTOCOL: "the file system has no locks",
    sqlite3.SQLITE_NOMEM: "no memory left",
}
_PATIENCE = 5.0  # seconds for another program to let go of the file
_TODO = "Mend that and give the same call again: what was read is kept"


class DamagedStoreError(OutputError):
    """What the store holds cannot be used; `ReadingStore.mend` makes it usable again."""


class _Content(msgspec.Struct, array_like=True, frozen=True):
    """A Reading without its document; ``document`` is its key, against rows gone astray."""

    document: bytes
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Content)


@contextlib.contextmanager
def reading_store(
    folder: Path, model: str, fresh: bool = False, limits: str = ""
) -> Iterator[ReadingStore]:
    """Have the store of `folder` for one build alone during the block.

    Parameters
    ----------
    folder : pathlib.Path
        The output folder; made where it does not exist.
    model : str
        The pipeline to read with.
    fresh : bool
        Whether all that the store holds is given up first.
    limits : str
        What the reading of a document may take, in any words.

    Raises
    ------
    OutputError
        If another build is at work in the folder, or it cannot be written.
    ModelError
        If there is no such model.
    """
    fingerprint = pipeline_fingerprint(model)
    with building(folder) as private:
        store = ReadingStore(private, fingerprint, model, fresh, limits)
        with contextlib.suppress(OSError):  # nobody's repository should take it by mistake
            (private / ".gitignore").write_text("*\n", encoding="ascii")
        try:
            yield store
        finally:
            store.close()


class ReadingStore:
    """The readings of one pipeline, in a file that holds those of others too.

    Parameters
    ----------
    folder : pathlib.Path
        Where the file is; nobody else writes there.
    fingerprint : str
        Of the pipeline.
    model : str
        Its name; of the pipelines of one name the latest is kept.
    fresh : bool
        Whether all that the file holds is given up.
    limits : str
        What the reading of a document may take: who failed within others is tried anew.

    Attributes
    ----------
    notes : list of str
        What the user should know: that a damaged file was set aside.
    """

    def __init__(
        self, folder: Path, fingerprint: str, model: str, fresh: bool = False, limits: str = ""
    ) -> None:
        self.path = folder / FILE
        self.notes: list[str] = []
        self._fingerprint, self._model, self._limits = fingerprint, model, limits
        self._db: sqlite3.Connection | None = None
        self._pipeline = 0
        if fresh:
            self._remove(self.path)
            self._remove(folder / DAMAGED)
        try:
            self._open()
        except DamagedStoreError as error:
            self._set_aside(error.what)

    def close(self) -> None:
        """Close the file, and remove it where nothing is in it; nothing is lost without this."""
        if self._db is None:
            return
        empty = False
        with contextlib.suppress(sqlite3.Error):
            empty = self._db.execute("SELECT 1 FROM reading LIMIT 1").fetchone() is None
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        self._db = None
        if empty:
            with contextlib.suppress(OutputError, OSError):
                self._remove(self.path)
                (self.path.parent / ".gitignore").unlink()

    @property
    def versions(self) -> dict[str, str]:
        """Software and model versions of the readings; empty as long as there are none."""
        row = self._row("SELECT versions FROM pipeline WHERE id = ?", self._pipeline)
        try:
            return msgspec.json.decode(row[0], type=dict[str, str]) if row and row[0] else {}
        except (msgspec.MsgspecError, TypeError) as error:
            raise self._damaged("its versions are garbled") from error

    @versions.setter
    def versions(self, versions: dict[str, str]) -> None:
        text = json.dumps(versions, sort_keys=True)
        self._run("UPDATE pipeline SET versions = ? WHERE id = ?", text, self._pipeline)

    def is_settled(self, document: Document) -> bool:
        """Whether nothing is to be read: there is a reading, or it was tried often enough."""
        row = self._row(
            "SELECT problem IS NULL OR tries >= ? AND limits = ? FROM reading"
            " WHERE pipeline = ? AND document = ?",
            TRIES, self._limits, self._pipeline, document_key(document),
        )  # fmt: skip
        return row is not None and bool(row[0])

    def keep(self, document: Document, reading: Reading) -> None:
        """Keep what `document` says; it is safe when this returns.

        A reading with half a character (a lone surrogate), which no format can hold, is refused.
        """
        key = document_key(document)
        content = _Content(
            key, reading.sentences, reading.entities, reading.mentions, reading.claims
        )
        try:
            packed = zlib.compress(_encoder.encode(content), 1)
        except UnicodeEncodeError:
            self.refuse(document, "half a character in a name (a lone surrogate)")
        else:
            self._put(key, None, packed)

    def refuse(self, document: Document, problem: str) -> None:
        """Keep why `document` could not be read."""
        # As the report writes it, which UTF-8 must hold too.
        told = problem.encode("utf-8", "backslashreplace").decode("utf-8")
        self._put(document_key(document), told, None)

    def problem(self, document: Document) -> str | None:
        """Return why `document` could not be read; None where it was, or never tried."""
        row = self._row(
            "SELECT problem FROM reading WHERE pipeline = ? AND document = ?",
            self._pipeline, document_key(document),
        )  # fmt: skip
        return None if row is None or row[0] is None else str(row[0])

    def find(self, document: Document) -> Reading:
        """Return the reading of `document`.

        Raises
        ------
        DamagedStoreError
            If it is not there, or garbled.
        """
        key = document_key(document)
        row = self._row(
            "SELECT content FROM reading WHERE pipeline = ? AND document = ?", self._pipeline, key
        )
        content = _unpacked(row[0], key) if row is not None else None
        if content is None:
            raise self._damaged("a reading is missing or garbled")
        return Reading(
            document, content.sentences, content.entities, content.mentions, content.claims
        )

    def mend(self) -> None:
        """Give up what is garbled: single readings where that is enough, else the file."""
        try:
            garbled = []
            query = "SELECT id, document, problem, content FROM reading WHERE pipeline = ?"
            for ident, key, problem, packed in self._rows(query, self._pipeline):
                if problem is None and _unpacked(packed, key) is None:
                    garbled.append((ident,))
            with self._together() as db:
                db.executemany("DELETE FROM reading WHERE id = ?", garbled)
            _ = self.versions  # garbled too?
        except DamagedStoreError as error:
            self._set_aside(error.what)
            return
        self.notes.append(f"{len(garbled)} kept readings are garbled, and are read again")

    def tidy(self, given: Iterable[Document]) -> None:
        """Give up what no build is likely to ask for, after one that went well.

        Of the pipelines of one model the one used now is kept, and of others the latest few. Its
        readings of documents that are not `given` are kept up to `KEPT_BYTES`, the latest first.
        """
        # It is only to save room: if that fails, the build has gone well all the same.
        with contextlib.suppress(OutputError):
            self._forget_pipelines()
            if self._bytes() > KEPT_BYTES:
                self._forget_documents({document_key(document) for document in given})
            self._give_back_room()

    def _forget_pipelines(self) -> None:
        with self._together() as db:
            stale = db.execute(
                "SELECT id FROM pipeline WHERE id <> ?1 AND (model = ?2 OR id NOT IN"
                " (SELECT id FROM pipeline ORDER BY id = ?1 DESC, used DESC, id DESC LIMIT ?3))",
                (self._pipeline, self._model, KEPT_PIPELINES),
            ).fetchall()
            db.executemany("DELETE FROM reading WHERE pipeline = ?", stale)
            db.executemany("DELETE FROM pipeline WHERE id = ?", stale)

    def _forget_documents(self, given: set[bytes]) -> None:
        query = (
            "SELECT id, document, coalesce(length(content), 0) FROM reading WHERE pipeline = ?"
            " ORDER BY id DESC"
        )
        room, stale = KEPT_BYTES, []
        for ident, key, size in self._rows(query, self._pipeline):
            if key not in given:
                room -= size
                if room < 0:
                    stale.append((ident,))
        with self._together() as db:
            db.executemany("DELETE FROM reading WHERE id = ?", stale)

    def _give_back_room(self) -> None:
        with self._guarded() as db:
            (free,) = db.execute("PRAGMA freelist_count").fetchone()
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            if free * 2 > pages:
                db.execute("VACUUM")

    def _bytes(self) -> int:
        with self._guarded() as db:
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            (size,) = db.execute("PRAGMA page_size").fetchone()
            return int(pages * size)

    def _put(self, key: bytes, problem: str | None, packed: bytes | None) -> None:
        self._run(
            "INSERT INTO reading (pipeline, document, problem, tries, limits, content)"
            " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (pipeline, document) DO UPDATE"
            " SET problem = excluded.problem, limits = excluded.limits, content = excluded.content,"
            " tries = CASE WHEN limits = excluded.limits THEN tries + 1 ELSE 1 END",
            self._pipeline, key, problem, self._limits, packed,
        )  # fmt: skip

    def _open(self) -> None:
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=_PATIENCE)
        except sqlite3.Error as error:
            raise self._unusable(_OUTSIDE[sqlite3.SQLITE_CANTOPEN]) from error
        with self._guarded() as db:
            for setting in _SETTINGS:
                db.execute(setting)
            (application,) = db.execute("PRAGMA application_id").fetchone()
            (schema,) = db.execute("PRAGMA user_version").fetchone()
            (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if tables == 0:
                db.executescript(
                    f"BEGIN; {_TABLES} PRAGMA application_id = {_APPLICATION};"
                    f" PRAGMA user_version = {_SCHEMA}; COMMIT;"
                )
            elif (application, schema) != (_APPLICATION, _SCHEMA):
                raise self._damaged("it is of another version of the program, or no store at all")
            (latest,) = db.execute("SELECT coalesce(max(used), 0) FROM pipeline").fetchone()
            db.execute(
                "INSERT INTO pipeline (fingerprint, model, used) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (fingerprint) DO UPDATE SET model = ?2, used = ?3",
                (self._fingerprint, self._model, latest + 1),
            )
            (self._pipeline,) = db.execute(
                "SELECT id FROM pipeline WHERE fingerprint = ?", (self._fingerprint,)
            ).fetchone()

    def _set_aside(self, why: str) -> None:
        """Begin with an empty file; the damaged one stays beside it, for who wants to look."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        aside = self.path.with_name(DAMAGED)
        self._remove(aside)
        try:
            self.path.replace(aside)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error
        self._remove(self.path)
        self.notes.append(f"{why}: it is set aside as {aside.name}, and all is read again")
        self._open()

    def _remove(self, file: Path) -> None:
        try:
            for end in ("", "-wal", "-shm", "-journal"):
                file.with_name(file.name + end).unlink(missing_ok=True)
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        with self._guarded() as db:
            row: tuple[Any, ...] | None = db.execute(query, values).fetchone()
            return row

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with self._guarded() as db:
            yield from db.execute(query, values)

    def _run(self, change: str, *values: object) -> None:
        with self._guarded() as db:
            db.execute(change, values)

    @contextlib.contextmanager
    def _together(self) -> Iterator[sqlite3.Connection]:
        """Have the changes of the block made all or none."""
        with self._guarded() as db:
            db.execute("BEGIN")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # a full disk has ended it already
                    db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection]:
        """Give the open file; tell SQLite's errors apart by whose fault they are."""
        if self._db is None:
            raise self._unusable("it is closed")
        try:
            yield self._db
        except sqlite3.Error as error:
            outside = _OUTSIDE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
            if outside is not None:
                raise self._unusable(outside) from error
            raise self._damaged(f"it is damaged ({error})") from error

    def _unusable(self, why: str) -> OutputError:
        return OutputError(f"the store of readings cannot be used: {why}", str(self.path), _TODO)

    def _damaged(self, why: str) -> DamagedStoreError:
        what = f"the store of readings cannot be used: {why}"
        return DamagedStoreError(what, str(self.path), "Remove that file")


def _unpacked(packed: object, key: object) -> _Content | None:
    """Return what was kept for the document of that key, None where it is garbled."""
    if not isinstance(packed, bytes):
        return None
    try:
        content = _decoder.decode(zlib.decompress(packed))
    except (zlib.error, msgspec.MsgspecError):
        return None
    return content if content.document == key else None
