"""The one ordered list of stages, and the reader that runs them. Read this first.

names → roles → coreference → quotation → factuality → time → relations → plausibility, each a
spaCy component of `graph.language`, after the tagger, parser and NER of the Spanish pipeline.
"""

from __future__ import annotations

import gc
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
from graph.collection import without_collection
from graph.language import models
from graph.language.embeddings import remember_words
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

_BATCH = 16
"""Documents that go through the model together: more of them take memory, and no less time."""
_BATCH_LENGTH = 60_000
"""Characters of a batch."""
_PARTS = 4
"""The parser and NER of spaCy take a quarter of what they are told is a batch at once."""


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
        models.drop_tags(self.nlp)
        remember_words(self.nlp)
        for stage in STAGES:
            self.nlp.add_pipe(stage)
        # Model and lexicon are a million objects that stay: the collector need not look at
        # them again and again while documents come and go.
        gc.collect()
        gc.freeze()
        meta = self.nlp.meta
        self.versions = {
            "hemerograph": __version__,
            "spacy": version("spacy"),
            # By its own name: `model` may be a path of this machine.
            f"{meta['lang']}_{meta['name']}": str(meta["version"]),
        }

    def read(self, document: Document) -> Reading:
        """Return what `document` says."""
        with without_collection():
            return reading_of(self.nlp(make_doc(self.nlp, document)), document)

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield the readings of `documents`, in their order, batched for speed."""
        for batch in batches(documents):
            with without_collection():
                made = (make_doc(self.nlp, document) for document in batch)
                docs = self.nlp.pipe(made, batch_size=_PARTS * len(batch))
                readings = [reading_of(doc, d) for doc, d in zip(docs, batch, strict=True)]
            yield from readings


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield `documents` in lists of bounded length; a document longer than that is alone."""
    batch: list[Document] = []
    length = 0
    for document in documents:
        if batch and (len(batch) == _BATCH or length + len(document.text) > _BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        batch.append(document)
        length += len(document.text)
    if batch:
        yield batch
