"""Readings brought together: what becomes one node, what stays apart, and what an event is."""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Collection, Iterator
from dataclasses import fields
from itertools import permutations
from typing import Any

import pytest

from graph.knowledge.merge import merge
from graph.model import (
    Claim,
    Document,
    Entity,
    Event,
    KnowledgeGraph,
    Mention,
    Reading,
    Span,
)

ANA = Entity("ana-torres", "Person", "Ana Torres")
LUIS = Entity("luis-prado", "Person", "Luis Prado")
LIMA = Entity("lima", "Place", "Lima")
LEY = Entity("ley-de-aguas", "Work", "Ley de Aguas")


def document(name: str, text: str = "") -> Document:
    text = text or f"Texto de {name}."
    return Document(name, text, hashlib.sha256(text.encode()).hexdigest())


def claim(subject: str, relation: str, obj: str, **more: Any) -> Claim:
    given = {
        "polarity": "affirmed",
        "modality": "actual",
        "source": None,
        "confidence": 0.8,
        **more,
    }
    given.setdefault("sentence", Span(0, 10))
    given.setdefault("trigger", Span(2, 5))
    return Claim(subject, relation, obj, **given)


def reading(
    name: str,
    entities: tuple[Entity, ...] = (),
    claims: tuple[Claim, ...] = (),
    mentions: tuple[Mention, ...] = (),
    text: str = "",
) -> Reading:
    return Reading(document(name, text), (Span(0, 10),), entities, mentions, claims)


def merged(*readings: Reading) -> KnowledgeGraph:
    return merge(readings, {})


def event_of(graph: KnowledgeGraph) -> Event:
    (event,) = graph.events
    return event


SHOUTED = Entity("x", "Person", "ANA TORRES", ("Torres",))
GARCIA = Entity("garcia", "Person", "García")
SPOKE = claim("ana-torres", "spokeWith", "luis-prado", time="2026-01-11")
FOUR = (
    reading("b", (ANA, LUIS), (SPOKE,), (Mention(Span(0, 3), "ana-torres", "name"),)),
    reading("a", (ANA, LUIS, LEY), (claim("ana-torres", "criticized", "ley-de-aguas"), SPOKE)),
    reading("d", (SHOUTED, LIMA), (claim("x", "visited", "lima"),)),
    reading("c", (GARCIA, ANA), (claim("garcia", "accused", "ana-torres"),)),
)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_the_readings_does_not_matter(order: tuple[int, ...]) -> None:
    assert merged(*(FOUR[k] for k in order)) == merged(*FOUR)


@pytest.mark.parametrize("part", ["documents", "entities", "claims", "events"])
def test_everything_is_sorted_by_its_id(part: str) -> None:
    ids = [getattr(x, "key" if part == "entities" else "id") for x in getattr(merged(*FOUR), part)]
    assert ids == sorted(ids) and len(ids) == len(set(ids))


def test_the_versions_are_kept_and_sorted() -> None:
    graph = merge([], {"spacy": "3.8.0", "hemerograph": "0.1.0"})
    assert list(graph.versions.items()) == [("hemerograph", "0.1.0"), ("spacy", "3.8.0")]


def test_no_readings_make_an_empty_graph() -> None:
    assert merge([], {}) == KnowledgeGraph((), (), (), ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(
            Entity("k", "Person", "Ana Torres"), Entity("k", "Person", "Ana Torres"), True,
            id="one name, one person",
        ),
        pytest.param(
            Entity("a", "Person", "Ana Torres"), Entity("b", "Person", "ANA TORRÉS"), True,
            id="capitals and accents aside",
        ),
        pytest.param(
            Entity("a", "Person", "Ana Torres"), Entity("b", "Person", "Ana  Torres"), True,
            id="blanks aside",
        ),
        pytest.param(
            Entity("a", "Person", "Ana Torres"), Entity("a", "Person", "Ana Torres Gil"), False,
            id="a longer name alone proves nothing",
        ),
        pytest.param(
            Entity("k", "Person", "García"), Entity("k", "Person", "García"), False,
            id="one word is too little for a person",
        ),
        pytest.param(
            Entity("k", "Place", "Lima"), Entity("k", "Place", "Lima"), True,
            id="but enough for a place",
        ),
        pytest.param(
            Entity("k", "Organization", "ONU"), Entity("k", "Organization", "ONU"), True,
            id="and for an organisation",
        ),
        pytest.param(
            Entity("k", "Place", "Guadalupe Victoria"), Entity("k", "Person", "Guadalupe Victoria"),
            False, id="another type is another entity",
        ),
        pytest.param(
            Entity("k", "Group", "manifestantes", named=False),
            Entity("k", "Group", "manifestantes", named=False), False,
            id="who has no name stays with the document",
        ),
    ],
)  # fmt: skip
def test_which_entities_of_two_documents_are_one(one: Entity, other: Entity, same: bool) -> None:
    graph = merged(reading("a", (one,)), reading("b", (other,)))
    assert (len(graph.entities) == 1) is same


