"""The quality gate: how much of the gold is found, and how much of what is found is right."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.gold.markup import (
    GoldClaim,
    GoldMention,
    MarkupError,
    found_claims,
    gold_cases,
    parse_cases,
)
from tests.gold.scoring import Score, score
from tests.gold.trees import TreeError, document, parse_trees, reader

# Measured with the default pipeline. A floor may rise, never fall: a change that lowers a
# figure is mended, or its reason is told in the changelog.
FLOORS = {
    "basic.txt": {
        "fine precision": 0.98,
        "fine recall": 0.97,
        "strict precision": 0.97,
        "strict recall": 0.96,
        "direct precision": 0.97,
    },
    "sentences.txt": {
        "fine precision": 0.77,
        "fine recall": 0.48,
        "strict precision": 0.68,
        "strict recall": 0.43,
        "direct precision": 0.75,
    },
    "articles.txt": {
        "fine precision": 0.76,
        "fine recall": 0.45,
        "strict precision": 0.73,
        "strict recall": 0.43,
        "direct precision": 0.75,
    },
}
HARD_NEGATIVES = (
    "names together without relation",
    "relation to someone else",
    "negated",
    "denied or refuted",
    "hypothetical and conditional",
    "asked, ordered or wished",
    "planned or future",
    "question",
    "presunto and rumour",
    "threatened or feared",
)


@lru_cache
def measured(name: str) -> Score:
    """Return the score of the gold file `name`; the run's end prints its table."""
    return score(
        (case, found_claims(reader().read(document(case.text)), case)) for case in gold_cases(name)
    )


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "figure", "floor"),
    [(name, figure, floor) for name, floors in FLOORS.items() for figure, floor in floors.items()],
)
def test_the_floor_holds(
    name: str, figure: str, floor: float, quality: dict[str, list[str]]
) -> None:
    result = measured(name)
    quality[name] = result.table()
    assert result.figures()[figure] >= floor, "\n".join(result.errors)


def test_there_are_cases_enough() -> None:
    sentences = gold_cases("sentences.txt") + gold_cases("basic.txt")
    assert len(sentences) >= 400
    assert len(gold_cases("articles.txt")) >= 15
    assert sum(case.phenomenon in HARD_NEGATIVES for case in sentences) >= 120


def test_every_relation_has_cases() -> None:
    from graph.vocabulary import relations

    cases = [case for name in FLOORS for case in gold_cases(name)]
    told = [claim.relation for case in cases for claim in case.claims]
    assert {name for name in relations() if told.count(name) < 5} == set()


def test_a_case_is_read() -> None:
    (case,) = parse_cases(
        "## negated\n"
        "[1:PER Ana] no vio a la [2:ORG ONU], según [3:PER Eva]; [1:zero calló]. ||| "
        "1 attacked 2 -negated @3; 3 memberOf 2 -marginal"
    )
    assert case.text == "Ana no vio a la ONU, según Eva; calló."
    assert case.phenomenon == "negated"
    assert case.types == {"1": "Person", "2": "Organization", "3": "Person"}
    assert case.mentions[0] == GoldMention(0, 3, "1", "PER")
    assert case.mentions[-1] == GoldMention(32, 37, "1", "zero")
    assert case.claims == {GoldClaim("1", "attacked", "2", "negated", "actual", "3")}
    assert case.marginal == {GoldClaim("3", "memberOf", "2")}


def test_paragraphs_are_parted() -> None:
    (case,) = parse_cases("Un titular ¶ [1:PER Ana] habló. |||")
    assert case.text == "Un titular\n\nAna habló."
    assert case.text[case.mentions[0].begin : case.mentions[0].end] == "Ana"


def test_a_symmetric_relation_has_no_direction() -> None:
    one, other = parse_cases(
        "[1:PER Ana] habló con [2:PER Eva]. ||| 1 spokeWith 2\n"
        "[1:PER Ana] conversó con [2:PER Eva]. ||| 2 spokeWith 1"
    )
    assert one.claims == other.claims


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1:PER Ana] habló.", "text ||| relations"),
        ("[1:PER Ana habló. |||", "not closed"),
        ("Ana] habló. |||", "not closed"),
        ("[1:PER [2:PER Ana]] habló. |||", "inside another"),
        ("[1:PERSON Ana] habló. |||", "no type"),
        ("[1:PER Ana] y la [1:ORG Anaconda] hablaron. |||", "names of two types"),
        ("[1:zero Habló]. |||", "only dropped"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 2", "a relation is"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 slew 2", "no relation"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 killed 3", "no mention bears the id '3'"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 killed 2 @3", "no mention bears the id '3'"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 killed 1", "related to itself"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 killed 2 -denied", "unknown flag '-denied'"),
        ("[1:PER Ana] mató a [2:PER Eva]. ||| 1 killed 2; 1 killed 2", "told twice"),
        ("[1:PER Ana] habló. |||\n[2:PER Ana] habló. |||", "given twice"),
    ],
)
def test_a_malformed_case_is_refused(line: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message.replace("|", r"\|")):
        parse_cases(line)


