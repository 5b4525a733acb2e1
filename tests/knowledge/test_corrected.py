"""What corrections do to a graph, and that they hold when documents are added."""

from __future__ import annotations

import hashlib
from itertools import permutations
from typing import Any

import pytest

from graph.knowledge.corrected import CorrectionReport, merge_corrected
from graph.knowledge.corrections_file import read_corrections
from graph.knowledge.merge import merge
from graph.model import Claim, Document, Entity, KnowledgeGraph, Mention, Reading, Span

ANA = Entity("ana", "Person", "Ana Torres", ("Torres",))
MORA = Entity("mora", "Person", "Juan Mora")
BCB = Entity("bcb", "Organization", "Banco Central de Borduria", ("BCB",))
BANCO = Entity("banco", "Organization", "Banco Central")
RADIO = Entity("radio", "Organization", "Radio Sur")
LIMA = Entity("lima", "Place", "Lima")
GIL = Entity("gil", "Person", "Gil")
CARTELES = Entity("carteles", "Group", "cárteles", named=False)


def claim(subject: str, relation: str, obj: str, **more: Any) -> Claim:
    given = {"polarity": "affirmed", "modality": "actual", "source": None, "confidence": 0.8}
    return Claim(
        subject, relation, obj, **{**given, **more}, sentence=Span(0, 9), trigger=Span(2, 5)
    )


def reading(
    name: str, entities: tuple[Entity, ...], claims: tuple[Claim, ...] = (), url: str | None = None
) -> Reading:
    text = f"Texto de {name}."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(name, text, sha256, url=url)
    mentions = tuple(Mention(Span(k, k + 1), e.key, "name") for k, e in enumerate(entities))
    return Reading(document, (Span(0, 9),), entities, mentions, claims)


CORPUS = (
    reading(
        "a",
        (ANA, MORA, LIMA),
        (
            claim("ana", "accused", "mora", source="mora"),
            claim("ana", "visited", "lima"),
            claim("ana", "spokeWith", "mora", place="lima"),
        ),
    ),
    reading("b", (MORA, BCB), (claim("mora", "criticized", "bcb"),), "https://example.org/b"),
    reading("c", (MORA, BANCO, RADIO), (claim("mora", "praised", "banco", source="radio"),)),
    reading("d", (ANA, CARTELES, GIL), (claim("ana", "threatened", "carteles"),)),
    reading("e", (GIL,)),
)
MORA_A, MORA_B = '{ name = "Juan Mora", document = "a" }', '{ name = "Juan Mora", document = "b" }'


def corrected(
    text: str, corpus: tuple[Reading, ...] = CORPUS
) -> tuple[KnowledgeGraph, CorrectionReport]:
    graph, report = merge_corrected(corpus, {"hemerograph": "0.1.0"}, read_corrections(text))
    assert report is not None
    return graph, report


def applied(text: str, corpus: tuple[Reading, ...] = CORPUS) -> KnowledgeGraph:
    """Return the graph, all of whose corrections fit."""
    graph, report = corrected(text, corpus)
    assert [str(outcome) for outcome in report.left_out] == []
    return graph


def labels(graph: KnowledgeGraph) -> list[str]:
    return sorted(entity.label for entity in graph.entities)


def entity(graph: KnowledgeGraph, label: str) -> Entity:
    (found,) = (e for e in graph.entities if e.label == label)
    return found


def documents_of(graph: KnowledgeGraph, key: str) -> set[str]:
    return {doc for doc, mentions in graph.mentions.items() for m in mentions if m.entity == key}


def told(graph: KnowledgeGraph, label: str) -> tuple[str, ...]:
    return graph.corrections.get(entity(graph, label).key, ())


# what each kind does


def test_without_corrections_the_graph_is_that_of_the_evidence() -> None:
    graph, report = merge_corrected(CORPUS, {}, read_corrections(""))
    assert (graph, report) == (merge(CORPUS, {}), None)


