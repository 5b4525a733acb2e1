from __future__ import annotations

from dataclasses import replace

import pytest

from graph.exports.excerpt import MOST_CLAIMS, excerpt, page_of
from graph.exports.formats import to_files
from graph.exports.html import to_html
from graph.model import KnowledgeGraph
from graph.vocabulary import data_folder
from tests.bench.synthetic import synthetic_graph


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return synthetic_graph(20)


def ends(kg: KnowledgeGraph) -> set[str]:
    return {
        key
        for known in kg.claims
        for key in (known.claim.subject, known.claim.object, known.claim.source, known.claim.place)
        if key is not None
    }


def test_a_graph_that_a_page_can_hold_is_whole(kg: KnowledgeGraph) -> None:
    assert excerpt(kg) is kg
    assert excerpt(kg, len(kg.claims)) is kg
    assert page_of(kg, True, "https://example.org/") == to_html(kg, True, "https://example.org/")


@pytest.mark.parametrize("most", [200, 100, 30, 1, 0])
def test_an_excerpt_has_no_more_claims_than_asked_and_nothing_that_leads_out_of_it(
    kg: KnowledgeGraph, most: int
) -> None:
    part = excerpt(kg, most)
    assert len(part.claims) <= most
    entities = {entity.key for entity in part.entities}
    assert ends(part) <= entities
    assert {known.document for known in part.claims} == {d.id for d in part.documents}
    assert {known.event for known in part.claims if known.event} == {e.id for e in part.events}
    assert all(m.entity in entities for found in part.mentions.values() for m in found)


def test_an_excerpt_has_the_busiest_entities_and_all_that_is_said_among_them(
    kg: KnowledgeGraph,
) -> None:
    part = excerpt(kg, len(kg.claims) // 2)
    kept = {entity.key for entity in part.entities}
    assert 0 < len(kept) < len(kg.entities)
    assert [known for known in kg.claims if ends(replace(kg, claims=(known,))) <= kept] == list(
        part.claims
    )

    def busy(key: str) -> int:
        return sum(key in ends(replace(kg, claims=(known,))) for known in kg.claims)

    out = {entity.key for entity in kg.entities} - kept
    assert min(map(busy, kept)) >= max(map(busy, out))


def test_the_order_of_the_claims_does_not_show_in_an_excerpt(kg: KnowledgeGraph) -> None:
    turned = replace(kg, claims=kg.claims[::-1], entities=kg.entities[::-1])
    assert set(excerpt(turned, 100).claims) == set(excerpt(kg, 100).claims)


def test_the_page_of_an_excerpt_says_so_and_where_the_whole_is(kg: KnowledgeGraph) -> None:
    most = len(kg.claims) // 2
    page, part = page_of(kg, True, "https://example.org/", most), excerpt(kg, most)
    header = page[: page.index("</header>")]
    assert f"{len(part.claims)} / {len(kg.claims)} " in header
    assert f"{len(part.entities)} / {len(kg.entities)} " in header
    assert "graph.ttl" in header
    assert 'id="excerpt"' not in to_html(kg)


def test_its_words_are_those_of_the_page() -> None:
    words = data_folder().parent / "graph/exports/templates/viewer/words.js"
    page = page_of(synthetic_graph(2), True, "https://example.org/", 5)
    script = words.read_text(encoding="utf-8")
    for key in ("excerptEntities", "excerptClaims", "excerpt"):
        (told,) = (
            part.split("</span>")[0].split(">", 1)[1]
            for part in page.split("data-word=")
            if part.startswith(f'"{key}"')
        )
        assert f'{key}: "{told}"' in script
        assert script.count(f"{key}: ") == 2


def test_only_the_page_leaves_anything_out(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.exports.excerpt.MOST_CLAIMS", 10)
    for name, parts in to_files(kg, ["graphml", "nt"]).items():
        content = b"".join(parts)
        assert all(known.id.encode() in content for known in kg.claims), name
    assert MOST_CLAIMS >= 200_000  # what 10,000 articles give is shown whole