def test_the_error_says_in_which_line() -> None:
    with pytest.raises(MarkupError, match=r"^cases:3: "):
        parse_cases("# nota\n\n[1:PER Ana habló. |||")


KILLED, INJURED = GoldClaim("1", "killed", "2"), GoldClaim("1", "injured", "3")


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        (set(), 1.0, 0.0),
        ({KILLED}, 1.0, 0.5),
        ({GoldClaim("2", "killed", "1")}, 0.0, 0.0),
        ({KILLED, INJURED}, 1.0, 1.0),
        ({KILLED, GoldClaim("?Dato", "injured", "3")}, 0.5, 0.5),
        ({GoldClaim("1", "killed", "2", "negated")}, 1.0, 0.5),
        ({KILLED, GoldClaim("2", "memberOf", "4")}, 1.0, 0.5),
    ],
    ids=["nothing", "half", "turned", "all", "junk", "other status", "marginal"],
)
def test_the_score_counts_what_is_found(
    found: set[GoldClaim], precision: float, recall: float
) -> None:
    (case,) = parse_cases(
        "[1:PER A] mató a [2:PER B], del [4:ORG D], e hirió a [3:PER C]. ||| "
        "1 killed 2; 1 injured 3; 2 memberOf 4 -marginal"
    )
    figures = score([(case, frozenset(found))]).figures()
    assert (figures["fine precision"], figures["fine recall"]) == (precision, recall)


def test_a_wrong_status_is_neither_strictly_right_nor_a_direct_triple() -> None:
    (case,) = parse_cases("[1:PER A] no mató a [2:PER B]. ||| 1 killed 2 -negated")
    figures = score([(case, frozenset({KILLED}))]).figures()
    assert (figures["fine recall"], figures["strict recall"]) == (1.0, 0.0)
    assert figures["direct precision"] == 0.0


def test_the_table_tells_each_phenomenon_and_relation() -> None:
    (case,) = parse_cases("## negated\n[1:PER A] mató a [2:PER B]. ||| 1 killed 2")
    table = "\n".join(score([(case, frozenset({KILLED}))]).table())
    assert "negated" in table and "killed" in table


@pytest.mark.model
def test_an_entity_is_known_by_where_it_stands() -> None:
    (case,) = parse_cases(
        "La presidenta [1:PER Ana Torres] llegó tarde. La [1:per mandataria] felicitó a "
        "[2:PER Luis Prado]. ||| 1 praised 2"
    )
    found = found_claims(reader().read(document(case.text)), case)
    assert GoldClaim("1", "praised", "2") in found


ROW = "{}\t{}\tx\tNOUN\t_\t_\t{}\t{}\t_\t_"


def rows(*cells: tuple[int, str, int, str]) -> str:
    return "\n".join(ROW.format(n, word, head, dep) for n, word, head, dep in cells)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1\tAna\tAna", "columns"),
        (rows((2, "Ana", 0, "ROOT")), "where 1 should stand"),
        (ROW.format(1, "Ana", "x", "ROOT"), "no number"),
        (rows((1, "Ana", 0, "ROOT"), (2, ".", 7, "punct")), "outside the sentence"),
        (rows((1, "Ana", 0, "ROOT"), (2, ".", 0, "ROOT")), "one word with head 0"),
        (rows((1, "Ana", 0, "nsubj")), "label ROOT"),
        (rows((1, "Ana", 0, "ROOT"), (2, "a", 3, "x"), (3, "b", 2, "x")), "circle"),
        (rows((1, "Ana", 0, "ROOT")) + "\n\n" + rows((1, "Ana", 0, "ROOT")), "given twice"),
    ],
)
def test_a_malformed_tree_is_refused(text: str, message: str) -> None:
    with pytest.raises(TreeError, match=message):
        parse_trees(text)
