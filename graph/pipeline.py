"""The one ordered list of stages, and the reader that runs them. Read this first.

names → roles → coreference → quotation → factuality → time → relations → plausibility, each a
spaCy component of `graph.language`, after the tagger, parser and NER of the Spanish pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version

import graph.language.coreference
import graph.language.factuality
import graph.language.names
import graph.language.plausibility
import graph.language.quotation
import graph.language.relations
import graph.language.roles
import graph.language.time  # noqa: F401  (each import registers its factory)
from graph.language import models
from graph.language.reading import reading_of
from graph.language.text import make_doc
from graph.model import Document, Reading
from graph.version import __version__

STAGES = (
    "hemero_names",
    "hemero_roles",
    "hemero_coreference",
    "hemero_quotation",
    "hemero_factuality",
    "hemero_time",
    "hemero_relations",
    "hemero_plausibility",
)


class SpanishReader:
    """Reads Spanish documents with an installed spaCy pipeline and the stages above.

    Parameters
    ----------
    model : str
        Name of an installed Spanish pipeline.

    Raises
    ------
    ModelError
        If it is not installed.
    DataError
        If a file of the ontology or the lexicon is broken.
    """

    def __init__(self, model: str = models.DEFAULT_MODEL) -> None:
        self.nlp = models.load(model)
        for stage in STAGES:
            self.nlp.add_pipe(stage)
        meta = self.nlp.meta
        self.versions = {
            "hemerograph": __version__,
            "spacy": version("spacy"),
            # By its own name: `model` may be a path of this machine.
            f"{meta['lang']}_{meta['name']}": str(meta["version"]),
        }

    def read(self, document: Document) -> Reading:
        """Return what `document` says."""
        return reading_of(self.nlp(make_doc(self.nlp, document)), document)

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield the readings of `documents`, in their order, batched for speed."""
        pairs = ((make_doc(self.nlp, d), d) for d in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True):
            yield reading_of(doc, document)