@pytest.mark.parametrize(
    "entities",
    [
        pytest.param('["Banco Central", "BCB"]', id="a label and an alias"),
        pytest.param('["banco central", "BANCO CENTRAL DE BORDURIA"]', id="case aside"),
        pytest.param('["banco-central", "banco-central-de-borduria"]', id="slugs"),
        pytest.param(
            '["https://x.org/entity/banco-central", "entity:banco-central-de-borduria"]', id="IRIs"
        ),
        pytest.param(
            '[{ name = "BCB", document = "https://example.org/b" }, "Banco Central"]',
            id="in the document at an address",
        ),
    ],
)
def test_same_joins_what_the_evidence_leaves_apart(entities: str) -> None:
    graph = applied(f"[[same]]\nentities = {entities}")
    (bank,) = (e for e in graph.entities if e.label.startswith("Banco"))
    assert documents_of(graph, bank.key) == {"b", "c"}
    assert {"BCB"} < {bank.label, *bank.aliases}
    assert len(graph.corrections[bank.key]) == 1


def test_same_of_every_bearer_of_a_name() -> None:
    assert labels(merge(CORPUS, {})).count("Gil") == 2
    graph = applied('[[same]]\nentities = [{ name = "Gil", every = true }]')
    assert documents_of(graph, entity(graph, "Gil").key) == {"d", "e"}


def test_different_parts_what_the_evidence_joins() -> None:
    graph = applied(f"[[different]]\nentities = [{MORA_A}, {MORA_B}]")
    moras = [e.key for e in graph.entities if e.label == "Juan Mora"]
    assert len(moras) == 2
    assert not any({"a", "b"} <= documents_of(graph, key) for key in moras)


def test_different_of_many_documents_of_one_name() -> None:
    many = tuple(reading(f"m{k:03}", (MORA if k % 2 else ANA,)) for k in range(400))
    joined = '[[same]]\nentities = ["Juan Mora", "Ana Torres"]'
    assert len(applied(joined, many).entities) == 1
    # As if the evidence had joined them under one name.
    one_name = tuple(
        reading(f"m{k:03}", (Entity("x", "Person", ("Juan Mora", "JUAN MORÁ")[k % 2]),))
        for k in range(400)
    )
    assert len(merge(one_name, {}).entities) == 1
    first = '{ name = "Juan Mora", document = "m000" }'
    assert len(applied(f'[[different]]\nentities = [{first}, {first.replace("000", "001")}]',
                       one_name).entities) == 2  # fmt: skip


@pytest.mark.parametrize(
    ("keep", "aliases"), [("", ("Ana Torres", "Torres")), ("keep = false", ("Torres",))]
)
def test_rename_gives_label_and_slug_and_keeps_the_former_name_unless_told(
    keep: str, aliases: tuple[str, ...]
) -> None:
    found = entity(
        applied(f'[[rename]]\nentity = "Ana Torres"\nlabel = "Ana María Torres"\n{keep}'),
        "Ana María Torres",
    )
    assert (found.key, found.aliases) == ("ana-maria-torres", aliases)


def test_a_description_is_no_alias_of_what_it_is_renamed_to() -> None:
    graph = applied('[[rename]]\nentity = "cárteles"\nlabel = "cárteles de la costa"')
    assert entity(graph, "cárteles de la costa").aliases == ()


def test_two_of_one_new_name_are_two() -> None:
    both = "".join(
        f'[[rename]]\nentity = "{name}"\nlabel = "Ana Gil"\n' for name in ("Ana Torres", "BCB")
    )
    found = [e.key for e in applied(both).entities if e.label == "Ana Gil"]
    assert len(set(found)) == 2 and all(key.startswith("ana-gil") for key in found)


def test_retype() -> None:
    assert entity(applied('[[retype]]\nentity = "Lima"\ntype = "Person"'), "Lima").type == "Person"


