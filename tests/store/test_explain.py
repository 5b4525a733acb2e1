"""Explanations: the list of claims, one claim with its reasons, and how a claim is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.exports.turtle import to_turtle
from graph.model import KnowledgeGraph
from graph.store.explain import explain
from tests.joined import JOINING, joined_graph
from tests.samples import ANDINA, COSTA, sample_graph


def claim_id(document: str, relation: str) -> str:
    return next(
        known.id
        for known in sample_graph().claims
        if known.document == document and known.claim.relation == relation
    )


def write(folder: Path, kg: KnowledgeGraph, with_text: bool = True) -> Path:
    (folder / "graph.ttl").write_bytes(to_turtle(kg, with_text=with_text))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("output"), sample_graph())


def test_without_a_claim_all_are_listed(folder: Path) -> None:
    lines = explain(folder).splitlines()
    assert len(lines) == len(sample_graph().claims)
    assert {line.split()[0] for line in lines} == {known.id for known in sample_graph().claims}


@pytest.mark.parametrize(
    ("document", "relation", "told"),
    [
        (ANDINA, "spokeWith", "Ana Torres —habló con→ Luis Prado"),
        (ANDINA, "criticized", "Ana Torres —criticó a→ Ley de Aguas (negated)"),
        (ANDINA, "visited", "Ana Torres —visitó→ Lima (not actual)"),
        (ANDINA, "threatened", "Ana Torres —amenazó a→ transportistas (according to Radio Sur)"),
        (COSTA, "inaugurar", "Ana Torres —inaugurar→ Feria del Libro de Lima"),
    ],
)
def test_the_list_tells_each_claim_in_one_line(
    folder: Path, document: str, relation: str, told: str
) -> None:
    assert f"{claim_id(document, relation)}  {document}  {told}" in explain(folder).splitlines()


@pytest.mark.parametrize(
    ("document", "relation", "line"),
    [
        (ANDINA, "threatened", "relation    hg:threatened"),
        (ANDINA, "threatened", "polarity    affirmed"),
        (ANDINA, "criticized", "polarity    negated"),
        (ANDINA, "visited", "modality    nonactual"),
        (ANDINA, "threatened", "says so     Radio Sur"),
        (ANDINA, "spokeWith", "says so     the document, in its own voice"),
        (ANDINA, "criticized", "sentence    La ministra no >>>criticó<<< la Ley de Aguas."),
        (ANDINA, "threatened", "words       amenazó (characters 102 to 109)"),
        (ANDINA, "threatened", "frame       threaten:threatened:amenazar"),
        (ANDINA, "threatened", "confidence  0.8"),
        (ANDINA, "criticized", "- subject: “La ministra” = Ana Torres"),
        (ANDINA, "criticized", "- polarity: “no”"),
        (ANDINA, "holdsPositionIn", "post        ministra de Energía"),
        (ANDINA, "visited", "when        2026-03"),
        (ANDINA, "spokeWith", "where       Lima"),
        (COSTA, "inaugurar", "relation    relation:inaugurar"),
        (ANDINA, "criticized", "in graph    as a claim only, because the document denies it"),
        (ANDINA, "visited", "in graph    as a claim only, because it is not told as a fact"),
        (
            ANDINA,
            "threatened",
            "in graph    also as a direct triple, because it is affirmed as actual",
        ),
        (
            ANDINA,
            "threatened",
            f"document    {ANDINA}, Torres y Prado hablan por teléfono, 2026-01-12,"
            f" https://example.org/{ANDINA}",
        ),
    ],
)
def test_a_claim_is_told_with_its_reasons(
    folder: Path, document: str, relation: str, line: str
) -> None:
    lines = explain(folder, claim_id(document, relation)).splitlines()
    assert line in [found.strip() for found in lines]


def test_a_claim_is_told_with_its_event(folder: Path) -> None:
    text = explain(folder, claim_id(ANDINA, "spokeWith"))
    assert "hg:Consult, 2026-01-11, Lima, 2 independent documents" in text


def test_a_claim_is_told_with_the_other_claims_of_its_event(folder: Path) -> None:
    text = explain(folder, claim_id(ANDINA, "criticized"))
    last = text.splitlines()[-1]
    assert last.startswith("    - ")
    assert last.endswith(f"  {COSTA}  Ana Torres —criticó a→ Ley de Aguas")


def test_a_claim_of_a_state_has_no_event(folder: Path) -> None:
    assert "event" not in explain(folder, claim_id(ANDINA, "holdsPositionIn"))


@pytest.mark.parametrize(
    "form", ["{}", "claim:{}", "https://w3id.org/hemerograph/kg/claim/{}", "<{}>", " {} "]
)
def test_a_claim_may_be_named_in_many_ways(folder: Path, form: str) -> None:
    name = claim_id(ANDINA, "threatened")
    assert explain(folder, form.format(name)).startswith(name)


def test_the_beginning_of_a_hash_is_enough(folder: Path) -> None:
    name = claim_id(ANDINA, "threatened")
    assert explain(folder, name[:4]).startswith(name)


@pytest.mark.parametrize("wanted", ["zz", "", "*", "claim:", "\x1b[2J"])
def test_a_claim_that_is_not_there_is_refused(folder: Path, wanted: str) -> None:
    with pytest.raises(UsageError, match="no such claim or entity"):
        explain(folder, wanted)


def test_a_beginning_of_several_is_refused_with_them(tmp_path: Path) -> None:
    kg = sample_graph()
    claims = tuple(replace(known, id=f"ab{n}") for n, known in enumerate(kg.claims))
    with pytest.raises(UsageError, match="10 claims begin so") as caught:
        explain(write(tmp_path, replace(kg, claims=claims)), "ab")
    assert "ab0, ab1" in caught.value.todo


def test_a_graph_without_texts_is_explained_by_offsets(tmp_path: Path) -> None:
    path = write(tmp_path, sample_graph(), with_text=False)
    text = explain(path, claim_id(ANDINA, "threatened"))
    assert "(the graph was built without the texts)" in text
    assert "words       characters 102 to 109" in text


def test_a_graph_without_claims_is_told_so(tmp_path: Path) -> None:
    kg = replace(sample_graph(), claims=(), events=())
    assert explain(write(tmp_path, kg)) == "The graph holds no claims.\n"


def test_hostile_words_move_no_cursor(tmp_path: Path) -> None:
    kg = sample_graph()
    bad = "\x1b[2J\u202e\nfalso"
    entities = tuple(replace(entity, label=bad) for entity in kg.entities)
    claims = tuple(
        replace(known, claim=replace(known.claim, frame=bad, steps=(bad,))) for known in kg.claims
    )
    path = write(tmp_path, replace(kg, entities=entities, claims=claims))
    text = explain(path) + explain(path, claim_id(ANDINA, "threatened"))
    assert not set(text) & {"\x1b", "\u202e"}
    assert "\\x1b[2J\\u202e\\nfalso" in text


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("joined"), joined_graph())


@pytest.mark.parametrize(
    "form",
    [
        "Ana Torres", "ana torres", "TORRES", "ana-torres", "entity:ana-torres",
        "https://w3id.org/hemerograph/kg/entity/ana-torres",
    ],
)  # fmt: skip
def test_an_entity_is_told_by_any_of_its_names(joined: Path, form: str) -> None:
    assert explain(joined, form).startswith("entity:ana-torres  Ana Torres\n")


@pytest.mark.parametrize(
    "line",
    [
        "type        hg:Person",
        "also        Torres",
        f"documents   2: {ANDINA}, {COSTA}",
        "why these names are one's, the surest first",
        f"- “Ana Torres” = “Torres” (0.93; {ANDINA}, {COSTA})",
        "named with the same others: luis prado",
        "one is named by the surname only",
    ],
)
def test_an_entity_is_told_with_why_its_names_are_one_s(joined: Path, line: str) -> None:
    assert line in [found.strip() for found in explain(joined, "Ana Torres").splitlines()]


def test_an_entity_of_one_name_in_several_documents_is_told_so(joined: Path) -> None:
    assert "one because all of them use the same name" in explain(joined, "Luis Prado")


def test_an_entity_is_told_with_its_authority(joined: Path) -> None:
    assert "same as     http://www.wikidata.org/entity/Q2868" in explain(joined, "Lima")


def test_a_claim_tells_why_its_document_s_names_are_those_of_its_entities(joined: Path) -> None:
    text = explain(joined, claim_id(ANDINA, "threatened"))
    assert f"known as    entity:ana-torres\n    - “Ana Torres” = “Torres” (0.93; {ANDINA}" in text


def test_a_name_of_several_is_refused_with_them(tmp_path: Path) -> None:
    kg = sample_graph()
    entities = tuple(replace(e, aliases=(*e.aliases, "Nadie")) for e in kg.entities)
    with pytest.raises(UsageError, match="8 entities have that name") as caught:
        explain(write(tmp_path, replace(kg, entities=entities)), "Nadie")
    assert "entity:ana-torres" in caught.value.todo


def test_hostile_reasons_move_no_cursor(tmp_path: Path) -> None:
    bad = "\x1b[2J\u202e"
    kg = replace(joined_graph(), joinings=(replace(JOINING, reasons=(bad,), names=(bad, bad)),))
    assert not set(explain(write(tmp_path, kg), "Ana Torres")) & {"\x1b", "\u202e"}
