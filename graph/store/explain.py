"""Why a claim is in a graph: its sentence, its words, and how they were read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from graph.errors import UsageError
from graph.exports.terms import prefixes
from graph.store.display import cell, visible
from graph.store.explain_entity import EntityTeller
from graph.store.opening import base_of, open_graph

_CLAIMS = """
SELECT ?claim ?s ?o ?by ?subject ?relation ?label ?object ?polarity ?modality ?source ?document
WHERE {
  ?claim a hg:Claim ;
         rdf:subject ?s ; rdf:predicate ?relation ; rdf:object ?o ;
         hg:polarity ?polarity ; hg:modality ?modality ;
         prov:wasDerivedFrom ?d .
  OPTIONAL { ?s rdfs:label ?subject }
  OPTIONAL { ?o rdfs:label ?object }
  OPTIONAL { ?relation rdfs:label ?label FILTER (LANG(?label) = "es") }
  OPTIONAL { ?d schema:identifier ?document }
  OPTIONAL { ?claim hg:attributedTo ?by . OPTIONAL { ?by rdfs:label ?source } }
}
ORDER BY ?document ?claim"""

_DETAILS = """
SELECT ?confidence ?sentence ?from ?trigger ?begin ?end ?sentenceEnd ?post ?time ?place
       ?frame ?resolution ?title ?date ?url ?event
WHERE {
  OPTIONAL { ?claim hg:confidence ?confidence }
  OPTIONAL { ?claim hg:evidence ?e . ?e nif:beginIndex ?from ; nif:endIndex ?sentenceEnd .
             OPTIONAL { ?e nif:anchorOf ?sentence } }
  OPTIONAL { ?claim hg:trigger ?t . ?t nif:beginIndex ?begin ; nif:endIndex ?end .
             OPTIONAL { ?t nif:anchorOf ?trigger } }
  OPTIONAL { ?claim hg:positionTitle ?post }
  OPTIONAL { ?claim hg:claimedTime ?time }
  OPTIONAL { ?claim hg:claimedPlace/rdfs:label ?place }
  OPTIONAL { ?claim hg:frame ?frame }
  OPTIONAL { ?claim hg:resolution ?resolution }
  OPTIONAL { ?claim hg:denotes ?event }
  OPTIONAL { ?claim prov:wasDerivedFrom ?d .
             OPTIONAL { ?d schema:headline ?title }
             OPTIONAL { ?d schema:datePublished ?date }
             OPTIONAL { ?d schema:url ?url } }
}"""

_EVENT = """
SELECT ?type ?time ?sources (GROUP_CONCAT(DISTINCT ?label; separator=", ") AS ?places)
WHERE {
  ?event sem:eventType ?type ; hg:sourceCount ?sources .
  OPTIONAL { ?event sem:hasTimeStamp ?time }
  OPTIONAL { ?event sem:hasPlace/rdfs:label ?label }
}
GROUP BY ?type ?time ?sources"""

_SAME_EVENT = """
SELECT ?claim WHERE { ?claim hg:denotes ?event } ORDER BY ?claim"""


def explain(path: Path, claim: str | None = None) -> str:
    """Tell why a claim is in a graph, or who an entity is, or list the claims.

    Parameters
    ----------
    path : pathlib.Path
        A Turtle file or an output folder.
    claim : str or None
        A claim (its IRI, its hash, the beginning of that) or an entity (IRI, slug or name); None
        lists all claims, one a line.

    Returns
    -------
    str
        Lines of text without any character that a terminal would obey.

    Raises
    ------
    UsageError
        If the graph cannot be read, or `claim` fits no claim and no entity, or several.
    """
    store = open_graph(path, with_ontology=True)
    bound = prefixes(base_of(store))
    claims = list({row["claim"]: row for row in _ask(store, _CLAIMS, bound)}.values())
    if claim is None:
        lines = [_headline(row, bound) for row in claims] or ["The graph holds no claims."]
    elif (found := _find(claims, claim)) is not None:
        lines = list(_reasons(store, found, claims, bound))
    else:
        teller = EntityTeller(store, bound)
        entity = teller.find(claim)
        if entity is None:
            raise UsageError(
                "no such claim or entity",
                ascii(claim),
                "List the claims with hemerograph explain GRAPH; give a whole name of an entity",
            )
        lines = list(teller.lines(entity))
    return "".join(f"{line}\n" for line in lines)


def _ask(
    store: Store,
    query: str,
    bound: dict[str, str],
    about: tuple[str, NamedNode] | None = None,
) -> QuerySolutions:
    """Return the rows of one of the queries above, about one value of a variable if given."""
    if about is not None:
        # First in the pattern, so that nothing else of the graph is looked at. Terms of a
        # store are valid, and str() writes them as SPARQL does.
        query = query.replace("{", f"{{\n  VALUES ?{about[0]} {{ {about[1]} }}", 1)
    rows = store.query(query, prefixes=bound, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)  # the queries are SELECT
    return rows


def _find(claims: list[QuerySolution], wanted: str) -> QuerySolution | None:
    """Return the one claim with this IRI, hash or beginning of a hash, if there is one."""
    name = wanted.strip().strip("<>").removeprefix("claim:")
    exact = [row for row in claims if name in (row["claim"].value, _hash(row))]
    found = exact or [row for row in claims if name and _hash(row).startswith(name)]
    if len(found) == 1:
        return found[0]
    if not found:
        return None
    some = ", ".join(sorted(_hash(row) for row in found)[:5])
    raise UsageError(
        f"{len(found)} claims begin so", ascii(wanted), f"Give more of one of them: {visible(some)}"
    )


def _hash(row: QuerySolution) -> str:
    return str(row["claim"].value).rsplit("/", 1)[-1]


def _relation(row: QuerySolution, bound: dict[str, str]) -> str:
    return cell(row["label"], bound) or cell(row["relation"], bound)


def _headline(row: QuerySolution, bound: dict[str, str]) -> str:
    """Return a claim in one line: hash, document, who did what to whom, and its status."""
    marks = [
        *(["negated"] if row["polarity"].value.endswith("negated") else []),
        *(["not actual"] if row["modality"].value.endswith("nonactual") else []),
        *([f"according to {cell(row['source'], bound)}"] if row["source"] is not None else []),
    ]
    told = " ".join(
        (cell(row["subject"], bound) or "?", f"—{_relation(row, bound)}→",
         cell(row["object"], bound) or "?")
    )  # fmt: skip
    status = f" ({'; '.join(marks)})" if marks else ""
    return f"{visible(_hash(row))}  {cell(row['document'], bound)}  {told}{status}"


def _reasons(
    store: Store, row: QuerySolution, claims: list[QuerySolution], bound: dict[str, str]
) -> Iterator[str]:
    """Yield the lines that explain one claim."""
    (more,) = list(_ask(store, _DETAILS, bound, ("claim", row["claim"])))[:1]

    def line(name: str, text: str) -> str:
        return f"  {name:<12}{text}".rstrip()

    def given(name: str, key: str) -> Iterator[str]:
        if more[key] is not None:
            yield line(name, cell(more[key], bound))

    yield _headline(row, bound)
    yield line("relation", cell(row["relation"], bound))
    yield from given("post", "post")
    yield line("polarity", cell(row["polarity"], bound).removeprefix("hg:"))
    yield line("modality", cell(row["modality"], bound).removeprefix("hg:"))
    yield line("says so", cell(row["source"], bound) or "the document, in its own voice")
    yield line("document", _document(row, more, bound))
    yield line("sentence", _sentence(more))
    yield line("words", _words(more))
    yield from given("when", "time")
    yield from given("where", "place")
    yield from given("frame", "frame")
    yield from given("confidence", "confidence")
    if more["resolution"] is not None:
        yield line("read so", "")
        yield from (f"    - {visible(step)}" for step in more["resolution"].value.split("\n"))
    yield from _who_is_who(store, row, bound)
    yield line("in graph", _direct(row))
    if more["event"] is not None:
        yield from _event(store, more["event"], row, claims, bound)


def _who_is_who(store: Store, row: QuerySolution, bound: dict[str, str]) -> Iterator[str]:
    """Yield why the names that this claim's document uses are those of its subject and object."""
    document = row["document"]
    if not isinstance(document, Literal):
        return
    teller = EntityTeller(store, bound)
    seen = []
    for node in (row["s"], row["o"], row["by"]):
        if isinstance(node, NamedNode) and node not in seen:
            seen.append(node)
            if joined := list(teller.joinings(node, document.value)):
                yield f"  {'known as':<12}{cell(node, bound)}"
                yield from joined