def test_alias() -> None:
    graph = applied('[[alias]]\nentity = "Ana Torres"\nalias = ["la Gata", "Ana Torres"]')
    assert entity(graph, "Ana Torres").aliases == ("Torres", "la Gata")


def test_same_as() -> None:
    graph = applied('[[sameAs]]\nentity = "Lima"\niri = "http://www.wikidata.org/entity/Q2868"')
    assert entity(graph, "Lima").same_as == ("http://www.wikidata.org/entity/Q2868",)


def test_a_dropped_entity_goes_with_its_mentions_claims_and_events() -> None:
    graph, report = corrected('[[drop]]\nentity = "Juan Mora"')
    assert "Juan Mora" not in labels(graph)
    assert {k.claim.relation for k in graph.claims} == {"visited", "threatened"}
    keys = {e.key for e in graph.entities}
    assert {m.entity for ms in graph.mentions.values() for m in ms} <= keys
    assert {actor for event in graph.events for actor in event.actors} <= keys
    assert (report.dropped_entities, report.dropped_claims) == (1, 4)


def test_a_claim_goes_with_its_source_since_the_document_does_not_say_it_itself() -> None:
    graph = applied('[[drop]]\nentity = "Radio Sur"')
    assert "praised" not in {k.claim.relation for k in graph.claims}


def test_a_claim_outlives_its_place() -> None:
    graph = applied('[[drop]]\nentity = "Lima"')
    (spoke,) = (k.claim for k in graph.claims if k.claim.relation == "spokeWith")
    assert spoke.place is None


@pytest.mark.parametrize(
    ("subject", "relation", "obj"),
    [
        pytest.param("Ana Torres", "visited", "Lima", id="a claim"),
        pytest.param("Juan Mora", "spokeWith", "Torres", id="a symmetric one from either side"),
    ],
)
def test_a_claim_is_dropped_by_what_it_says(subject: str, relation: str, obj: str) -> None:
    table = f'{{document="a", subject="{subject}", relation="{relation}", object="{obj}"}}'
    graph = applied(f"[[drop]]\nclaim = {table}")
    assert relation not in {k.claim.relation for k in graph.claims}
    assert relation not in {event.relation for event in graph.events}
    assert labels(graph) == labels(merge(CORPUS, {}))


def test_a_claim_is_dropped_by_its_hash_alone() -> None:
    (wrong,) = (k.id for k in merge(CORPUS, {}).claims if k.claim.relation == "visited")
    graph, report = corrected(f'[[drop]]\nclaim = "{wrong}"')
    assert {k.id for k in graph.claims} == {k.id for k in merge(CORPUS, {}).claims} - {wrong}
    assert (report.left_out, report.dropped_claims) == ((), 1)


# what is told


@pytest.mark.parametrize(
    ("text", "label", "texts"),
    [
        ('[[rename]]\nentity = "Lima"\nlabel = "Ciudad de Lima"', "Ciudad de Lima",
         ("renamed from “Lima”",)),
        ('[[retype]]\nentity = "Lima"\ntype = "Work"', "Lima", ("made Work, from Place",)),
        ('[[alias]]\nentity = "Lima"\nalias = "la capital"', "Lima",
         ("given the name “la capital”",)),
        ('[[sameAs]]\nentity = "Lima"\niri = "http://x.org/1"', "Lima",
         ("said to be http://x.org/1",)),
        ('[[same]]\nentities = ["Radio Sur", "Lima"]', "Radio Sur",
         ("“Lima” and “Radio Sur” are the same",)),
        ('[[different]]\nentities = ["Lima", "Radio Sur"]', "Lima",
         ("“Lima” and “Radio Sur” are different",)),
    ],
)  # fmt: skip
def test_a_corrected_entity_tells_what_was_done(
    text: str, label: str, texts: tuple[str, ...]
) -> None:
    assert told(applied(text), label) == texts


