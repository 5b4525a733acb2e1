"""What people decided about who is who holds against names and types."""

from __future__ import annotations

import pytest

from graph.knowledge.constraints import Constraints, Pair
from graph.knowledge.resolution import resolve
from graph.model import Entity
from tests.knowledge.test_merge import reading

ANA = Entity("ana", "Person", "Ana Torres")
GATA = Entity("gata", "Person", "la Gata")
DOCUMENTS = (reading("a", (ANA,)), reading("b", (ANA, GATA)), reading("c", (ANA,)))
A, B, C, CAT = ("a", "ana"), ("b", "ana"), ("c", "ana"), ("b", "gata")


@pytest.mark.parametrize(
    ("together", "apart", "clusters"),
    [
        pytest.param((), (), [(A, B, C), (CAT,)], id="none: names decide"),
        pytest.param(((A, CAT),), (), [(A, B, CAT, C)], id="two names, one person"),
        pytest.param(((CAT, A),), (), [(A, B, CAT, C)], id="in either order"),
        pytest.param((), ((A, B),), [(A, C), (B,), (CAT,)], id="one name, two persons"),
        pytest.param(((B, C),), ((A, B),), [(A,), (B, C), (CAT,)], id="apart also through a third"),
        pytest.param(((A, B),), ((A, B),), [(A, B, C), (CAT,)], id="together holds where both"),
        pytest.param(((A, A),), ((B, B),), [(A, B, C), (CAT,)], id="one with itself says nothing"),
        pytest.param(
            ((A, ("x", "y")),), ((("x", "y"), B),), [(A, B, C), (CAT,)], id="unknown ones"
        ),
    ],
)
def test_corrections_hold(
    together: tuple[Pair, ...], apart: tuple[Pair, ...], clusters: list[tuple[object, ...]]
) -> None:
    found = resolve(DOCUMENTS, Constraints(together, apart)).clusters
    assert [cluster.members for cluster in found] == clusters


def test_a_correction_is_its_own_evidence() -> None:
    (cluster,) = resolve(DOCUMENTS, Constraints(((A, CAT),))).clusters
    assert [(j.one, j.other, j.score) for j in cluster.joinings] == [(A, CAT, 1.0)]


def test_the_parted_have_slugs_of_their_own() -> None:
    found = resolve(DOCUMENTS, Constraints(apart=((A, B),))).clusters
    assert len({cluster.anchor for cluster in found}) == 3