def test_two_unnamed_of_one_label_stay_apart_within_a_document() -> None:
    one = Entity("jovenes", "Group", "jóvenes", named=False)
    other = Entity("jovenes-2", "Group", "jóvenes", named=False)
    assert len(merged(reading("a", (one, other))).entities) == 2


def test_an_entity_has_all_its_names_but_its_label_as_aliases() -> None:
    one = Entity("a", "Person", "Ana Torres", ("Torres",), same_as=("http://example.org/1",))
    other = Entity("b", "Person", "Ana Torrés", ("la Gata", "Torres"))
    last = Entity("c", "Person", "Ana Torres")
    (entity,) = merged(
        *(reading(n, (e,)) for n, e in zip("abc", (one, other, last), strict=True))
    ).entities
    assert entity == Entity(
        "ana-torres", "Person", "Ana Torres", ("Ana Torrés", "Torres", "la Gata"),
        same_as=("http://example.org/1",),
    )  # fmt: skip


def keys(*entities: Entity) -> list[str]:
    documents = (reading(f"d{k}", (entity,)) for k, entity in enumerate(entities))
    return [e.key for e in merged(*documents).entities]


def test_a_name_alone_makes_the_slug() -> None:
    assert keys(ANA) == ["ana-torres"]


def test_of_entities_that_share_a_slug_the_first_has_it_and_the_others_a_hash() -> None:
    place = Entity("k", "Place", "Guadalupe Victoria")
    plain, hashed = keys(place, Entity("k", "Person", "Guadalupe Victoria"))
    assert plain == "guadalupe-victoria" and hashed.startswith("guadalupe-victoria-")


def test_a_slug_with_a_hash_does_not_hang_on_the_other_documents() -> None:
    assert set(keys(GARCIA, GARCIA)) < set(keys(GARCIA, GARCIA, GARCIA))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Entity("k", "Person", "Georgia"), id="one word is too little for a person"),
        pytest.param(Entity("k", "Group", "georgia", named=False), id="who has no name"),
    ],
)
def test_what_is_known_by_its_name_keeps_the_plain_slug_beside_one_document_s_own(
    other: Entity,
) -> None:
    graph = merged(reading("a", (other,)), reading("b", (Entity("k", "Place", "Georgia"),)))
    plain, hashed = sorted(e.key for e in graph.entities)
    assert (plain, hashed[:8]) == ("georgia", "georgia-")
    assert next(e for e in graph.entities if e.key == plain).type == "Place"


def test_a_claim_names_entities_by_their_slugs() -> None:
    told = claim("p", "visited", "l", source="p", place="l")
    graph = merged(
        reading("a", (Entity("p", "Person", "Ana Torres"), Entity("l", "Place", "Lima")), (told,))
    )
    (known,) = graph.claims
    c = known.claim
    assert (c.subject, c.object, c.source, c.place) == ("ana-torres", "lima", "ana-torres", "lima")


def test_a_claim_of_an_entity_about_itself_is_dropped() -> None:
    twice = (Entity("a", "Person", "Ana Torres"), Entity("b", "Person", "ANA TORRES"))
    assert merged(reading("a", twice, (claim("a", "praised", "b"),))).claims == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("polarity", "negated"),
        ("modality", "nonactual"),
        ("source", "luis-prado"),
        ("sentence", Span(20, 30)),
        ("trigger", Span(3, 6)),
        ("object", "ana-torres"),
        ("relation", "praised"),
        ("title", "ministra"),
    ],
)
def test_what_a_claim_says_makes_its_id(field: str, value: Any) -> None:
    told = {"subject": "lima", "relation": "visited", "obj": "luis-prado"}
    changed = {**told, **({"obj" if field == "object" else field: value})}
    graph = merged(reading("a", (ANA, LUIS, LIMA), (claim(**told), claim(**changed))))
    assert len({known.id for known in graph.claims}) == 2


