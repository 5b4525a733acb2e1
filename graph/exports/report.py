"""``report.json``: what a build found, what it refused and what it wrote."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from graph.model import ENTITY_TYPES, KnowledgeGraph, Modality, Polarity
from graph.sources.archive import is_archive

if TYPE_CHECKING:
    from graph.knowledge.corrected import CorrectionReport

POLARITIES: tuple[Polarity, ...] = ("affirmed", "negated")
MODALITIES: tuple[Modality, ...] = ("actual", "nonactual")


def to_report(
    kg: KnowledgeGraph,
    refused: Sequence[tuple[str, str]],
    files: Sequence[str],
    corrections: CorrectionReport | None = None,
) -> dict[str, Any]:
    """Return the counts of a build.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph that was built.
    refused : sequence of (str, str)
        Each input that was not read, with the reason.
    files : sequence of str
        The files that were written.
    corrections : CorrectionReport or None
        What became of the corrections; None where there are none.

    Returns
    -------
    dict
        JSON values only: ``documents``, ``entities``, ``claims``, ``relations``, ``events``
        (counts), ``copies`` (documents of one text), ``joinings`` (count of the names that evidence
        joins), ``candidates`` (entities left apart in doubt, the likeliest first), ``versions``,
        ``refused``, ``files`` and, where there are some, ``corrections``. It holds no clock time
        and no absolute path, so the same build gives the same report on any machine.
    """
    types = Counter(entity.type for entity in kg.entities)
    relation_counts = Counter(known.claim.relation for known in kg.claims)
    return {
        "documents": len(kg.documents),
        "entities": {
            "total": len(kg.entities),
            "by_type": {name: types[name] for name in ENTITY_TYPES},
        },
        "claims": {"total": len(kg.claims), "by_status": _by_status(kg)},
        "relations": dict(sorted(relation_counts.items())),
        "events": len(kg.events),
        "copies": [list(group) for group in _copies(kg)],
        "joinings": len(kg.joinings),
        "candidates": _candidates(kg),
        "versions": dict(sorted(kg.versions.items())),
        "refused": sorted(
            (_refusal(name, reason) for name, reason in refused),
            key=lambda entry: (entry["input"], entry["reason"]),
        ),
        "files": sorted(relative_name(name) for name in files),
        **({"corrections": corrections.to_json()} if corrections else {}),
    }


def _copies(kg: KnowledgeGraph) -> list[tuple[str, ...]]:
    groups: dict[str, set[str]] = {}
    for document, first in kg.copies.items():
        groups.setdefault(first, {first}).add(document)
    return sorted(tuple(sorted(group)) for group in groups.values())


def _candidates(kg: KnowledgeGraph) -> list[dict[str, Any]]:
    """Return the pairs in doubt as ``skos:closeMatch``, which the graph itself does not state.

    They are no triples: what uses a graph would take them for findings, and a reasoner both
    entities for concepts of a thesaurus (SKOS gives its mapping properties that domain). They
    are questions to whoever keeps the corpus.
    """
    labels = {entity.key: entity.label for entity in kg.entities}
    ranked = sorted(kg.candidates, key=lambda c: (-c.score, c.one, c.other))
    return [
        {
            "one": c.one,
            "skos:closeMatch": c.other,
            "labels": [labels.get(c.one, ""), labels.get(c.other, "")],
            "score": c.score,
            "reasons": list(c.reasons),
            # As it may stand below [[same]] or [[different]] in corrections.toml.
            "paste": f"entities = ['entity:{c.one}', 'entity:{c.other}']",
        }
        for c in ranked
    ]


def report_bytes(
    kg: KnowledgeGraph,
    refused: Sequence[tuple[str, str]],
    files: Sequence[str],
    corrections: CorrectionReport | None = None,
) -> bytes:
    """Return `to_report` as indented JSON in UTF-8, ending in a line end."""
    text = json.dumps(to_report(kg, refused, files, corrections), ensure_ascii=False, indent=2)
    # A file name that is not UTF-8 reaches us with lone surrogates, which UTF-8 cannot hold.
    return (text + "\n").encode("utf-8", "backslashreplace")


def relative_name(path: str) -> str:
    """Return `path`; where it is absolute (on any system), its last part.

    What is in an archive is named from the archive on, as ``noticias.zip/enero/a.txt``: by its
    last part alone nobody finds it.
    """
    for flavour in (PurePosixPath(path), PureWindowsPath(path)):
        if flavour.is_absolute():
            parts = flavour.parts
            archive = next((at for at, part in enumerate(parts) if is_archive(part)), -1)
            return "/".join(parts[archive:])
    return path


def _refusal(name: str, reason: str) -> dict[str, str]:
    shown = relative_name(name)
    # A reason begins with the place of the fault, which is the same path again.
    return {"input": shown, "reason": reason if shown == name else reason.replace(name, shown)}


def _by_status(kg: KnowledgeGraph) -> dict[str, dict[str, dict[str, int]]]:
    """Return the number of claims by polarity, modality and whether somebody is named as source."""
    counts = Counter(
        (known.claim.polarity, known.claim.modality, known.claim.source is not None)
        for known in kg.claims
    )
    return {
        polarity: {
            modality: {
                "own_voice": counts[polarity, modality, False],
                "attributed": counts[polarity, modality, True],
            }
            for modality in MODALITIES
        }
        for polarity in POLARITIES
    }
