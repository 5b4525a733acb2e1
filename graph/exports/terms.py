"""The names of RDF: namespaces, prefixes, and the IRI of each thing in a graph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import NamedNode

from graph.errors import UsageError
from graph.identity import digest, slug

if TYPE_CHECKING:
    from graph.model import Span

DEFAULT_BASE = "https://w3id.org/hemerograph/kg/"
ONTOLOGY = "https://w3id.org/hemerograph/ontology"
ONTOLOGY_VERSION = "0.2.0"
HG = f"{ONTOLOGY}#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What RFC 3986 allows unescaped somewhere in a URI, and the percent sign of what is escaped.
_URI_SAFE = ":/?#[]@!$&'()*+,;=-._~%"
# Lone surrogates and U+FFFE, U+FFFF are no text, and parsers refuse them; NUL ends a string in
# C parsers, so that what follows it would be lost without a word.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    r"""Return the prefixes that every file we write binds, each with its namespace.

    Besides the public ones there is one for each kind of thing under `base`, because a
    slash in a local name must be escaped (``kg:entity\/ana-torres``) and reads badly.
    """
    return {
        "hg": HG,
        "kg": base,
        "sem": SEM,
        "nif": NIF,
        "prov": PROV,
        "schema": SCHEMA,
        "skos": SKOS,
        "owl": OWL,
        "rdf": RDF,
        "rdfs": RDFS,
        "xsd": XSD,
        "dcterms": DCTERMS,
        "void": VOID,
        "dcat": DCAT,
        "activity": f"{base}activity/",
        "claim": f"{base}claim/",
        "doc": f"{base}doc/",
        "entity": f"{base}entity/",
        "event": f"{base}event/",
        "joining": f"{base}joining/",
        "relation": f"{base}relation/",
    }


def clean_text(text: str) -> str:
    """Return `text` with U+FFFD for each character that is no text; every offset still holds."""
    # Most texts are printable throughout, which is seen many times sooner.
    return text if text.isprintable() else _NOT_TEXT.sub("\ufffd", text)


def clean_iri(text: str) -> str | None:
    """Return an http(s) address as a valid IRI, or None where it is none.

    Characters that an IRI must not hold are percent-encoded, and so is all outside ASCII.
    """
    text = _BAD_PERCENT.sub("%25", text.strip())
    iri = quote(text, safe=_URI_SAFE, encoding="utf-8", errors="surrogatepass")
    if not re.match(r"https?://[^/?#]", iri, re.IGNORECASE):
        return None
    try:
        return NamedNode(iri).value
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def path_part(text: str) -> str:
    """Return `text` percent-encoded as one segment of a path; different texts stay different."""
    encoded = quote(text, safe="", encoding="utf-8", errors="surrogatepass")
    # "." and ".." vanish when an IRI is resolved, and rdflib takes a dot at the end of a
    # prefixed name for the end of the statement.
    kept = encoded.rstrip(".")
    return kept + "%2E" * (len(encoded) - len(kept))


class Names:
    """The IRI of each thing of one graph.

    Parameters
    ----------
    base : str
        An absolute IRI that ends in a slash, without query or fragment.

    Raises
    ------
    UsageError
        If `base` is anything else.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        try:
            NamedNode(base)
        except ValueError:
            valid = False
        else:
            valid = base.endswith("/") and "#" not in base and "?" not in base
        if not valid:
            raise UsageError(
                "not a usable base IRI",
                ascii(base),
                "Give an absolute IRI that ends in a slash, such as https://example.org/kg/",
            )
        self.base = base

    def entity(self, key: str) -> str:
        """Return the IRI of the entity with this slug."""
        return f"{self.base}entity/{path_part(key)}"

    def document(self, name: str) -> str:
        """Return the IRI of the document with this id."""
        return f"{self.base}doc/{path_part(name)}"

    def span(self, document: str, span: Span) -> str:
        """Return the IRI of a stretch of a document's text, by RFC 5147."""
        return f"{self.document(document)}#char={span.begin},{span.end}"

    def claim(self, name: str) -> str:
        """Return the IRI of the claim with this hash."""
        return f"{self.base}claim/{path_part(name)}"

    def event(self, name: str) -> str:
        """Return the IRI of the event with this hash."""
        return f"{self.base}event/{path_part(name)}"

    def joining(self, name: str) -> str:
        """Return the IRI of the joining with this hash."""
        return f"{self.base}joining/{path_part(name)}"

    def relation(self, name: str, is_open: bool = False) -> str:
        """Return the IRI of a relation: of the ontology, or minted from its lemma if it is open.

        A lemma that its slug does not keep whole ("soñar", which would fall together with
        "sonar") gets a short hash behind it.
        """
        if not is_open:
            return f"{HG}{path_part(name)}"
        local = slug(name)
        if local != name.replace(" ", "-"):
            local = f"{local}-{digest('relation', name)[:6]}"
        return f"{self.base}relation/{local}"

    def part(self, kind: str, term: str) -> str:
        """Return the IRI of the part of the data set that uses a class or property."""
        local = re.split(r"[#/]", term)[-1]
        mark = "" if term.startswith(HG) else f"-{digest('term', term)[:6]}"
        return f"{self.base}part/{kind}/{path_part(local)}{mark}"

    def activity(self, versions: dict[str, str]) -> str:
        """Return the IRI of the run; runs with other software or models have another one."""
        parts = (f"{name} {version}" for name, version in sorted(versions.items()))
        return f"{self.base}activity/{digest('activity', *parts)}"
