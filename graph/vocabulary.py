"""The relation table, read from ``ontology/relations.tsv``, and the way to the data files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from graph.errors import DataError

COLUMNS = (
    "relation",
    "group",
    "plover",
    "symmetric",
    "kind",
    "label_es",
    "label_en",
    "definition",
    "typical_triggers_es",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of the table: a relation type with its group, alignment and labels."""

    name: str
    group: str
    plover: str
    symmetric: bool
    kind: Literal["event", "state"]
    label_es: str
    label_en: str
    definition: str


def data_folder() -> Path:
    """Return the folder of the installed ``ontology`` package.

    Returns
    -------
    pathlib.Path
        The folder with ``hemerograph.ttl``, ``lexicon/`` and ``gazetteer/``.
    """
    return Path(str(files("ontology")))


@lru_cache(maxsize=4)
def relations(path: Path | None = None) -> dict[str, Relation]:
    """Return the relation types by name, in the order of the table.

    Raises
    ------
    DataError
        If the table lacks a column, has an empty field or a bad value.
    """
    path = path or data_folder() / "relations.tsv"
    out: dict[str, Relation] = {}
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError("cannot be read", str(path), "Reinstall the package") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataError("not UTF-8", f"{path}:{line}", "Save the file as UTF-8") from error
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise DataError("wrong columns", f"{path}:1", f"Use exactly: {', '.join(COLUMNS)}")
    for row in reader:
        where = f"{path}:{reader.line_num}"
        if None in row or None in row.values():
            raise DataError("another number of columns", where, f"Give {len(COLUMNS)}")
        if not all(row[key].strip() for key in ("label_es", "label_en", "definition")):
            raise DataError("no label or definition", where, "Give both labels and a definition")
        if row["symmetric"] not in ("yes", "no") or row["kind"] not in ("event", "state"):
            todo = "symmetric is yes or no; kind is event or state"
            raise DataError("bad value", where, todo)
        if not row["relation"] or not row["group"] or row["relation"] in out:
            raise DataError("empty or repeated relation", where, "Name each relation once")
        out[row["relation"]] = Relation(
            row["relation"],
            row["group"],
            row["plover"],
            row["symmetric"] == "yes",
            "event" if row["kind"] == "event" else "state",
            row["label_es"],
            row["label_en"],
            row["definition"],
        )
    return out
