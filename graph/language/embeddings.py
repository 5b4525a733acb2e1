"""Words that a pipeline has met before are embedded by looking them up.

spaCy's small pipelines embed each token from what its word looks like (norm, prefix, suffix,
shape), before any context: a quarter of the arithmetic of ``tok2vec``, and the same for each
occurrence of a word. Here each is computed once. The vectors are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

ROWS = 1 << 15
"""Words kept, 12 MiB at 96 numbers a word; all are forgotten where one more would not fit."""

_LAYERS = ("extract_features", "list2ragged", "with_array(", "with_array(", "ragged2list")


def remember_words(nlp: Language, rows: int = ROWS) -> int:
    """Let the components of `nlp` look up the words that they have embedded before.

    Parameters
    ----------
    nlp : spacy.Language
        A loaded pipeline. Embeddings of another make (static vectors, characters, transformers) and
        those on a graphics card stay as they are.
    rows : int
        Words that each embedding keeps.

    Returns
    -------
    int
        How many embeddings do so.
    """
    count = 0
    for tok2vec in _embedding_models(nlp):
        embed = tok2vec.get_ref("embed")
        if embed is tok2vec.layers[0] and _is_of_words(embed) and _rows_are_independent(embed):
            tok2vec.layers[0] = Model("remembered", _Remembered(embed, rows), layers=[embed])
            count += 1
    return count


def _embedding_models(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if node.has_ref("embed") and node.has_ref("encode"):
                yield node


def _is_of_words(embed: Model[Any, Any]) -> bool:
    names = [layer.name for layer in embed.layers]
    return (
        isinstance(embed.ops, NumpyOps)
        and len(names) == len(_LAYERS)
        and all(name.startswith(start) for name, start in zip(names, _LAYERS, strict=True))
    )


def _rows_are_independent(embed: Model[Any, Any]) -> bool:
    """Whether a word's vector is the same whatever words are computed with it.

    It is with BLIS as thinc ships it; a library of linear algebra that sums otherwise for
    another number of rows would let the order of documents show in the last bits.
    """
    hashed, mix = embed.layers[2:4]
    ids = np.arange(4 * 67, dtype="uint64").reshape(67, 4)
    together = mix.predict(hashed.predict(ids))
    parts = [mix.predict(hashed.predict(ids[a:b])) for a, b in ((0, 1), (1, 3), (3, 20), (20, 67))]
    return np.array_equal(together, np.concatenate(parts))


class _Remembered:
    """The forward pass of an embedding that keeps the vectors of the words it has met."""

    def __init__(self, embed: Model[Any, Any], rows: int) -> None:
        self._embed = embed
        self._features, _, self._hashed, self._mix, _ = embed.layers
        self._rows = rows
        self._at: dict[bytes, int] = {}
        self._vectors = np.empty((0, 0), dtype="float32")

    def __call__(self, model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            return self._embed(docs, is_train)
        features = self._features.predict(docs)
        vectors = self._of(np.ascontiguousarray(np.concatenate(features)))
        ends = np.cumsum([len(rows) for rows in features])[:-1].tolist()
        return np.split(vectors, ends), _no_backprop

    def _of(self, features: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        keys = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        new = {key: i for i, key in enumerate(keys) if key not in self._at}
        if len(self._at) + len(new) > self._rows:
            self._at.clear()
            new = {key: i for i, key in enumerate(keys)}
        if len(new) > self._rows:
            return self._computed(features)
        if new:
            rows = self._computed(features[list(new.values())])
            if not len(self._vectors):
                self._vectors = np.empty((self._rows, rows.shape[1]), rows.dtype)
            first = len(self._at)
            self._vectors[first : first + len(new)] = rows
            self._at.update(zip(new, range(first, first + len(new)), strict=True))
        return self._vectors[[self._at[key] for key in keys]]

    def _computed(self, features: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        vectors: np.ndarray[Any, Any] = self._mix.predict(self._hashed.predict(features))
        return vectors


def _no_backprop(_: object) -> None:
    raise NotImplementedError("words that are looked up cannot be trained")
