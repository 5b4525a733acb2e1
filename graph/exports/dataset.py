"""What a graph says of itself as a whole: as a ``void:Dataset`` and a ``dcat:Dataset``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from graph.exports import vocabulary as voc
from graph.exports.literals import Node, Statement, T, Terms, told
from graph.exports.terms import HG, ONTOLOGY, ONTOLOGY_VERSION, Names
from graph.model import KnowledgeGraph


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
        Of all else that the graph says.
    """
    counts.close()
    classes = {term: names.part("class", term) for term in sorted(counts.classes)}
    properties = {term: names.part("property", term) for term in sorted(counts.properties)}

    def iris(values: Iterable[str]) -> list[T]:
        return [terms.iri(value) for value in sorted(values)]

    titles = (("Grafo de quién hizo qué a quién", "es"), ("Graph of who did what to whom", "en"))
    said: list[Statement[T]] = [
        (voc.CONFORMS_TO, [terms.iri(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")]),
        (voc.SOURCE, iris(names.document(document.id) for document in kg.documents)),
        (voc.TITLE, [terms.text(title, language) for title, language in titles]),
        (voc.CLASS_PARTITION, iris(classes.values())),
        (voc.CLASSES, [terms.integer(len(classes))]),
        (voc.DOCUMENTS, [terms.integer(len(kg.documents))]),
        (voc.ENTITIES, [terms.integer(len(kg.entities))]),
        (voc.PROPERTIES, [terms.integer(len(properties))]),
        (voc.PROPERTY_PARTITION, iris(properties.values())),
        (voc.URI_SPACE, [terms.text(names.base)]),
        (voc.VOCABULARY, [terms.iri(HG)]),
        (voc.GENERATED_BY, activity),
    ]
    kinds = (voc.DATASET, voc.DCAT_DATASET)
    # Its kinds, what is said above, two triples of each part, and the number of triples itself.
    own = len(kinds) + sum(len(objects) for _, objects in said) + 1
    own += 2 * (len(classes) + len(properties))
    said.append((voc.TRIPLES, [terms.integer(counts.triples + own)]))
    yield terms.iri(names.base), kinds, sorted(told(said), key=itemgetter(0))
    for parts, property_, number, of_part in (
        (classes, voc.CLASS, voc.ENTITIES, counts.classes),
        (properties, voc.PROPERTY, voc.TRIPLES, counts.properties),
    ):
        for term, part in parts.items():
            count = [terms.integer(of_part[term])]
            yield terms.iri(part), (), [(property_, [terms.iri(term)]), (number, count)]
