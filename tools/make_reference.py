"""Write ``docs/ontology.md``, the reference of the vocabulary, from ``ontology/hemerograph.ttl``.

Run it from the root of the repository::

    python -m tools.make_reference

The terms stand in the order of the ontology file, and nothing else goes into the page: the same
file gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

ROOT = Path(__file__).resolve().parent.parent
SOURCE, PAGE = ROOT / "ontology" / "hemerograph.ttl", ROOT / "docs" / "ontology.md"
ONTOLOGY = "https://w3id.org/hemerograph/ontology"
HG = f"{ONTOLOGY}#"
KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "datatype property",
    "owl:AnnotationProperty": "annotation property",
    "rdf:Property": "property",
    "owl:NamedIndividual": "individual",
    "owl:FunctionalProperty": "functional",
    "owl:SymmetricProperty": "symmetric",
    "skos:Concept": "concept",
    "skos:ConceptScheme": "concept scheme",
}
MATCHES = {
    "skos:exactMatch": "exactly",
    "skos:closeMatch": "closely",
    "skos:broadMatch": "more broadly",
    "skos:relatedMatch": "loosely",
}
ROOT_RELATION = "hg:interactedWith"

Term = NamedNode | BlankNode | Literal


class Ontology:
    """What the ontology file says, term by term, with prefixed names.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file.
    """

    def __init__(self, path: Path) -> None:
        reader = parse(path=str(path), format=RdfFormat.TURTLE)
        # Subjects in the order of the file, each with its objects by predicate.
        self.said: dict[Term, dict[str, list[Term]]] = {}
        quads = list(reader)
        self.prefixes = dict(reader.prefixes)
        for quad in quads:
            about = self.said.setdefault(quad.subject, defaultdict(list))
            about[self.short(quad.predicate)].append(quad.object)
        self.terms = {self.short(s): s for s in self.said if isinstance(s, NamedNode)}
        self.inverse = {
            self.short(o): name for name in self.terms for o in self.objects(name, "owl:inverseOf")
        }

    def short(self, term: Term) -> str:
        """Return a term as it is written with a prefix, or as it is where none fits."""
        iri = term.value
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def objects(self, name: str, predicate: str) -> list[Term]:
        """Return what `predicate` says of a term, in the order of the file."""
        return self.said[self.terms[name]].get(predicate, [])

    def names(self, name: str, predicate: str) -> list[str]:
        """Return the named objects, shortened."""
        found = self.objects(name, predicate)
        return [self.short(term) for term in found if isinstance(term, NamedNode)]

    def text(self, name: str, predicate: str, language: str) -> str:
        """Return the text in one language, or nothing."""
        found = (t for t in self.objects(name, predicate) if isinstance(t, Literal))
        return next((t.value for t in found if t.language == language), "")

    def of_type(self, *kinds: str, own: bool = True) -> list[str]:
        """Return the terms with one of these types, ours or those of other vocabularies."""
        return [
            name
            for name in self.terms
            if name.startswith("hg:") == own and set(kinds) & set(self.names(name, "rdf:type"))
        ]

    def members(self, head: Term) -> Iterator[Term]:
        """Yield the members of an RDF list."""
        while head in self.said:
            yield self.said[head]["rdf:first"][0]
            head = self.said[head]["rdf:rest"][0]


def reference(path: Path = SOURCE) -> str:
    """Return the page, in Markdown.

    Parameters
    ----------
    path : pathlib.Path
        The ontology, in Turtle.
    """
    onto = Ontology(path)
    inverses = set(onto.inverse.values())
    relations = [n for n in onto.of_type("owl:ObjectProperty") if _is_relation(onto, n)]
    properties = onto.of_type("owl:ObjectProperty", "owl:DatatypeProperty")
    lines = [*_head(onto), "", "## Classes", *_disjoint(onto)]
    for name in onto.of_type("owl:Class"):
        lines += _entry(onto, name)
    lines += ["", "## Values"]
    for name in onto.of_type("owl:NamedIndividual"):
        lines += _entry(onto, name)
    lines += ["", "## Properties of claims, events, documents and mentions"]
    for name in (n for n in properties if n not in {*inverses, *relations}):
        lines += _entry(onto, name)
    lines += ["", "## Relations", "", *RELATIONS.strip().splitlines(), ""]
    lines += _index(onto, relations)
    for name in relations:
        lines += _entry(onto, name)
    lines += ["", "## Inverses", "", *INVERSES.strip().splitlines(), ""]
    lines += _inverses(onto, [n for n in properties if n in inverses])
    lines += ["", "## PLOVER", "", *PLOVER.strip().splitlines(), ""]
    lines += _concepts(onto)
    lines += ["", "## Terms of other vocabularies", "", *OTHERS.strip().splitlines(), ""]
    lines += _others(onto)
    return "\n".join(lines) + "\n"


RELATIONS = """
A relation joins two entities. Each is a sub-property of its group, each group of
`hg:interactedWith`. The direct triple is in a graph only where some claim of it is affirmed and
actual; a group is never stated. Where the table has no word for what was found, the graph mints a
relation of its own below `hg:interactedWith`, with its `hg:lemma`.
"""
INVERSES = """
Each relation and link that is not symmetric has one, for whoever reasons over a graph or asks from
the other end. The data never state them. Domain and range are those of the relation, exchanged.
"""
PLOVER = """
The event types of [PLOVER](https://github.com/openeventdata/PLOVER), the Political Language
Ontology for Verifiable Event Records, to which relations, their groups and the classes of events
are matched. PLOVER gives them no IRIs; these are ours.
"""
OTHERS = """
What the ontology and the graphs use of other vocabularies, and what for. What they mean is theirs
to say.
"""


def _is_relation(onto: Ontology, name: str) -> bool:
    above = [name]
    while above and above[-1] != ROOT_RELATION:
        above += onto.names(above[-1], "rdfs:subPropertyOf")[:1] or [""]
        if not above[-1]:
            return False
    return True


def _head(onto: Ontology) -> Iterator[str]:
    def said(predicate: str) -> str:
        return ", ".join(
            t.value if isinstance(t, Literal) else f"<{t.value}>"
            for t in onto.objects(ONTOLOGY, predicate)
            if not (isinstance(t, Literal) and t.language)
        )

    yield f"# {onto.text(ONTOLOGY, 'dcterms:title', 'en')}"
    yield ""
    yield "<!-- Made from ontology/hemerograph.ttl by make reference. -->"
    yield ""
    yield onto.text(ONTOLOGY, "dcterms:description", "en")
    yield ""
    yield f"*{onto.text(ONTOLOGY, 'dcterms:description', 'es')}*"
    yield ""
    rows = {
        "ontology": f"<{ONTOLOGY}>",
        "version": f"{said('owl:versionInfo')}, {said('owl:versionIRI')}",
        "prior version": said("owl:priorVersion"),
        "creator": said("dcterms:creator"),
        "licence": said("dcterms:license"),
        "namespace": f"`{said('vann:preferredNamespacePrefix')}:` for <{HG}>",
    }
    yield from _table(("", ""), rows.items())
    yield ""
    yield from _table(
        ("prefix", "namespace"),
        ((f"`{prefix}:`", f"<{iri}>") for prefix, iri in sorted(onto.prefixes.items())),
    )


def _disjoint(onto: Ontology) -> Iterator[str]:
    for about in onto.said.values():
        for head in about.get("owl:members", ()):
            names = ", ".join(_link(onto, onto.short(term)) for term in onto.members(head))
            yield ""
            yield f"Nothing is of two of these at once: {names}."


def _entry(onto: Ontology, name: str) -> Iterator[str]:
    """Yield what the page says of one term: names, meaning, place among the others."""
    yield ""
    yield f'### <a id="{_anchor(onto, name)}"></a>{name}'
    yield ""
    labels, comments = (
        [_plain(onto.text(name, predicate, language)) for language in ("es", "en")]
        for predicate in ("rdfs:label", "rdfs:comment")
    )
    yield f"**{labels[0]}** (es), **{labels[1]}** (en)"
    yield ""
    yield comments[1]
    yield ""
    yield f"*{comments[0]}*"
    yield ""
    kinds = [KINDS[k] for k in onto.names(name, "rdf:type") if k in KINDS]
    own = [k for k in onto.names(name, "rdf:type") if k not in KINDS]
    rows = {
        "kind": ", ".join(kinds),
        "value of": _links(onto, own),
        "one of": _links(onto, _one_of(onto, name)),
        "subclass of": _links(onto, onto.names(name, "rdfs:subClassOf")),
        "sub-property of": _links(onto, onto.names(name, "rdfs:subPropertyOf")),
        "domain": _links(onto, onto.names(name, "rdfs:domain")),
        "range": _range(onto, name),
        "inverse": _links(onto, [n for n in (onto.inverse.get(name),) if n]),
        "matches": "; ".join(
            f"{how} {_links(onto, onto.names(name, match))}"
            for match, how in MATCHES.items()
            if onto.names(name, match)
        ),
    }
    yield from (f"- {what}: {value}" for what, value in rows.items() if value)


def _one_of(onto: Ontology, name: str) -> list[str]:
    heads = onto.objects(name, "owl:oneOf")
    return [onto.short(term) for head in heads for term in onto.members(head)]


def _range(onto: Ontology, name: str) -> str:
    """Return the range: a class or datatype, or the datatypes of which it is any."""
    found = [_links(onto, onto.names(name, "rdfs:range"))]
    for term in onto.objects(name, "rdfs:range"):
        if isinstance(term, BlankNode):
            (head,) = onto.said[term]["owl:unionOf"]
            found.append(" or ".join(_link(onto, onto.short(t)) for t in onto.members(head)))
    return ", ".join(text for text in found if text)


def _index(onto: Ontology, relations: list[str]) -> Iterator[str]:
    """Yield the table of the relations, by group."""
    groups = [n for n in relations if ROOT_RELATION in onto.names(n, "rdfs:subPropertyOf")]
    yield from _table(
        ("group", "relations"),
        (
            (
                _link(onto, group),
                _links(
                    onto,
                    [n for n in relations if group in onto.names(n, "rdfs:subPropertyOf")],
                ),
            )
            for group in groups
        ),
    )


def _inverses(onto: Ontology, names: list[str]) -> Iterator[str]:
    rows = (
        (
            f'<a id="{_anchor(onto, name)}"></a>`{name}`',
            _links(onto, onto.names(name, "owl:inverseOf")),
            _plain(onto.text(name, "rdfs:label", "es")),
            _plain(onto.text(name, "rdfs:label", "en")),
            _range(onto, onto.names(name, "owl:inverseOf")[0]),
            _links(onto, onto.names(name, "rdfs:range")),
        )
        for name in names
    )
    yield from _table(("inverse", "of", "es", "en", "domain", "range"), rows)


def _concepts(onto: Ontology) -> Iterator[str]:
    rows = []
    for name in onto.of_type("skos:Concept", own=False):
        matched = [n for n in onto.terms if name in onto.names(n, "skos:closeMatch")]
        labels = [onto.text(name, "rdfs:label", language) for language in ("es", "en")]
        rows.append((f"`{name}`", *map(_plain, labels), _links(onto, matched)))
    yield from _table(("type", "es", "en", "matched by"), rows)


def _others(onto: Ontology) -> Iterator[str]:
    kinds = [kind for kind in KINDS if not kind.startswith("skos:")]
    rows = (
        (
            f'<a id="{_anchor(onto, name)}"></a>[`{name}`]({onto.terms[name].value})',
            ", ".join(KINDS[k] for k in onto.names(name, "rdf:type") if k in KINDS),
            _plain(onto.text(name, "rdfs:label", "es")),
            _plain(onto.text(name, "rdfs:label", "en")),
            _plain(onto.text(name, "rdfs:comment", "en")),
        )
        for name in sorted(onto.of_type(*kinds, own=False))
    )
    yield from _table(("term", "kind", "es", "en", "used for"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _links(onto: Ontology, names: Iterable[str]) -> str:
    return ", ".join(_link(onto, name) for name in names)


def _link(onto: Ontology, name: str) -> str:
    """Return a term as a link to its place on the page, or as code where it has none."""
    has_place = name in onto.terms and not name.startswith("plover:")
    return f"[`{name}`](#{_anchor(onto, name)})" if has_place else f"`{name}`"


def _anchor(onto: Ontology, name: str) -> str:
    """Return the name of a term's place; hg:Consult and hg:consult differ in more than case."""
    kind = "class" if "owl:Class" in onto.names(name, "rdf:type") else "term"
    return f"{kind}-{name.replace(':', '-')}"


def _plain(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in text)


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