def test_the_hash_of_the_rules_is_among_the_versions() -> None:
    text = '[[drop]]\nentity = "Lima"'
    assert applied(text).versions == {
        "corrections": read_corrections(text).digest, "hemerograph": "0.1.0",
    }  # fmt: skip


def test_the_report_tells_no_line_of_the_file() -> None:
    _, report = corrected('\n\n[[drop]]\nentity = "Limma"')
    assert report.to_json() == {
        "digest": report.digest,
        "rules": 1,
        "applied": 0,
        "dropped": {"entities": 0, "claims": 0},
        "not_applied": [
            {
                "rule": "drop “Limma”",
                "problem": "no entity is called “Limma”",
                "todo": 'Did you mean "Lima"?',
            }
        ],
    }


# what does not fit is told, and the rest is applied


@pytest.mark.parametrize(
    ("text", "problem", "todo"),
    [
        pytest.param(
            '[[drop]]\nentity = "Nadie"', "no entity is called “Nadie”", "Mend the name",
            id="an unknown name",
        ),
        pytest.param(
            '[[drop]]\nentity = { name = "Lima", document = "b" }',
            "no entity is called “Lima” (in document b)", "Mend the name",
            id="a name that another document has",
        ),
        pytest.param(
            '[[drop]]\nentity = { name = "Lima", document = "z" }', 'there is no document "z"',
            "Give the id", id="an unknown document",
        ),
        pytest.param(
            '[[drop]]\nentity = { name = "Lima", type = "Work" }',
            "no entity is called “Lima” (of type Work)", "Lima", id="a name of another type",
        ),
        pytest.param(
            '[[drop]]\nentity = "https://example.org/kg/entity/limon"', "no entity is called",
            "Mend the name", id="an IRI that the graph does not have",
        ),
        pytest.param(
            '[[drop]]\nentity = "Gil"', "“Gil” names 2 entities",
            '{ name = "Gil", document = "d" } (Gil, Person) or { name = "Gil", document = "e" }',
            id="a name of two",
        ),
        pytest.param(
            '[[same]]\nentities = ["Gil", "Juan Mora"]', "“Gil” names 2 entities", "every = true",
            id="one of two is the same",
        ),
        pytest.param(
            '[[same]]\nentities = ["Lima", "Nadie"]', "no entity is called “Nadie”", "Mend",
            id="the same as nobody",
        ),
        pytest.param(
            '[[different]]\nentities = ["Ana Torres", "Torres"]',
            "two of its names are one entity within the document a", "not split",
            id="two names of one document's entity",
        ),
        pytest.param(
            '[[drop]]\nclaim = "0123456789abcdef"', "there is no such claim", "Its hash changes",
            id="an unknown claim",
        ),
        pytest.param(
            '[[drop]]\nclaim = {document="a", subject="Lima", relation="visited", object="Torres"}',
            "the document makes no such claim", "hemerograph explain", id="a claim turned round",
        ),
        pytest.param(
            '[[drop]]\nclaim = {document="z", subject="Lima", relation="visited", object="Torres"}',
            'there is no document "z"', "Mend", id="a claim of an unknown document",
        ),
        pytest.param(
            '[[drop]]\nclaim = {document="a", subject="Zoe", relation="visited", object="Torres"}',
            "no entity is called “Zoe”", "Mend", id="a claim of nobody",
        ),
    ],
)  # fmt: skip
def test_a_rule_that_fits_nothing_or_several_is_told_and_left_out(
    text: str, problem: str, todo: str
) -> None:
    graph, report = corrected(text + '\n[[alias]]\nentity = "Radio Sur"\nalias = "RS"')
    (outcome,) = report.left_out
    assert problem in outcome.problem
    assert todo in outcome.todo
    assert labels(graph) == labels(merge(CORPUS, {}))
    assert entity(graph, "Radio Sur").aliases == ("RS",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '[[rename]]\nentity = "BCB"\nlabel = "X"\n'
            '[[rename]]\nentity = "Banco Central de Borduria"\nlabel = "Y"', id="two labels",
        ),
        pytest.param(
            '[[retype]]\nentity = "Torres"\ntype = "Work"\n'
            '[[retype]]\nentity = "Ana Torres"\ntype = "Group"', id="two types",
        ),
        pytest.param(
            '[[same]]\nentities = ["BCB", "Lima"]\n'
            '[[different]]\nentities = ["Banco Central de Borduria", "Lima"]', id="same, different",
        ),
        pytest.param(
            f'[[same]]\nentities = [{MORA_A}, "Lima"]\n'
            f'[[same]]\nentities = [{MORA_B}, "Radio Sur"]\n'
            '[[different]]\nentities = ["Lima", "Radio Sur"]', id="through the evidence",
        ),
    ],
)  # fmt: skip
def test_contradictions_that_only_the_documents_show_are_told_and_none_of_them_applied(
    text: str,
) -> None:
    graph, report = corrected(text)
    assert len(report.left_out) == len(report.outcomes)
    assert all("contradicts" in outcome.problem for outcome in report.left_out)
    assert graph.entities == merge(CORPUS, {}).entities


