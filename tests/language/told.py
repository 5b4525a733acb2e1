"""What the default pipeline reads in a sentence, in words that a table of tests can name."""

from __future__ import annotations

from graph.model import Document
from tests.gold.trees import reader


def claims(text: str) -> set[str]:
    """Return each claim as "<subject> <relation> <object>", entities by their labels."""
    read = reader().read(Document(id="x", text=text, sha256=""))
    label = {e.key: e.label for e in read.entities}
    return {f"{label[c.subject]} {c.relation} {label[c.object]}" for c in read.claims}
