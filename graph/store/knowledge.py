"""From a built graph in RDF back to the plain knowledge graph, for every other format."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from graph.errors import UsageError
from graph.exports.terms import HG, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS
from graph.exports.turtle import to_triples
from graph.model import (
    ENTITY_TYPES,
    Claim,
    Document,
    Entity,
    EntityType,
    Event,
    KnowledgeGraph,
    KnownClaim,
    Mention,
    MentionKind,
    NameJoining,
    Span,
)
from graph.store.opening import base_of, open_graph

_CHARS = re.compile(r"#char=(\d+),(\d+)$")
_TODO = "Give a graph of hemerograph build; hemerograph validate tells what is wrong with it"
_KINDS: tuple[MentionKind, ...] = ("name", "description", "pronoun", "dropped")

Term = NamedNode | Literal
# What is said of each node: predicate → objects, sorted.
Said = dict[str, list[Term]]


@dataclass(frozen=True, slots=True)
class StoredGraph:
    """A knowledge graph read back, the base IRI of its names, and whether it holds its texts.

    ``foreign`` counts the triples that no build of this version writes, and that so are lost.
    """

    knowledge: KnowledgeGraph
    base: str
    with_text: bool
    foreign: int = 0


def read_knowledge(path: Path) -> StoredGraph:
    """Read a built graph.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.

    Returns
    -------
    StoredGraph
        Written again, it gives the triples that were read, but for foreign ones. Where the
        texts were left out the documents have blanks in their place, so that every offset
        still holds.

    Raises
    ------
    UsageError
        If the graph cannot be read, holds no document, or lacks what every built graph has;
        the message names the node and the property.
    """
    store = open_graph(path)
    stored = _Reader(store, str(path)).graph()
    # A store again, since it writes numbers in a way of its own.
    written = Store()
    triples = to_triples(stored.knowledge, stored.base, stored.with_text)
    written.bulk_extend(Quad(*triple) for triple in triples)
    return replace(stored, foreign=sum(quad not in written for quad in store))


class _Reader:
    def __init__(self, store: Store, where: str) -> None:
        self.where = where
        self.base = base_of(store)
        self.said: dict[str, Said] = defaultdict(lambda: defaultdict(list))
        self.of_type: dict[str, list[str]] = defaultdict(list)
        for quad in store:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise UsageError("the graph holds a blank node", where, _TODO)
            self.said[quad.subject.value][quad.predicate.value].append(quad.object)
        for iri in sorted(self.said):
            for values in self.said[iri].values():
                values.sort(key=str)
            for kind in self.said[iri][f"{RDF}type"]:
                self.of_type[kind.value].append(iri)

    # single values

    def _texts(self, iri: str, predicate: str) -> list[str]:
        return [str(term.value) for term in self.said[iri].get(predicate, ())]

    def _text(self, iri: str, predicate: str) -> str | None:
        return next(iter(self._texts(iri, predicate)), None)

    def _need(self, iri: str, predicate: str) -> str:
        found = self._text(iri, predicate)
        if found is None:
            raise UsageError(f"{iri} has no {predicate}", self.where, _TODO)
        return found

    def _number(self, iri: str, predicate: str) -> float:
        told = self._need(iri, predicate)
        try:
            number = float(told)
        except ValueError:
            number = -1
        if not 0 <= number < 1 << 53:
            raise UsageError(f"{iri}: {predicate} is no number: {told!a}", self.where, _TODO)
        return number

    def _local(self, iri: str, kind: str) -> str:
        """Return the name of a thing under the base: "ana-torres" of ``…/entity/ana-torres``."""
        start = f"{self.base}{kind}/"
        if not iri.startswith(start):
            raise UsageError(f"{iri} is no {kind} of this graph", self.where, _TODO)
        return unquote(iri[len(start) :])

    def _key(self, iri: str | None) -> str | None:
        return None if iri is None else self._local(iri, "entity")

    def _span(self, iri: str) -> Span:
        found = _CHARS.search(iri)
        if found is None:
            raise UsageError(f"{iri} tells no offsets", self.where, _TODO)
        return Span(int(found[1]), int(found[2]))

    # things

    def graph(self) -> StoredGraph:
        """Return all that the store holds."""
        documents = {iri: self._document(iri) for iri in self.of_type[f"{SCHEMA}NewsArticle"]}
        if not documents:
            raise UsageError("the graph holds no document", self.where, _TODO)
        spans = self._spans_of(documents)
        mentions = {d.id: tuple(sorted(self._mentions(spans[iri]))) for iri, d in documents.items()}
        knowledge = KnowledgeGraph(
            documents=tuple(sorted(documents.values(), key=lambda document: document.id)),
            entities=tuple(sorted(self._entities(documents, mentions))),
            claims=tuple(sorted(self._claims(documents), key=lambda known: known.id)),
            events=tuple(sorted(self._events(documents), key=lambda event: event.id)),
            mentions=mentions,
            sentences={
                d.id: tuple(sorted(map(self._span, self._sentences(spans[iri]))))
                for iri, d in documents.items()
            },
            versions=self._versions(),
            joinings=tuple(sorted(self._joinings(documents))),
            copies={
                document.id: documents[first].id
                for iri, document in sorted(documents.items())
                if (first := self._text(iri, f"{HG}sameTextAs")) in documents
            },
            corrections=self._corrections(),
        )
        with_text = any(self._text(iri, f"{NIF}isString") is not None for iri in documents)
        return StoredGraph(knowledge, self.base, with_text)

    def _document(self, iri: str) -> Document:
        text = self._text(iri, f"{NIF}isString")
        language = self._text(iri, f"{SCHEMA}inLanguage")
        return Document(
            id=self._need(iri, f"{SCHEMA}identifier"),
            text=" " * int(self._number(iri, f"{NIF}endIndex")) if text is None else text,
            sha256=self._need(iri, f"{HG}sha256"),
            title=self._text(iri, f"{SCHEMA}headline"),
            date=self._text(iri, f"{SCHEMA}datePublished"),
            url=self._text(iri, f"{SCHEMA}url"),
            language="es" if language is None else language,
            outlet=self._text(iri, f"{SCHEMA}publisher"),
        )

    def _spans_of(self, documents: dict[str, Document]) -> dict[str, list[str]]:
        """Return the spans of each document."""
        spans: dict[str, list[str]] = {iri: [] for iri in documents}
        for iri in self.of_type[f"{NIF}OffsetBasedString"]:
            context = self._need(iri, f"{NIF}referenceContext")
            if context not in spans:
                raise UsageError(f"{context} is no document", self.where, _TODO)
            spans[context].append(iri)
        return spans

    def _sentences(self, spans: list[str]) -> Iterator[str]:
        return (iri for iri in spans if f"{NIF}Sentence" in self._texts(iri, f"{RDF}type"))

    def _mentions(self, spans: list[str]) -> Iterator[Mention]:
        for iri in spans:
            entities = self._texts(iri, f"{HG}refersTo")
            kinds = [k for k in _KINDS if k in self._texts(iri, f"{HG}mentionKind")]
            # Of several entities at one place the graph does not tell which is which kind.
            for n in range(max(len(entities), len(kinds)) if entities and kinds else 0):
                entity = self._local(entities[min(n, len(entities) - 1)], "entity")
                yield Mention(self._span(iri), entity, kinds[min(n, len(kinds) - 1)])

    def _entities(
        self, documents: dict[str, Document], mentions: dict[str, tuple[Mention, ...]]
    ) -> Iterator[Entity]:
        described = self._described(documents, mentions)
        for kind in ENTITY_TYPES:
            for iri in self.of_type[HG + kind]:
                yield self._entity(iri, kind, described)

    def _entity(self, iri: str, kind: EntityType, described: set[str]) -> Entity:
        key = self._local(iri, "entity")
        return Entity(
            key=key,
            type=kind,
            label=self._need(iri, f"{RDFS}label"),
            # As a build gives them: terms stand in another order in the file.
            aliases=tuple(sorted(self._texts(iri, f"{SKOS}altLabel"))),
            named=key not in described,
            same_as=tuple(sorted(self._texts(iri, f"{OWL}sameAs"))),
        )

    def _corrections(self) -> dict[str, tuple[str, ...]]:
        """Return what people corrected, by the key of the entity."""
        of = (iri for kind in ENTITY_TYPES for iri in self.of_type[HG + kind])
        told = {self._local(iri, "entity"): self._texts(iri, f"{HG}correction") for iri in of}
        return {key: tuple(texts) for key, texts in sorted(told.items()) if texts}

    def _described(
        self, documents: dict[str, Document], mentions: dict[str, tuple[Mention, ...]]
    ) -> set[str]:
        """Return the entities without a name: those that a document mentions without naming."""
        found: set[str] = set()
        for iri, document in documents.items():
            names = {m.entity for m in mentions[document.id] if m.kind == "name"}
            mentioned = (self._local(e, "entity") for e in self._texts(iri, f"{SCHEMA}mentions"))
            found.update(key for key in mentioned if key not in names)
        return found

    def _relation(self, iri: str) -> tuple[str, bool]:
        """Return the name of a relation, and whether it is an open one."""
        if iri.startswith(HG):
            return unquote(iri[len(HG) :]), False
        return self._need(iri, f"{HG}lemma"), True

    def _claims(self, documents: dict[str, Document]) -> Iterator[KnownClaim]:
        for iri in self.of_type[f"{HG}Claim"]:
            source = self._need(iri, f"{PROV}wasDerivedFrom")
            if source not in documents:
                raise UsageError(f"{source} is no document", self.where, _TODO)
            event = self._text(iri, f"{HG}denotes")
            yield KnownClaim(
                id=self._local(iri, "claim"),
                document=documents[source].id,
                event=None if event is None else self._local(event, "event"),
                claim=self._claim(iri),
            )

    def _claim(self, iri: str) -> Claim:
        relation, is_open = self._relation(self._need(iri, f"{RDF}predicate"))
        polarity = self._need(iri, f"{HG}polarity").removeprefix(HG)
        modality = self._need(iri, f"{HG}modality").removeprefix(HG)
        steps = self._text(iri, f"{HG}resolution")
        return Claim(
            subject=self._local(self._need(iri, f"{RDF}subject"), "entity"),
            relation=relation,
            object=self._local(self._need(iri, f"{RDF}object"), "entity"),
            polarity="negated" if polarity == "negated" else "affirmed",
            modality="nonactual" if modality == "nonactual" else "actual",
            source=self._key(self._text(iri, f"{HG}attributedTo")),
            sentence=self._span(self._need(iri, f"{HG}evidence")),
            trigger=self._span(self._need(iri, f"{HG}trigger")),
            confidence=self._number(iri, f"{HG}confidence"),
            is_open=is_open,
            title=self._text(iri, f"{HG}positionTitle"),
            time=self._text(iri, f"{HG}claimedTime"),
            place=self._key(self._text(iri, f"{HG}claimedPlace")),
            frame=self._text(iri, f"{HG}frame") or "",
            steps=() if steps is None else tuple(steps.split("\n")),
        )

    def _events(self, documents: dict[str, Document]) -> Iterator[Event]:
        told: dict[str, set[str]] = defaultdict(set)
        for iri in self.of_type[f"{HG}Claim"]:
            for event in self._texts(iri, f"{HG}denotes"):
                told[event].add(documents[self._need(iri, f"{PROV}wasDerivedFrom")].id)
        for iri in self.of_type[f"{SEM}Event"]:
            relation, is_open = self._relation(self._need(iri, f"{HG}relation"))
            group = self._need(iri, f"{SEM}eventType").removeprefix(HG)
            actors = (self._local(a, "entity") for a in self._texts(iri, f"{SEM}hasActor"))
            places = (self._local(p, "entity") for p in self._texts(iri, f"{SEM}hasPlace"))
            yield Event(
                id=self._local(iri, "event"),
                relation=relation,
                group="" if is_open else group[:1].lower() + group[1:],
                actors=tuple(sorted(actors)),
                time=self._text(iri, f"{SEM}hasTimeStamp"),
                places=tuple(sorted(places)),
                documents=tuple(sorted(told[iri])),
                source_count=int(self._number(iri, f"{HG}sourceCount")),
                is_open=is_open,
            )

    def _joinings(self, documents: dict[str, Document]) -> Iterator[NameJoining]:
        for iri in self.of_type[f"{HG}Joining"]:
            names = self._texts(iri, f"{HG}joinedName")
            sources = self._texts(iri, f"{PROV}wasDerivedFrom")
            if len(names) not in (1, 2) or not set(sources) <= set(documents):
                raise UsageError(f"{iri} is no joining of two names", self.where, _TODO)
            yield NameJoining(
                id=self._local(iri, "joining"),
                entity=self._local(self._need(iri, f"{HG}joins"), "entity"),
                names=(min(names), max(names)),
                score=self._number(iri, f"{HG}score"),
                reasons=tuple(self._need(iri, f"{HG}reason").split("\n")),
                documents=tuple(sorted(documents[source].id for source in sources)),
            )

    def _versions(self) -> dict[str, str]:
        runs = self.of_type[f"{PROV}Activity"]
        told = (text for run in runs for text in self._texts(run, f"{HG}softwareVersion"))
        pairs = (text.rpartition(" ") for text in told)
        return {name: version for name, _, version in sorted(pairs)}