def _document(row: QuerySolution, more: QuerySolution, bound: dict[str, str]) -> str:
    parts = [cell(term, bound) for term in (row["document"], more["title"], more["date"])]
    parts.append(more["url"].value if more["url"] is not None else "")
    return ", ".join(visible(part) for part in parts if part)


def _sentence(more: QuerySolution) -> str:
    """Return the sentence with its trigger between >>> and <<<."""
    sentence = more["sentence"]
    if not isinstance(sentence, Literal):
        return "(the graph was built without the texts)"
    text = sentence.value
    begin, end = (_offset(more, key) - _offset(more, "from") for key in ("begin", "end"))
    if 0 <= begin < end <= len(text):
        text = f"{text[:begin]}>>>{text[begin:end]}<<<{text[end:]}"
    # A sentence may run over lines of its document.
    return visible(" ".join(text.split()))


def _words(more: QuerySolution) -> str:
    where = f"characters {_offset(more, 'begin')} to {_offset(more, 'end')}"
    trigger = more["trigger"]
    return f"{visible(trigger.value)} ({where})" if isinstance(trigger, Literal) else where


def _offset(more: QuerySolution, key: str) -> int:
    term = more[key]
    return int(term.value) if isinstance(term, Literal) and term.value.isdigit() else -1


def _direct(row: QuerySolution) -> str:
    """Return whether the claim stands in the graph as a direct triple, and why."""
    if row["polarity"].value.endswith("negated"):
        return "as a claim only, because the document denies it"
    if row["modality"].value.endswith("nonactual"):
        return "as a claim only, because it is not told as a fact"
    return "also as a direct triple, because it is affirmed as actual"


def _event(
    store: Store,
    event: NamedNode,
    row: QuerySolution,
    claims: list[QuerySolution],
    bound: dict[str, str],
) -> Iterator[str]:
    """Yield the lines about the event that a claim denotes."""
    for told in _ask(store, _EVENT, bound, ("event", event)):
        parts = [cell(told[key], bound) for key in ("type", "time", "places")]
        count = cell(told["sources"], bound)
        sources = f"{count} independent document{'' if count == '1' else 's'}"
        yield f"  {'event':<12}{', '.join([cell(event, bound), *filter(None, parts), sources])}"
    same = {found["claim"] for found in _ask(store, _SAME_EVENT, bound, ("event", event))}
    others = [other for other in claims if other["claim"] in same - {row["claim"]}]
    if others:
        yield "  other claims of this event"
        yield from (f"    - {_headline(other, bound)}" for other in others)
