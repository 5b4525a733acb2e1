"""How likely a claim is right: the weights' file, the circumstances, and what is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc

from graph.errors import DataError
from graph.language.plausibility import Plausibility
from graph.language.weights import Weights, load_weights
from tests.gold.trees import document, reader

MIRROR = Weights(0.0, 0.0, {})


def weights_of(tmp_path: Path, text: str) -> Weights:
    path = tmp_path / "plausibility.tsv"
    path.write_text(text, encoding="utf-8")
    return load_weights(path)


def test_weights_are_read(tmp_path: Path) -> None:
    text = "# made\n(threshold)\t0.35\n(bias)\t-0.5\n\nsubject by name\t1.25\n"
    assert weights_of(tmp_path, text) == Weights(-0.5, 0.35, {"subject by name": 1.25})


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("(threshold)\t0\n(bias)\tmuch\n", ":2", "circumstance, tab, number"),
        ("(threshold)\t0\n(bias)\t0\nsubject by name\n", ":3", "circumstance, tab, number"),
        ("(threshold)\t0\n(bias)\t0\na\t1\na\t2\n", ":4", "'a' stands twice"),
        ("(threshold)\t0\n(bias)\tnan\n", ":2", "no finite weight"),
        ("(threshold)\t0\n", "", "(bias) is missing"),
        ("(bias)\t0\n", "", "(threshold) is missing"),
        ("(bias)\t0\n(threshold)\t1.5\n", "", "no probability"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, line: str, what: str) -> None:
    with pytest.raises(DataError) as caught:
        weights_of(tmp_path, text)
    assert what in caught.value.what
    assert caught.value.where.endswith("plausibility.tsv" + line)
    assert "fit_plausibility" in caught.value.todo


@pytest.mark.parametrize(
    ("circumstances", "probability"),
    [((), 0.5), (("sure",), 0.881), (("unsure",), 0.119), (("sure", "unsure"), 0.5), (("?",), 0.5)],
)
def test_the_probability_is_logistic(circumstances: tuple[str, ...], probability: float) -> None:
    weights = Weights(0.0, 0.0, {"sure": 2.0, "unsure": -2.0})
    assert weights.probability(circumstances) == pytest.approx(probability, abs=0.001)


def read(text: str) -> Doc:
    """Parse `text` by hand-checked trees and run all stages on it."""
    found = reader()
    from graph.language.text import make_doc

    return found.nlp(make_doc(found.nlp, document(text)))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Torres criticó a Luis Prado.", "relation criticized"),
        ("Ana Torres criticó a Luis Prado.", "word criticar criticized"),
        ("Ana Torres criticó a Luis Prado.", "subject before 2"),
        ("Ana Torres criticó a Luis Prado.", "object after 2"),
        ("Ana Torres criticó a Luis Prado.", "subject by name"),
        ("Ana Torres criticó a Luis Prado.", "both named True"),
        ("Ana Torres criticó a Luis Prado.", "types Person Person"),
        ("Ana Torres criticó a Luis Prado.", "status affirmed actual"),
        ("Ana Torres no criticó a Luis Prado.", "status negated actual"),
        ("Luis Prado llegó tarde. Felicitó a Ana Torres.", "subject by dropped"),
    ],
)
def test_a_claim_has_its_circumstances(text: str, told: str) -> None:
    doc = read(text)
    (relating,) = doc._.relations
    assert told in Plausibility(doc, MIRROR).circumstances(relating)


@pytest.mark.model
@pytest.mark.parametrize(
    ("weight", "threshold", "kept"), [(0.0, 0.4, 1), (-3.0, 0.4, 0), (-3.0, 0.0, 1), (3.0, 0.9, 1)]
)
def test_what_is_unlikely_is_dropped(weight: float, threshold: float, kept: int) -> None:
    doc = read("Ana Torres criticó a Luis Prado.")
    judge = Plausibility(doc, Weights(0.0, threshold, {"relation criticized": weight}))
    assert len(judge.judge(doc._.relations)) == kept


@pytest.mark.model
def test_the_probability_becomes_the_confidence() -> None:
    doc = read("Ana Torres criticó a Luis Prado.")
    judge = Plausibility(doc, Weights(0.0, 0.0, {"relation criticized": 2.0}))
    assert [r.confidence for r in judge.judge(doc._.relations)] == [0.88]


@pytest.mark.model
def test_the_committed_weights_tell_the_near_from_the_far() -> None:
    near, far = (
        read(text)._.relations[0].confidence
        for text in (
            "Ana Torres criticó a Luis Prado.",
            "Luis Prado llegó tarde. Felicitó a Ana Torres.",
        )
    )
    assert near > far