@pytest.mark.parametrize(
    ("field", "value"), [("confidence", 0.3), ("frame", "consult/7"), ("steps", ("nsubj",))]
)
def test_how_a_claim_was_found_does_not_make_its_id(field: str, value: Any) -> None:
    one = merged(reading("a", (ANA, LUIS), (SPOKE,)))
    told = claim("ana-torres", "spokeWith", "luis-prado", time="2026-01-11", **{field: value})
    assert merged(reading("a", (ANA, LUIS), (told,))).claims[0].id == one.claims[0].id


def test_two_documents_that_say_the_same_make_two_claims() -> None:
    graph = merged(reading("a", (ANA, LUIS), (SPOKE,)), reading("b", (ANA, LUIS), (SPOKE,)))
    assert len({known.id for known in graph.claims}) == 2


TWICE = (Entity("a", "Person", "Ana Torres"), Entity("b", "Person", "ANA TORRES"), LIMA)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [(0.5, 0.9, "second"), (0.9, 0.5, "first"), (0.7, 0.7, "first")],
)
def test_claims_that_become_one_are_given_once_by_the_most_confident(
    first: float, second: float, kept: str
) -> None:
    told = (
        claim("a", "visited", "lima", confidence=first, frame="first"),
        claim("b", "visited", "lima", confidence=second, frame="second"),
    )
    (known,) = merged(reading("a", TWICE, told)).claims
    assert known.claim.frame == kept


def test_claims_that_become_one_are_one_event() -> None:
    told = (claim("a", "visited", "lima"), claim("b", "visited", "lima"))
    assert event_of(merged(reading("a", TWICE, told))).documents == ("a",)


ONE = ("ana-torres", "luis-prado")
OTHER = ("luis-prado", "ana-torres")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(SPOKE, SPOKE, True, id="the same two at the same time"),
        pytest.param(
            SPOKE, claim(OTHER[0], "spokeWith", OTHER[1], time="2026-01-11"), True,
            id="a symmetric act told from the other side",
        ),
        pytest.param(
            claim(ONE[0], "accused", ONE[1]), claim(OTHER[0], "accused", OTHER[1]), False,
            id="an accusation the other way round",
        ),
        pytest.param(
            SPOKE, claim(*ONE[:1], "spokeWith", ONE[1], time="2026-01-13"), False,
            id="another day",
        ),
        pytest.param(
            SPOKE, claim(ONE[0], "spokeWith", ONE[1]), False, id="a day that is not told",
        ),
        pytest.param(
            SPOKE, claim(ONE[0], "metWith", ONE[1], time="2026-01-11"), False,
            id="another relation",
        ),
        pytest.param(
            SPOKE, claim(ONE[0], "spokeWith", ONE[1], time="2026-01-11", polarity="negated"), True,
            id="a denial is of the same event",
        ),
        pytest.param(
            SPOKE, claim(ONE[0], "spokeWith", ONE[1], time="2026-01-11", source="luis-prado"), True,
            id="whoever says so",
        ),
    ],
)  # fmt: skip
def test_which_claims_denote_one_event(first: Claim, second: Claim, same: bool) -> None:
    graph = merged(reading("a", (ANA, LUIS), (first,)), reading("b", (ANA, LUIS), (second,)))
    assert (len(graph.events) == 1) is same


@pytest.mark.parametrize(
    ("told", "count"),
    [
        pytest.param(SPOKE, 1, id="an act"),
        pytest.param(claim("ana-torres", "relatedTo", "luis-prado"), 0, id="a state"),
        pytest.param(
            claim("ana-torres", "inaugurar", "luis-prado", is_open=True), 1, id="an open relation"
        ),
    ],
)
def test_acts_and_open_relations_are_events_and_states_are_not(told: Claim, count: int) -> None:
    graph = merged(reading("a", (ANA, LUIS), (told,)))
    assert (len(graph.events), graph.claims[0].event is None) == (count, count == 0)


