"""Readings that outlive their build: an SQLite file in the output folder.

A reading is found again by what its reader saw of the document and by what read it
(`graph.fingerprint`). The texts themselves are not kept: whoever asks for a reading has its
document. Each reading is committed by itself, which takes a thousandth of the time of reading,
so that a process may end anywhere and lose none that it had.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from graph.errors import OutputError
from graph.fingerprint import document_key, pipeline_fingerprint
from graph.model import Claim, Document, Entity, Mention, Reading, Span
from graph.output import building
from graph.store_file import DAMAGED, FILE, DamagedStoreError, StoreFile

TRIES = 2
"""How often a document that could not be read is tried, in as many builds."""

KEPT_BYTES = 1 << 30
"""Size of the file up to which readings of documents that are no longer given are kept."""

KEPT_PIPELINES = 3
"""Of how many pipelines, those used last, readings are kept."""


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
        ignored = private / ".gitignore"  # no repository should take it by mistake
        with contextlib.suppress(OSError):
            ignored.write_text("*\n", encoding="ascii")
        try:
            yield store
        finally:
            store.close()
            with contextlib.suppress(OSError):
                if not any((private / name).exists() for name in (FILE, DAMAGED)):
                    ignored.unlink()


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
        self._file = StoreFile(folder)
        self.notes: list[str] = []
        self._fingerprint, self._model, self._limits = fingerprint, model, limits
        self._pipeline = 0
        if fresh:
            self._file.discard()
        try:
            self._open()
        except DamagedStoreError as error:
            self._set_aside(error.what)

    def close(self) -> None:
        """Close the file; nothing is lost without this. One that holds no reading is removed."""
        self._file.close()

    @property
    def versions(self) -> dict[str, str]:
        """Software and model versions of the readings; empty as long as there are none."""
        row = self._file.row("SELECT versions FROM pipeline WHERE id = ?", self._pipeline)
        try:
            return msgspec.json.decode(row[0], type=dict[str, str]) if row and row[0] else {}
        except (msgspec.MsgspecError, TypeError) as error:
            raise self._file.damaged("its versions are garbled") from error

    @versions.setter
    def versions(self, versions: dict[str, str]) -> None:
        text = json.dumps(versions, sort_keys=True)
        self._file.run("UPDATE pipeline SET versions = ? WHERE id = ?", text, self._pipeline)

    def is_settled(self, document: Document) -> bool:
        """Whether nothing is to be read: there is a reading, or it was tried often enough."""
        row = self._file.row(
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
        row = self._file.row(
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
        row = self._file.row(
            "SELECT content FROM reading WHERE pipeline = ? AND document = ?", self._pipeline, key
        )
        content = _unpacked(row[0], key) if row is not None else None
        if content is None:
            raise self._file.damaged("a reading is missing or garbled")
        return Reading(
            document, content.sentences, content.entities, content.mentions, content.claims
        )

    def mend(self) -> None:
        """Give up what is garbled: single readings where that is enough, else the file."""
        try:
            garbled = []
            query = "SELECT id, document, problem, content FROM reading WHERE pipeline = ?"
            for ident, key, problem, packed in self._file.rows(query, self._pipeline):
                if problem is None and _unpacked(packed, key) is None:
                    garbled.append((ident,))
            with self._file.together() as db:
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
            if self._file.size() > KEPT_BYTES:
                self._forget_documents({document_key(document) for document in given})
            self._file.give_back_room()

    def _forget_pipelines(self) -> None:
        with self._file.together() as db:
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
        for ident, key, size in self._file.rows(query, self._pipeline):
            if key not in given:
                room -= size
                if room < 0:
                    stale.append((ident,))
        with self._file.together() as db:
            db.executemany("DELETE FROM reading WHERE id = ?", stale)

    def _put(self, key: bytes, problem: str | None, packed: bytes | None) -> None:
        self._file.run(
            "INSERT INTO reading (pipeline, document, problem, tries, limits, content)"
            " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (pipeline, document) DO UPDATE"
            " SET problem = excluded.problem, limits = excluded.limits, content = excluded.content,"
            " tries = CASE WHEN limits = excluded.limits THEN tries + 1 ELSE 1 END",
            self._pipeline, key, problem, self._limits, packed,
        )  # fmt: skip

    def _open(self) -> None:
        self._file.open()
        with self._file.guarded() as db:
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
        name = self._file.set_aside()
        self.notes.append(f"{why}: it is set aside as {name}, and all is read again")
        self._open()


def _unpacked(packed: object, key: object) -> _Content | None:
    """Return what was kept for the document of that key, None where it is garbled."""
    if not isinstance(packed, bytes):
        return None
    try:
        content = _decoder.decode(zlib.decompress(packed))
    except (zlib.error, msgspec.MsgspecError):
        return None
    return content if content.document == key else None
