"""Knowledge graphs of any content: consistent in themselves, hostile in every text.

Spans lie within their document and keys name what is there, as every build sees to; all else
(names, titles, addresses, dates, lemmas, versions, ids) is whatever a document may hold.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from graph.model import (
    ENTITY_TYPES,
    Claim,
    Document,
    Entity,
    EntityCandidate,
    Event,
    KnowledgeGraph,
    KnownClaim,
    Mention,
    NameJoining,
    Span,
)
from graph.vocabulary import relations
from tests.exports.hostile import HOSTILE

MARKS = (
    "\ud800", "\udfff\ud800", "\ud83d", "\x00", "\ufeff", "\ufffe", "\uffff", "\U0010fffe",
    "\u2028", "\u2029", "\x85", "\r", "\r\n", "\n", "\t", "\x0b", "\x1b]0;x\x07", "\x7f", "\x9b",
    "\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "e\u0301", "ﬁ", "İ", "ß", "👩‍👧",
    '"', "'", "\\", '"""', "\\u0041", "\\ud800", "&", "&amp;", "<", ">", "]]>", "<!--", "--",
    "</script>", "<script>", "${x}", "{{x}}", "%", "%00", "%zz", "#", "?", "/", "//", "..", ".",
    ":", ";", ",", "|", " | ", "=cmd()", "@es", "^^xsd:date", "_:b", "<a:a>", "`", "{", "}",
)  # fmt: skip
"""What readers of RDF, XML, JSON, CSV and HTML trip over, to be put together at random."""

LONG = "largo <b>&amp; " * 7_000
_ANY = st.characters(exclude_categories=())

texts = st.one_of(
    st.text(_ANY, max_size=12),
    st.lists(st.one_of(st.sampled_from(MARKS), st.text(_ANY, max_size=3)), max_size=6).map("".join),
    st.sampled_from([words for words in HOSTILE.values() if len(words) < 1000]),
)
"""Any text, lone surrogates among it."""

addresses = st.one_of(
    texts,
    texts.map("https://example.org/".__add__),
    texts.map("http://".__add__),
    st.sampled_from(["HTTP://EXAMPLE.ORG", "https://[::1]/", "https://[", "http:///x", "https:x"]),
)
dates = st.one_of(
    texts,
    st.dates().map(str),
    st.sampled_from(
        ["2026", "2026-01", "2026-13-40", "-0001", "0000", "2026-02-30", "٢٠٢٦", "1e3"]
    ),
)


def _spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(*sorted(pair)))


@st.composite
def documents(draw: st.DrawFn, name: str) -> Document:
    return Document(
        id=name,
        text=draw(texts),
        sha256=draw(st.sampled_from(["0" * 64, "f" * 64])),
        title=draw(st.none() | texts),
        date=draw(st.none() | dates),
        url=draw(st.none() | addresses),
        language=draw(st.sampled_from(["es", "es-MX"]) | texts),
        outlet=draw(st.none() | texts),
    )


