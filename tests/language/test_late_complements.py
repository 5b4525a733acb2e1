"""Behind a second verb stand its own complements: "viajó a Pilar y almorzó con B"."""

from __future__ import annotations

import pytest

from graph.language.late_complements import hang_late_complements
from graph.language.syntax import Tree
from tests.language.docs import at, doc_of


@pytest.mark.parametrize(
    ("table", "host"),
    [
        pytest.param(
            "Petro nsubj 2 | viajó=viajar ROOT 0 past | y cc 4 | almorzó=almorzar conj 2 past |"
            " con case 6 | Lula obl 2",
            "almorzó",
            id="behind the second verb",
        ),
        pytest.param(
            "Petro nsubj 2 | saludó=saludar ROOT 0 past | a case 4 | Lula obj 2 | y cc 6 |"
            " calló=callar conj 2 past",
            "saludó",
            id="before it",
        ),
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past | y cc 4 | calló=callar conj 2 past |"
            " , punct 7 | con case 7 | Lula obl 2",
            "habló",
            id="behind a comma",
        ),
    ],
)
def test_a_complement_hangs_on_the_verb_before_it(table: str, host: str) -> None:
    tree = Tree(doc_of(table))
    hang_late_complements(tree)
    assert tree.words[tree.head[at(tree, "Lula")]] == host
