"""Words that a careless writer of RDF, JSON, XML or CSV would choke on, everywhere in a graph."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Document, Entity, KnowledgeGraph, Mention, Span
from tests.samples import sample_graph

HOSTILE = {
    "quotes": 'dijo "no" y \'sí\' """',
    "backslash": "C:\\nueva\\ruta \\u0041 \\",
    "line breaks": "uno\ndos\r\ntres\u2028cuatro\u0085",
    "tab": "a\tb",
    "escape sequence": "\x1b[2Jrojo\x07\x08\x7f\x9b",
    "emoji": "👩‍👧 🇲🇽 \U0010ffff",
    "right to left": "\u202eolleh\u202c مرحبا",
    "looks like an IRI": "<http://example.org/> a owl:Thing .",
    "ends its triple": '"@es . <a:a> <a:b> <a:c> . #',
    "angle": "Ana > Luis <Prado>",
    "combining": "e\u0301 n\u0303",
    "percent": "50 % %zz %20",
    "very long": "larguísimo " * 10_000,
    "control characters": "".join(map(chr, range(1, 32))),
    "dots": "..",
    "dot at the end": "S. A.",
    "blank": " ",
    "markup": "[bold]x[/bold] {{x}} ${y} <script>alert(1)</script>",
}


def hostile_graph(words: str) -> KnowledgeGraph:
    """Return the sample with these words as names, title, address, language and lemma."""
    kg = sample_graph()
    document = Document(
        id=words, text=f"¡{words}!", sha256="0" * 64, title=words, date=words, url=words,
        language=words, outlet=words,
    )  # fmt: skip
    entity = Entity("mala", "Work", words, (f"otra {words}",), same_as=(words,))
    known = kg.claims[0]
    claim = replace(
        known.claim, relation=words, is_open=True, title=words, time=words, frame=words,
        steps=(words, words), sentence=Span(0, len(words) + 2), trigger=Span(1, len(words) + 1),
    )  # fmt: skip
    return KnowledgeGraph(
        documents=(*kg.documents, document),
        entities=(*kg.entities, entity),
        claims=(*kg.claims, replace(known, id=words, document=words, event=None, claim=claim)),
        events=(*kg.events, replace(kg.events[0], id=words, relation=words, is_open=True)),
        mentions={**kg.mentions, words: (Mention(Span(1, len(words) + 1), "mala", "name"),)},
        sentences={**kg.sentences, words: (Span(0, len(words) + 2),)},
        versions={words: words},
    )