# they hold


RULES = (
    f"[[different]]\nentities = [{MORA_A}, {MORA_B}]\n",
    '[[same]]\nentities = ["Banco Central", "BCB"]\n',
    '[[rename]]\nentity = "cárteles"\nlabel = "cárteles de la costa"\n',
    '[[retype]]\nentity = "carteles-de-la-costa"\ntype = "Organization"\n',
    '[[drop]]\nentity = "Radio Sur"\n',
)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::7])
def test_the_order_of_rules_and_documents_does_not_show(order: tuple[int, ...]) -> None:
    text = "".join(RULES[k] for k in order)
    graph, report = corrected(text, tuple(CORPUS[k] for k in order))
    first, first_report = corrected("".join(RULES))
    assert graph == first
    assert report.to_json() == first_report.to_json()


MORE = (
    reading("0", (MORA, ANA, Entity("bc", "Organization", "BANCO CENTRAL"))),
    reading("f", (Entity("x", "Person", "Radio Sur Gómez"), LIMA)),
    reading("z", (MORA, GIL)),
)


def test_added_documents_leave_the_corrections_in_force() -> None:
    graph = applied("".join(RULES), (*CORPUS, *MORE))
    moras = [e.key for e in graph.entities if e.label == "Juan Mora"]
    assert len(moras) == 2
    assert not any({"a", "b"} <= documents_of(graph, key) for key in moras)
    banks = [e for e in graph.entities if "banco" in e.label.lower()]
    assert len(banks) == 1 and documents_of(graph, banks[0].key) == {"0", "b", "c"}
    assert entity(graph, "cárteles de la costa").type == "Organization"
    assert "Radio Sur" not in labels(graph)


def test_a_name_that_a_correction_makes_is_known_to_the_others() -> None:
    text = (
        '[[rename]]\nentity = "Lima"\nlabel = "Ciudad de los Reyes"\n'
        '[[sameAs]]\nentity = "Ciudad de los Reyes"\niri = "http://x.org/1"\n'
        '[[alias]]\nentity = "entity:ciudad-de-los-reyes"\nalias = "la capital"\n'
    )
    found = entity(applied(text), "Ciudad de los Reyes")
    assert (found.same_as, found.aliases) == (("http://x.org/1",), ("Lima", "la capital"))


def test_the_former_name_and_slug_of_what_is_renamed_are_still_known() -> None:
    text = (
        '[[rename]]\nentity = "Lima"\nlabel = "Ciudad de los Reyes"\n'
        '[[sameAs]]\nentity = "lima"\niri = "http://x.org/1"\n'
        '[[alias]]\nentity = "entity:lima"\nalias = "la capital"\n'
    )
    assert entity(applied(text), "Ciudad de los Reyes").same_as == ("http://x.org/1",)
