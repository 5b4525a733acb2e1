"""The weights of claims are fitted to annotated texts: what is a case, and what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.language.weights import load_weights
from tests.gold.markup import parse_cases
from tools.fit_plausibility import DEVELOPMENT, Example, examples, fit, report, write

SURE, UNSURE = ("near", "named"), ("far", "named")
SEEN = [Example(n % 5, SURE, n % 8 != 0) for n in range(40)]
SEEN += [Example(n % 5, UNSURE, n % 8 == 0) for n in range(40)]


def test_what_is_right_oftener_is_likelier() -> None:
    weights = fit(SEEN)
    assert weights.probability(SURE) > 0.6
    assert weights.probability(UNSURE) < 0.4


def test_what_is_seen_seldom_has_no_weight() -> None:
    weights = fit([*SEEN, Example(0, ("near", "rare"), True)])
    assert "near" in weights.by_circumstance
    assert "rare" not in weights.by_circumstance


def test_the_same_examples_give_the_same_weights() -> None:
    assert fit(SEEN) == fit(SEEN)


def test_written_weights_are_read_again(tmp_path: Path) -> None:
    path, weights = tmp_path / "plausibility.tsv", fit(SEEN)
    write(weights, path)
    assert load_weights(path) == weights


def test_the_report_tells_each_threshold() -> None:
    lines = list(report(SEEN))
    assert lines[0] == "80 claims in 5 texts"
    assert any(line.startswith("from 0.35: kept 0.") for line in lines)


@pytest.mark.parametrize("path", sorted(DEVELOPMENT.glob("*.txt")), ids=lambda path: path.stem)
def test_a_development_text_is_well_formed(path: Path) -> None:
    assert parse_cases(path.read_text(encoding="utf-8"), path.name)


def test_no_gold_of_the_gate_is_developed_on() -> None:
    def texts(paths: list[Path]) -> set[str]:
        return {case.text for path in paths for case in parse_cases(path.read_text("utf-8"))}

    gate = [DEVELOPMENT.parent / name for name in ("sentences.txt", "articles.txt", "basic.txt")]
    assert not texts(gate) & texts(sorted(DEVELOPMENT.glob("*.txt")))


@pytest.mark.model
@pytest.mark.parametrize(
    ("told", "right"),
    [
        ("1 criticized 2", [True]),
        ("2 criticized 1", [False]),
        ("", [False]),
        ("1 criticized 2 -negated", [True]),
        ("1 criticized 2 -marginal", []),
    ],
)
def test_a_claim_is_a_case_unless_it_hardly_matters(told: str, right: list[bool]) -> None:
    cases = parse_cases(f"[1:PER Ana Torres] criticó a [2:PER Luis Prado]. ||| {told}")
    assert [example.right for example in examples(cases)] == right
