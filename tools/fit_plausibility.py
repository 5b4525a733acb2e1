"""Fit the weights of ``plausibility.tsv`` to the annotated texts of ``tests/gold/development/``.

Run it from the root of the repository, with scikit-learn (``pip install .[test]``) and the default
Spanish pipeline::

    python -m tools.fit_plausibility            write ontology/lexicon/es/plausibility.tsv
    python -m tools.fit_plausibility --report   only tell how well the weights would do

Each claim that the relations stage finds in those texts is one case: right where the annotation
has its subject, relation and object, left out where the annotation calls it marginal. The
report is five-fold, by text, so that no text is judged by weights that were fitted to it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from graph.language.annotations import Relating
from graph.language.plausibility import Plausibility
from graph.language.reading import reading_of
from graph.language.relations import RelationFinder
from graph.language.text import make_doc
from graph.language.weights import BIAS, THRESHOLD, Weights
from graph.model import Document
from graph.pipeline import SpanishReader
from graph.vocabulary import data_folder
from tests.gold.markup import GoldCase, found_claims, parse_cases
from tests.gold.scoring import triples

DEVELOPMENT = Path(__file__).resolve().parent.parent / "tests" / "gold" / "development"
# Strength of the regularisation, and how often a circumstance must be seen to count.
INVERSE_STRENGTH, LEAST = 0.1, 6
FOLDS = 5
# The development texts mark the places of named events only: they judge no others.
UNMARKED = frozenset({"rule/place of unnamed namedevent: en"})
# F1 over the development texts is flat up to a threshold of 0.25; what is wrong six times in seven
# only litters the graph.
LEAST_PROBABILITY = 0.15


@dataclass(frozen=True, slots=True)
class Example:
    """A claim found in text number `text`: its circumstances, and whether it is right."""

    text: int
    circumstances: tuple[str, ...]
    right: bool


def examples(cases: Sequence[GoldCase]) -> Iterator[Example]:
    """Yield one example for each claim that is found in `cases` and counts."""
    reader = SpanishReader()
    lexicon = reader.nlp.get_pipe("hemero_relations").lexicon
    nothing = Weights(0.0, 0.0, {})
    with reader.nlp.select_pipes(disable=["hemero_relations", "hemero_plausibility"]):
        for number, case in enumerate(cases):
            document = Document(id=str(number), text=case.text, sha256="")
            doc = reader.nlp(make_doc(reader.nlp, document))
            judge = Plausibility(doc, nothing)
            found = RelationFinder(doc, lexicon).find()
            for relating in (r for r in found if r.frame not in UNMARKED):
                right = _is_right(doc, document, relating, case)
                if right is not None:
                    yield Example(number, tuple(judge.circumstances(relating)), right)


def _is_right(doc: Any, document: Document, relating: Relating, case: GoldCase) -> bool | None:
    """Whether the gold has what `relating` relates; None where it hardly matters."""
    doc._.relations = [relating]
    told = triples(found_claims(reading_of(doc, document), case))
    if told & triples(case.claims):
        return True
    return None if told & triples(case.marginal) or not told else False


def fit(cases: Sequence[Example]) -> Weights:
    """Return the weights that make `cases` most likely, regularised."""
    vectorizer = DictVectorizer(dtype=np.float64)
    table = vectorizer.fit_transform([dict.fromkeys(c.circumstances, 1.0) for c in cases])
    seen = np.asarray(table.sum(axis=0)).ravel() >= LEAST
    names = [str(n) for n, s in zip(vectorizer.get_feature_names_out(), seen, strict=True) if s]
    model = LogisticRegression(C=INVERSE_STRENGTH, max_iter=2000, tol=1e-8)
    model.fit(table[:, seen], [c.right for c in cases])
    weights = {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)}
    kept = {n: w for n, w in weights.items() if w}
    return Weights(round(float(model.intercept_[0]), 3), LEAST_PROBABILITY, kept)


def report(cases: Sequence[Example]) -> Iterator[str]:
    """Yield lines that tell precision and recall among the found claims, by threshold."""
    likely = np.zeros(len(cases))
    folds = np.array([case.text % FOLDS for case in cases])
    for fold in range(FOLDS):
        weights = fit([c for c, f in zip(cases, folds, strict=True) if f != fold])
        for k in np.flatnonzero(folds == fold):
            likely[k] = weights.probability(cases[k].circumstances)
    right = np.array([case.right for case in cases])
    yield f"{len(cases)} claims in {folds.size and len({c.text for c in cases})} texts"
    for threshold in (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = likely >= threshold
        shares = kept.mean(), right[kept].mean(), kept[right].mean()
        yield "from {:.2f}: kept {:.3f}, precision {:.3f}, recall {:.3f}".format(threshold, *shares)
    for low in np.arange(0.2, 1.0, 0.1):
        band = (likely >= low) & (likely < low + 0.1)
        if band.any():
            share = right[band].mean()
            yield f"told {low:.1f} to {low + 0.1:.1f}: right {share:.3f} of {band.sum()}"


def write(weights: Weights, path: Path) -> None:
    """Write `weights` to `path`, sorted by name."""
    lines = [
        "# What each circumstance adds to the log-odds that a claim is right: made by",
        "# tools/fit_plausibility.py from tests/gold/development. Not to be edited by hand.",
        f"{THRESHOLD}\t{weights.threshold}",
        f"{BIAS}\t{weights.bias}",
        *(f"{name}\t{weight}" for name, weight in sorted(weights.by_circumstance.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, and write or report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--report", action="store_true", help="only tell how well it does")
    asked = parser.parse_args()
    cases = [
        case
        for path in sorted(DEVELOPMENT.glob("*.txt"))
        for case in parse_cases(path.read_text(encoding="utf-8"), path.name)
    ]
    found = list(examples(cases))
    if asked.report:
        print("\n".join(report(found)))
    else:
        write(fit(found), data_folder() / "lexicon" / "es" / "plausibility.tsv")


if __name__ == "__main__":
    main()
