"""Finding what people name: by what the documents call it, else by what the graph does."""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from graph.knowledge.constraints import Member
from graph.knowledge.corrections import Corrections, Reference, plain
from graph.knowledge.merge import slugs_of
from graph.knowledge.resolution import Cluster, Resolution
from graph.model import Reading

_ENTITY = re.compile(r"(?:https?://.*/entity/|entity:|kg:entity/)([^/?#]+)", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:https?://.*/doc/|doc:|kg:doc/)([^/?#]+)", re.IGNORECASE)
_SHOWN = 5


class Naming:
    """What the references of corrections stand for in one corpus.

    A name is first looked for among the labels that the documents give their entities, then
    among their aliases, then among the slugs of the uncorrected graph; `learn` adds the names and
    slugs that corrections make. An IRI is a slug and nothing else.

    Parameters
    ----------
    readings : sequence of Reading
    resolution : Resolution
        Of the readings, without corrections.
    corrections : Corrections
        Whose names are to be found.
    """

    def __init__(
        self, readings: Sequence[Reading], resolution: Resolution, corrections: Corrections
    ) -> None:
        self._readings = readings
        self._found: dict[Reference, tuple[Member, ...]] = {}
        self._wanted = list(_references(corrections))
        self._documents = _documents(readings, corrections)
        self._learn_from_documents(resolution.clusters)

    def members(self, reference: Reference) -> tuple[Member, ...]:
        """Return the entities of single documents that a reference names, sorted."""
        return self._found.get(reference, ())

    def documents(self, name: str) -> tuple[str, ...]:
        """Return the ids of the documents with this id, URL or SHA-256."""
        return self._documents.get(name, ())

    def learn(self, clusters: Sequence[Cluster]) -> bool:
        """Look for what is not found yet among the names and slugs of `clusters`.

        Returns
        -------
        bool
            Whether anything was found.
        """
        missing = [r for r in self._wanted if r not in self._found]
        if not missing:
            return False
        slugs = _slugs(clusters)
        names = {plain(r.name) for r in missing if not _ENTITY.fullmatch(r.name)}
        by_name: dict[str, list[Member]] = defaultdict(list)
        types: dict[Member, str] = {}
        for cluster in clusters:
            types.update(dict.fromkeys(cluster.members, cluster.type))
            for name in names & {plain(n) for n in (cluster.label, *cluster.aliases)}:
                by_name[name] += cluster.members
        for reference in missing:
            named = by_name.get(plain(reference.name)) or slugs.get(_slug(reference), ())
            self._keep(reference, named, types)
        return any(reference in self._found for reference in missing)

    def _learn_from_documents(self, clusters: Sequence[Cluster]) -> None:
        names = {plain(r.name) for r in self._wanted if not _ENTITY.fullmatch(r.name)}
        labels: dict[str, list[Member]] = defaultdict(list)
        aliases: dict[str, list[Member]] = defaultdict(list)
        for reading in self._readings:
            for entity in reading.entities:
                member = (reading.document.id, entity.key)
                if (label := plain(entity.label)) in names:
                    labels[label].append(member)
                for alias in names.intersection(map(plain, entity.aliases)):
                    aliases[alias].append(member)
        slugs = _slugs(clusters)
        types = {m: c.type for c in clusters for m in c.members}
        number = {m: k for k, c in enumerate(clusters) for m in c.members}
        for reference in self._wanted:
            if not _ENTITY.fullmatch(reference.name):
                for named in (labels, aliases):
                    if reference not in self._found:
                        self._keep(reference, named.get(plain(reference.name), ()), types)
            # A name of several that is a slug to the letter is meant as one.
            if len({number[m] for m in self.members(reference)}) != 1 and not reference.every:
                self._keep(reference, slugs.get(_slug(reference), ()), types)

    def _keep(
        self, reference: Reference, named: Iterable[Member], types: Mapping[Member, str]
    ) -> None:
        """Keep the members that are of the document and type that a reference tells."""
        documents = set(self.documents(reference.document))
        fitting = {
            member
            for member in named
            if (not reference.document or member[0] in documents)
            and reference.type in ("", types[member])
        }
        if fitting:
            self._found[reference] = tuple(sorted(fitting))

    # what is told of names that fit nothing, or several

    def unknown(self, reference: Reference) -> tuple[str, str]:
        """Return what is wrong with a reference that names nothing, and what to do."""
        if reference.document and not self.documents(reference.document):
            what = f"there is no document {as_toml(reference.document)}"
            return what, "Give the id, URL or SHA-256 of one of the documents"
        similar = self._similar(reference)
        todo = f"Did you mean {' or '.join(similar)}?" if similar else "Mend the name"
        return f"no entity is called {reference}", todo

    def ambiguous(
        self, reference: Reference, clusters: Sequence[Cluster], found: Mapping[int, Member]
    ) -> tuple[str, str]:
        """Return what is wrong with a reference to several entities, and what to write instead."""
        shown = [
            f"{{ name = {as_toml(reference.name)}, document = {as_toml(found[k][0])} }}"
            f" ({clusters[k].label}, {clusters[k].type})"
            for k in sorted(found)[:_SHOWN]
        ]
        todo = f"Write {' or '.join(shown)}"
        if len(found) > _SHOWN:
            todo += f" or another of the {len(found)}"
        return f"{reference} names {len(found)} entities", f"{todo}; every = true means all"

    def _similar(self, reference: Reference) -> list[str]:
        """Return names that a misspelled one may stand for."""
        wanted = plain(reference.name)
        words = set(wanted.split())
        documents = set(self.documents(reference.document))
        names: dict[str, str] = {}
        for reading in self._readings:
            if reference.document and reading.document.id not in documents:
                continue
            for entity in reading.entities:
                for name in (entity.label, *entity.aliases):
                    low = plain(name)
                    # Comparing letter by letter is slow: a word or the first letters must agree.
                    if low[:2] == wanted[:2] or words.intersection(low.split()):
                        names[low] = min(name, names.get(low, name))
        close = difflib.get_close_matches(wanted, sorted(names), n=3, cutoff=0.6)
        return [as_toml(names[low]) for low in close]


def as_toml(text: str) -> str:
    """Return `text` as a string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _slug(reference: Reference) -> str:
    """Return the slug that a reference would be: the last part of an IRI, or all of it."""
    iri = _ENTITY.fullmatch(reference.name)
    return unquote(iri[1]) if iri else reference.name


def _slugs(clusters: Sequence[Cluster]) -> dict[str, tuple[Member, ...]]:
    names = slugs_of(clusters)
    return {names[cluster.anchor]: cluster.members for cluster in clusters}


def _references(corrections: Corrections) -> Iterator[Reference]:
    for rule in corrections.rules:
        yield from rule.entities
        if rule.claim is not None and not rule.claim.id:
            yield from (rule.claim.subject, rule.claim.object)


def _documents(readings: Sequence[Reading], corrections: Corrections) -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents by each way in which `corrections` name one."""
    wanted = {r.document for r in _references(corrections)}
    wanted |= {rule.claim.document for rule in corrections.rules if rule.claim is not None}
    wanted.discard("")
    local = {name: unquote(iri[1]) for name in wanted if (iri := _DOCUMENT.fullmatch(name))}
    out: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        document = reading.document
        for name in wanted.intersection((document.id, document.url or "", document.sha256)):
            out[name].append(document.id)
        for name, ident in local.items():
            if ident == document.id:
                out[name].append(ident)
    return {name: tuple(sorted(set(ids))) for name, ids in out.items()}