@pytest.mark.parametrize(
    ("told", "group"),
    [(SPOKE, "consult"), (claim("ana-torres", "inaugurar", "luis-prado", is_open=True), "other")],
)
def test_an_event_is_of_the_group_of_its_relation(told: Claim, group: str) -> None:
    assert event_of(merged(reading("a", (ANA, LUIS), (told,)))).group == group


def test_an_event_gathers_actors_time_places_and_documents() -> None:
    here = claim("ana-torres", "spokeWith", "luis-prado", time="2026-01-11", place="lima")
    graph = merged(reading("b", (ANA, LUIS), (SPOKE,)), reading("a", (ANA, LUIS, LIMA), (here,)))
    event = event_of(graph)
    assert (event.actors, event.time, event.places, event.documents) == (
        ("ana-torres", "luis-prado"), "2026-01-11", ("lima",), ("a", "b"),
    )  # fmt: skip


def test_a_claim_leads_to_its_event() -> None:
    graph = merged(reading("a", (ANA, LUIS), (SPOKE,)))
    assert graph.claims[0].event == event_of(graph).id


@pytest.mark.parametrize(
    ("texts", "count"),
    [(("Uno.",), 1), (("Uno.", "Dos."), 2), (("Uno.", "Uno."), 1), (("Uno.", "Uno.", "Dos."), 2)],
)
def test_copies_of_one_text_are_one_source(texts: tuple[str, ...], count: int) -> None:
    documents = (reading(f"d{k}", (ANA, LUIS), (SPOKE,), text=t) for k, t in enumerate(texts))
    assert event_of(merged(*documents)).source_count == count


def test_one_document_that_tells_an_event_twice_is_one_source() -> None:
    again = claim("ana-torres", "spokeWith", "luis-prado", time="2026-01-11", sentence=Span(20, 30))
    assert event_of(merged(reading("a", (ANA, LUIS), (SPOKE, again)))).source_count == 1


def test_mentions_stay_with_their_document_and_name_the_merged_entity() -> None:
    mention = Mention(Span(0, 3), "x", "name")
    graph = merged(reading("a", (Entity("x", "Person", "Ana Torres"),), (), (mention, mention)))
    assert graph.mentions == {"a": (Mention(Span(0, 3), "ana-torres", "name"),)}


def test_sentences_are_sorted() -> None:
    made = Reading(document("a"), (Span(5, 9), Span(0, 4)), (), (), ())
    assert merged(made).sentences == {"a": (Span(0, 4), Span(5, 9))}


class Watched(Reading):
    """A reading of which can be told whether it is still there."""


class Fetched(Collection[Reading]):
    """Readings made anew each time, as from a store; ``most`` is how many were there at once."""

    def __init__(self, names: list[str]) -> None:
        self.names, self.most = names, 0
        self.made: list[weakref.ref[Reading]] = []

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, given: object) -> bool:
        return any(given == other for other in self)

    def __iter__(self) -> Iterator[Reading]:
        for name in self.names:
            yield self._fetch(name)

    def _fetch(self, name: str) -> Reading:
        plain = reading(name, (ANA, LUIS), (claim("ana-torres", "spokeWith", "luis-prado"),))
        watched = Watched(*(getattr(plain, field.name) for field in fields(plain)))
        self.made.append(weakref.ref(watched))
        self.most = max(self.most, sum(made() is not None for made in self.made))
        return watched


def test_readings_may_be_fetched_in_any_order() -> None:
    graph = merge(list(Fetched(["c", "a", "b"])), {})
    assert [d.id for d in graph.documents] == ["a", "b", "c"]
    assert list(graph.mentions) == list(graph.sentences) == ["a", "b", "c"]
    assert len(graph.claims) == 3
    assert merge(Fetched(["c", "a", "b"]), {}) == graph
    assert merge(iter(Fetched(["b", "c", "a"])), {}) == graph


def test_fetched_readings_are_not_held() -> None:
    fetched = Fetched([f"document-{number}" for number in range(20)])
    merge(fetched, {})
    assert len(fetched.made) == 40
    assert fetched.most <= 3
