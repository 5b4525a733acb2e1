"""The SQLite file of a store: opened, guarded against damage, its errors told apart."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import OutputError

FILE = "readings.sqlite"
DAMAGED = "readings.damaged.sqlite"

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


class StoreFile:
    """The file in `folder`, for one process alone, which holds the folder's lock.

    Every method may raise `DamagedStoreError`, where what the file holds cannot be used, and
    OutputError, where the disk, the permissions or another program are in the way.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._db: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open the file; made where there is none."""
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=_PATIENCE)
        except sqlite3.Error as error:
            raise self._unusable(_OUTSIDE[sqlite3.SQLITE_CANTOPEN]) from error
        with self.guarded() as db:
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
                raise self.damaged("it is of another version of the program, or no store at all")

    def close(self) -> None:
        """Close the file, and remove it where no reading is in it."""
        empty = False
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                empty = self._db.execute("SELECT 1 FROM reading LIMIT 1").fetchone() is None
        self._let_go()
        if empty:
            with contextlib.suppress(OutputError):
                self._remove(self.path)

    def discard(self) -> None:
        """Remove the file, and one that was set aside."""
        self._remove(self.path)
        self._remove(self.path.with_name(DAMAGED))

    def set_aside(self) -> str:
        """Close the file and put it aside, for who wants to look; return its name there."""
        self._let_go()
        aside = self.path.with_name(DAMAGED)
        self._remove(aside)
        try:
            self.path.replace(aside)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error
        self._remove(self.path)
        return aside.name

    def size(self) -> int:
        """Return the size of the file in bytes."""
        with self.guarded() as db:
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            (size,) = db.execute("PRAGMA page_size").fetchone()
            return int(pages * size)

    def give_back_room(self) -> None:
        """Make the file smaller where more than half of it is empty."""
        with self.guarded() as db:
            (free,) = db.execute("PRAGMA freelist_count").fetchone()
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            if free * 2 > pages:
                db.execute("VACUUM")

    def row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of an answer, None where there is none."""
        with self.guarded() as db:
            row: tuple[Any, ...] | None = db.execute(query, values).fetchone()
            return row

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer."""
        with self.guarded() as db:
            yield from db.execute(query, values)

    def run(self, change: str, *values: object) -> None:
        """Make a change, which is committed when this returns."""
        with self.guarded() as db:
            db.execute(change, values)

    @contextlib.contextmanager
    def together(self) -> Iterator[sqlite3.Connection]:
        """Have the changes of the block made all or none."""
        with self.guarded() as db:
            db.execute("BEGIN")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # a full disk has ended it already
                    db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def guarded(self) -> Iterator[sqlite3.Connection]:
        """Give the open file; tell SQLite's errors apart by whose fault they are."""
        if self._db is None:
            raise self._unusable("it is closed")
        try:
            yield self._db
        except sqlite3.Error as error:
            outside = _OUTSIDE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
            if outside is not None:
                raise self._unusable(outside) from error
            raise self.damaged(f"it is damaged ({error})") from error

    def _unusable(self, why: str) -> OutputError:
        return OutputError(f"the store of readings cannot be used: {why}", str(self.path), _TODO)

    def damaged(self, why: str) -> DamagedStoreError:
        """Return the error for what cannot be used."""
        what = f"the store of readings cannot be used: {why}"
        return DamagedStoreError(what, str(self.path), "Remove that file")

    def _let_go(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _remove(self, file: Path) -> None:
        try:
            for end in ("", "-wal", "-shm", "-journal"):
                file.with_name(file.name + end).unlink(missing_ok=True)
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error
