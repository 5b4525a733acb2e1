"""What a graph says of itself as a whole: as a ``void:Dataset`` and a ``dcat:Dataset``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from graph.exports import vocabulary as voc
from graph.exports.literals import Node, Statement, T, Terms, told
from graph.exports.terms import (
    HG,
    NIF,
    ONTOLOGY,
    ONTOLOGY_VERSION,
    PROV,
    SCHEMA,
    SEM,
    Names,
)
from graph.model import KnowledgeGraph

KINDS = (voc.DATASET, voc.DCAT_DATASET)
TITLES = (("es", "Grafo de quién hizo qué a quién"), ("en", "Graph of who did what to whom"))
DESCRIPTIONS = (
    ("es", "Quién hizo qué a quién, según noticias en español, con la oración que lo dice."),
    ("en", "Who did what to whom, as news in Spanish tell it, with the sentence that says so."),
)


@dataclass(slots=True)
class Counts:
    """How many triples there are, in all, by class and by property."""

    triples: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, nodes: Iterable[Node[T]]) -> Counts:
        """Return the counts of some nodes."""
        counts = cls()
        for node in nodes:
            counts.add(node)
        return counts

    def add(self, node: Node[T]) -> None:
        """Count what is said of one node."""
        _, classes, said = node
        properties = self.properties
        for term in classes:
            self.classes[term] += 1
        for predicate, objects in said:
            properties[predicate] += len(objects)

    def close(self) -> None:
        """Reckon the whole from the parts; a class is a triple too."""
        if typed := self.classes.total():
            self.properties[voc.A] = typed
        self.triples = self.properties.total()


def describe_dataset(
    kg: KnowledgeGraph, terms: Terms[T], names: Names, activity: list[T], counts: Counts
) -> Iterator[Node[T]]:
    """Yield what VoID and DCAT want to know of the whole graph, then its parts.

    Parameters
    ----------
    kg : KnowledgeGraph
    terms : Terms
        Makes the subjects and objects.
    names : Names
    activity : list
        The one run that made the graph.
    counts : Counts
        Of all else that the graph says. The figures that are told include the nodes yielded here.
    """
    documents = sorted(names.document(document.id) for document in kg.documents)
    about: list[Statement[T]] = [
        (voc.CONFORMS_TO, [terms.iri(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")]),
        (voc.DESCRIPTION, [terms.text(text, language) for language, text in DESCRIPTIONS]),
        (voc.SOURCE, [terms.iri(iri) for iri in documents]),
        (voc.TITLE, [terms.text(text, language) for language, text in TITLES]),
        (voc.ENTITIES, [terms.integer(len(kg.entities))]),
        (voc.URI_SPACE, [terms.text(names.base)]),
        (voc.VOCABULARY, [terms.iri(iri) for iri in sorted((HG, NIF, PROV, SCHEMA, SEM))]),
        (voc.GENERATED_BY, activity),
    ]
    _add_own(counts, about)
    classes = {term: names.part("class", term) for term in sorted(counts.classes)}
    properties = {term: names.part("property", term) for term in sorted(counts.properties)}
    said = [
        *about,
        (voc.CLASS_PARTITION, [terms.iri(iri) for iri in sorted(classes.values())]),
        (voc.PROPERTY_PARTITION, [terms.iri(iri) for iri in sorted(properties.values())]),
        (voc.CLASSES, [terms.integer(len(classes))]),
        (voc.PROPERTIES, [terms.integer(len(properties))]),
        (voc.TRIPLES, [terms.integer(counts.triples)]),
    ]
    yield terms.iri(names.base), KINDS, sorted(told(said), key=itemgetter(0))
    for parts, property_, number, of_part in (
        (classes, voc.CLASS, voc.ENTITIES, counts.classes),
        (properties, voc.PROPERTY, voc.TRIPLES, counts.properties),
    ):
        for term, part in parts.items():
            count = [terms.integer(of_part[term])]
            yield terms.iri(part), (), [(property_, [terms.iri(term)]), (number, count)]


def _add_own(counts: Counts, about: list[Statement[T]]) -> None:
    """Add to `counts` what the description of the data set itself says."""
    for kind in KINDS:
        counts.classes[kind] += 1
    for predicate, objects in about:
        counts.properties[predicate] += len(objects)
    figures = (voc.CLASSES, voc.PROPERTIES, voc.TRIPLES)
    links = (voc.CLASS_PARTITION, voc.CLASS, voc.PROPERTY_PARTITION, voc.PROPERTY)
    counts.properties.update(figures)
    # How many parts there are depends on which terms there are, not on how often.
    counts.properties.update(dict.fromkeys((voc.A, voc.ENTITIES, *links), 0))
    classes, properties = len(counts.classes), len(counts.properties)
    counts.properties.update(
        {
            voc.CLASS_PARTITION: classes,
            voc.CLASS: classes,
            voc.ENTITIES: classes,
            voc.PROPERTY_PARTITION: properties,
            voc.PROPERTY: properties,
            voc.TRIPLES: properties,
        }
    )
    counts.close()