@st.composite
def claims(draw: st.DrawFn, document: Document, keys: list[str]) -> Claim:
    is_open = draw(st.booleans())
    known = st.sampled_from(sorted(relations()))
    return Claim(
        subject=draw(st.sampled_from(keys)),
        relation=draw(texts.filter(bool) if is_open else known),
        object=draw(st.sampled_from(keys)),
        polarity=draw(st.sampled_from(["affirmed", "negated"])),
        modality=draw(st.sampled_from(["actual", "nonactual"])),
        source=draw(st.none() | st.sampled_from(keys)),
        sentence=draw(_spans(len(document.text))),
        trigger=draw(_spans(len(document.text))),
        confidence=draw(st.floats(0, 1)),
        is_open=is_open,
        title=draw(st.none() | texts),
        time=draw(st.none() | dates),
        place=draw(st.none() | st.sampled_from(keys)),
        frame=draw(texts),
        steps=tuple(draw(st.lists(texts, max_size=2))),
    )


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """Draw a graph of up to three documents, four entities, five claims and two events."""
    names = draw(st.lists(texts.filter(bool), min_size=1, max_size=3, unique=True))
    keys = draw(st.lists(texts.filter(bool), min_size=1, max_size=4, unique=True))
    docs = [draw(documents(name)) for name in names]
    # One text of 100,000 characters in some graphs: more would only make the others rare.
    large = draw(st.sampled_from(["", "", "", "text", "title", "label"]))
    if large in ("text", "title"):
        docs[0] = replace(docs[0], **{large: LONG})
    entities = [
        Entity(
            key,
            draw(st.sampled_from(ENTITY_TYPES)),
            draw(texts),
            tuple(sorted(draw(st.sets(texts, max_size=2)))),
            draw(st.booleans()),
            tuple(sorted(draw(st.sets(addresses, max_size=2)))),
        )
        for key in keys
    ]
    if large == "label":
        entities[0] = replace(entities[0], label=LONG)
    known = []
    events: list[Event] = []
    for ident in draw(st.lists(texts.filter(bool), max_size=5, unique=True)):
        document = draw(st.sampled_from(docs))
        claim = draw(claims(document, keys))
        event = draw(st.none() | texts.filter(bool))
        if event is not None and event not in {e.id for e in events}:
            events.append(_event(event, claim, document.id, draw(dates)))
        known.append(KnownClaim(ident, document.id, event, claim))
    spans = {d.id: st.lists(_spans(len(d.text)), max_size=3) for d in docs}
    kinds = st.sampled_from(["name", "description", "pronoun", "dropped"])
    return KnowledgeGraph(
        documents=tuple(docs),
        entities=tuple(entities),
        claims=tuple(known),
        events=tuple(events),
        mentions={
            name: tuple(
                Mention(span, draw(st.sampled_from(keys)), draw(kinds)) for span in draw(of)
            )
            for name, of in spans.items()
        },
        sentences={name: tuple(draw(of)) for name, of in spans.items()},
        versions=draw(st.dictionaries(texts, texts, max_size=2)),
        joinings=tuple(
            NameJoining(
                ident,
                draw(st.sampled_from(keys)),
                (draw(texts), draw(texts)),
                draw(st.floats(0, 1)),
                tuple(draw(st.lists(texts, min_size=1, max_size=2))),
                (draw(st.sampled_from(names)),),
            )
            for ident in draw(st.lists(texts.filter(bool), max_size=2, unique=True))
        ),
        candidates=tuple(
            EntityCandidate(keys[0], key, draw(st.floats(0, 1)), (draw(texts),))
            for key in keys[1:2]
        ),
        copies=dict.fromkeys(sorted(names)[1:2], min(names)) if draw(st.booleans()) else {},
        corrections=draw(
            st.dictionaries(st.sampled_from(keys), st.lists(texts, max_size=2).map(tuple))
        ),
    )


def _event(ident: str, claim: Claim, document: str, time: str) -> Event:
    known = None if claim.is_open else relations()[claim.relation]
    return Event(
        id=ident,
        relation=claim.relation,
        group=known.group if known else "",
        actors=tuple(sorted({claim.subject, claim.object})),
        time=time,
        places=(claim.place,) if claim.place else (),
        documents=(document,),
        source_count=1,
        is_open=claim.is_open,
    )


def shuffled(kg: KnowledgeGraph, seed: int) -> KnowledgeGraph:
    """Return the same graph with everything that has no order of its own in another one."""
    random = Random(seed)

    def mixed(items: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(random.sample(items, len(items)))

    def turned(table: dict) -> dict:  # type: ignore[type-arg]
        return {key: table[key] for key in mixed(tuple(table))}

    return replace(
        kg,
        documents=mixed(kg.documents),
        entities=mixed(kg.entities),
        claims=mixed(kg.claims),
        events=mixed(kg.events),
        mentions={name: mixed(found) for name, found in turned(kg.mentions).items()},
        sentences={name: mixed(found) for name, found in turned(kg.sentences).items()},
        versions=turned(kg.versions),
        joinings=mixed(kg.joinings),
        copies=turned(kg.copies),
        corrections=turned(kg.corrections),
    )
