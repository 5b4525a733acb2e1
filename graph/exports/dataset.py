"""What a graph says of itself, for catalogues: a data set by VoID and DCAT, with its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from graph.exports.literals import text_literal
from graph.exports.terms import (
    DCAT,
    DCTERMS,
    HG,
    NIF,
    ONTOLOGY,
    ONTOLOGY_VERSION,
    PROV,
    SCHEMA,
    SEM,
    VOID,
    A,
    Names,
    Node,
    Statement,
    named,
)
from graph.model import KnowledgeGraph

(DATASET, URI_SPACE, VOCABULARY, TRIPLES, ENTITIES, CLASSES, PROPERTIES) = named(
    VOID, "Dataset", "uriSpace", "vocabulary", "triples", "entities", "classes", "properties"
)
(CLASS, PROPERTY) = named(VOID, "class", "property")
PARTITIONS = named(VOID, "classPartition", "propertyPartition")
(DCAT_DATASET,) = named(DCAT, "Dataset")
(CONFORMS_TO, TITLE, DESCRIPTION, SOURCE) = named(
    DCTERMS, "conformsTo", "title", "description", "source"
)
(GENERATED_BY,) = named(PROV, "wasGeneratedBy")
TITLES = {"es": "Grafo de quién hizo qué a quién", "en": "Graph of who did what to whom"}
DESCRIPTIONS = {
    "es": "Quién hizo qué a quién, según noticias en español, con la oración que lo dice.",
    "en": "Who did what to whom, as news in Spanish tell it, with the sentence that says so.",
}


@dataclass(slots=True)
class Counts:
    """How many triples there are, in all, by class and by property."""

    triples: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)

    def add(self, said: list[Statement]) -> None:
        """Count what is said of one node."""
        self.triples += len(said)
        for predicate, value in said:
            self.properties[predicate.value] += 1
            if predicate == A:
                self.classes[value.value] += 1


def dataset(
    names: Names, activity: NamedNode, kg: KnowledgeGraph, counts: Counts
) -> Iterator[Node]:
    """Yield the data set, named by the base IRI, then its part of each class and property.

    Parameters
    ----------
    names : Names
    activity : pyoxigraph.NamedNode
        The run that made the graph.
    kg : KnowledgeGraph
    counts : Counts
        Of all other nodes. The figures that are told include the nodes yielded here.
    """
    about: list[Statement] = [
        (A, DATASET),
        (A, DCAT_DATASET),
        (URI_SPACE, Literal(names.base)),
        *((VOCABULARY, NamedNode(iri)) for iri in (HG, NIF, PROV, SCHEMA, SEM)),
        (CONFORMS_TO, NamedNode(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")),
        (GENERATED_BY, activity),
        *((TITLE, text_literal(text, language)) for language, text in TITLES.items()),
        *((DESCRIPTION, text_literal(text, language)) for language, text in DESCRIPTIONS.items()),
        (ENTITIES, Literal(len(kg.entities))),
        *((SOURCE, NamedNode(names.document(document.id))) for document in kg.documents),
    ]
    whole = Counts(counts.triples, counts.classes.copy(), counts.properties.copy())
    # How many statements tell the figures depends on which terms there are, not on how often.
    whole.classes.update({DATASET.value: 0, DCAT_DATASET.value: 0})
    whole.properties.update({predicate.value: 0 for predicate, _ in about + _figures(whole)})
    whole.properties.update({term.value: 0 for term in (*PARTITIONS, CLASS, PROPERTY)})
    parts = _parts(names, whole)
    figures: list[Statement] = [(link, NamedNode(iri)) for link, iri, _ in parts]
    for said in (about, figures, _figures(whole), *(said for _, _, said in parts)):
        whole.add(said)
    yield names.base, about + figures + _figures(whole)
    yield from ((iri, said) for _, iri, said in _parts(names, whole))


def _figures(counts: Counts) -> list[Statement]:
    return [
        (TRIPLES, Literal(counts.triples)),
        (CLASSES, Literal(len(counts.classes))),
        (PROPERTIES, Literal(len(counts.properties))),
    ]


def _parts(names: Names, counts: Counts) -> list[tuple[NamedNode, str, list[Statement]]]:
    """Return, for each class and property, the link to its part, its IRI and what is said of it."""
    return [
        (link, names.part(kind, term), [(about, NamedNode(term)), (figure, Literal(number))])
        for link, kind, about, figure, numbers in (
            (PARTITIONS[0], "class", CLASS, ENTITIES, counts.classes),
            (PARTITIONS[1], "property", PROPERTY, TRIPLES, counts.properties),
        )
        for term, number in sorted(numbers.items())
    ]
