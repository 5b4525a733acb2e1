"""Who somebody in a graph is: names, documents, and why names are held to be one's."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from graph.errors import UsageError
from graph.identity import fold
from graph.store.display import cell, visible

_ENTITIES = """
SELECT ?entity ?type ?label ?name
WHERE {
  ?type rdfs:subClassOf+ hg:Entity .
  ?entity a ?type ; rdfs:label ?label .
  OPTIONAL { ?entity skos:altLabel ?name }
}
ORDER BY ?entity ?name"""

_DOCUMENTS = """
SELECT DISTINCT ?document ?date
WHERE {
  ?d schema:mentions ?entity ; schema:identifier ?document .
  OPTIONAL { ?d schema:datePublished ?date }
}
ORDER BY ?document"""

_JOININGS = """
SELECT ?joining ?score ?reason ?name ?document
WHERE {
  ?joining hg:joins ?entity ; hg:score ?score ; hg:reason ?reason ; hg:joinedName ?name ;
           prov:wasDerivedFrom/schema:identifier ?document .
}
ORDER BY DESC(?score) ?joining ?name ?document"""

_SAME_AS = "SELECT ?other WHERE { ?entity owl:sameAs ?other } ORDER BY ?other"

_SHOWN = 10


class EntityTeller:
    """Tells of the entities of one open graph.

    Parameters
    ----------
    store : pyoxigraph.Store
        With the ontology.
    bound : dict[str, str]
        The prefixes of what is told.
    """

    def __init__(self, store: Store, bound: dict[str, str]) -> None:
        self.store, self.bound = store, bound

    def find(self, wanted: str) -> NamedNode | None:
        """Return the entity of this IRI, slug or name (accents and case aside), if there is one.

        Raises
        ------
        UsageError
            If several have that name; the message names them.
        """
        text = wanted.strip().strip("<>")
        name = text.removeprefix("entity:")
        by_name: set[NamedNode] = set()
        for row in self._rows(_ENTITIES):
            iri = row["entity"].value
            if text == iri or name == iri.rsplit("/", 1)[-1]:
                found: NamedNode = row["entity"]
                return found
            names = (row["label"].value, row["name"].value if row["name"] else "")
            if name and fold(name) in map(fold, names):
                by_name.add(row["entity"])
        if len(by_name) > 1:
            some = ", ".join(sorted(cell(node, self.bound) for node in by_name)[:5])
            raise UsageError(
                f"{len(by_name)} entities have that name", ascii(wanted), f"Give one of {some}"
            )
        return by_name.pop() if by_name else None

    def lines(self, entity: NamedNode) -> Iterator[str]:
        """Yield what is known of an entity, and why its names are held to be one's."""
        rows = list(self._rows(_ENTITIES, entity))
        names = sorted({visible(row["name"].value) for row in rows if row["name"] is not None})
        yield f"{cell(entity, self.bound)}  {visible(rows[0]['label'].value)}"
        yield self._line("type", cell(rows[0]["type"], self.bound))
        if names:
            yield self._line("also", ", ".join(names))
        for row in self._rows(_SAME_AS, entity):
            yield self._line("same as", cell(row["other"], self.bound))
        documents = [visible(row["document"].value) for row in self._rows(_DOCUMENTS, entity)]
        more = f" and {len(documents) - _SHOWN} more" if len(documents) > _SHOWN else ""
        told = f"{len(documents)}: {', '.join(documents[:_SHOWN])}{more}" if documents else "none"
        yield self._line("documents", told)
        joined = list(self.joinings(entity))
        if joined:
            yield "  why these names are one's, the surest first"
            yield from joined
        elif len(documents) > 1:
            yield self._line("one because", "all of them use the same name")

    def joinings(self, entity: NamedNode, document: str | None = None) -> Iterator[str]:
        """Yield the lines of an entity's joinings, those of one document only if one is given."""
        found: dict[str, list[QuerySolution]] = {}
        for row in self._rows(_JOININGS, entity):
            found.setdefault(row["joining"].value, []).append(row)
        for rows in found.values():
            documents = sorted({row["document"].value for row in rows})
            if document is not None and document not in documents:
                continue
            names = " = ".join(f"“{n}”" for n in sorted({visible(r["name"].value) for r in rows}))
            where = ", ".join(map(visible, documents))
            yield f"    - {names} ({cell(rows[0]['score'], self.bound)}; {where})"
            reason = rows[0]["reason"]
            if isinstance(reason, Literal):
                yield from (f"        {visible(line)}" for line in reason.value.split("\n"))

    @staticmethod
    def _line(name: str, text: str) -> str:
        return f"  {name:<12}{text}".rstrip()

    def _rows(self, query: str, entity: NamedNode | None = None) -> QuerySolutions:
        if entity is not None:
            query = query.replace("{", f"{{\n  VALUES ?entity {{ {entity} }}", 1)
        rows = self.store.query(query, prefixes=self.bound, use_default_graph_as_union=True)
        assert isinstance(rows, QuerySolutions)  # the queries are SELECT
        return rows
