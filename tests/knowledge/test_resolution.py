"""Who is who across documents: what joins names, what keeps namesakes apart, what is in doubt."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.knowledge.constraints import Constraints
from graph.knowledge.resolution import resolve
from graph.model import ENTITY_TYPES, Document, Entity, Mention, Reading, Span
from tests.exports.hostile import HOSTILE
from tests.knowledge.documents import are_one, post, read

MINISTRY = "O:Ministerio de Salud"

# Three articles about one affair: the same others, one country, near dates.
FULL = read(
    "full",
    "El presidente de [L:Perú], [P:Bruno Talavera], habló con [P:Inés Cárcamo] en [L:Cusco] sobre"
    " el [W:Pacto de Urubamba]. [P:Talavera=Bruno Talavera] anunció obras.",
    "2025-03-02",
)
MIDDLE = read(
    "middle",
    "[P:Bruno E. Talavera] firmará el [W:Pacto de Urubamba] con [P:Inés Cárcamo] en [L:Perú].",
    "2025-03-03",
)
SHORT = read(
    "short",
    "[P:Talavera] insistió ayer en el [W:Pacto de Urubamba], y [P:Inés Cárcamo] lo apoyó en"
    " [L:Cusco], [L:Perú].",
    "2025-03-04",
)


def test_three_forms_of_a_name_in_three_articles_are_one_person() -> None:
    found = resolve((FULL, MIDDLE, SHORT))
    assert are_one(
        found, ("full", "P:Bruno Talavera"), ("middle", "P:Bruno E. Talavera"),
        ("short", "P:Talavera"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "first", "second", "same"),
    [
        pytest.param(
            "El delantero [P:Hugo Robledo] marcó dos goles con el [O:Deportivo Anáhuac].",
            "El ministro [P:Hugo Robledo] presentó el presupuesto en el [O:Senado] de [L:Chile].",
            "P:Hugo Robledo", "P:Hugo Robledo", False, id="a footballer and a minister",
        ),
        pytest.param(
            "La senadora chilena [P:Elsa Ponce] votó en contra.",
            "La senadora mexicana [P:Elsa Ponce] votó a favor.",
            "P:Elsa Ponce", "P:Elsa Ponce", False, id="senators of two countries",
        ),
        pytest.param(
            "[P:Raúl Ibáñez], de 23 años, fue hallado en [L:Quito].",
            "[P:Raúl Ibáñez], de 61 años, fue hallado en [L:Quito].",
            "P:Raúl Ibáñez", "P:Raúl Ibáñez", False, id="ages that do not fit",
        ),
        pytest.param(
            "La pintora [P:Trinidad Solís] expuso.", "El pintor [P:Trinidad Solís] expuso.",
            "P:Trinidad Solís", "P:Trinidad Solís", False, id="a woman and a man",
        ),
        pytest.param(
            "La ministra [P:Elsa Ponce] viajó.", "La ministra [P:Elsa Ponce] volvió.",
            "P:Elsa Ponce", "P:Elsa Ponce", True, id="the same post",
        ),
        pytest.param(
            "[P:García] habló.", "[P:García] calló.", "P:García", "P:García", False,
            id="a common surname twice",
        ),
        pytest.param(
            "[P:Ana García] habló.", "[P:García] calló.", "P:Ana García", "P:García", False,
            id="a surname and a full name, and nothing else in common",
        ),
        pytest.param(
            "[P:Ana García] habló.", "[P:Luis García] calló.", "P:Ana García", "P:Luis García",
            False, id="two people of one surname",
        ),
        pytest.param(
            "[P:María Elena Ruiz Coto] habló.", "[P:María Elena Ruiz Coto] calló.",
            "P:María Elena Ruiz Coto", "P:María Elena Ruiz Coto", True, id="a long name",
        ),
        pytest.param(
            "Dijo [P:Ana Robles].", "Dijo [P:ANA ROBLÉS].", "P:Ana Robles", "P:ANA ROBLÉS", True,
            id="capitals and accents",
        ),
        pytest.param(
            "Dijo el [O:Banco de Talca S.A.].", "Dijo el [O:Banco de Talca].",
            "O:Banco de Talca S.A.", "O:Banco de Talca", True, id="legal form",
        ),
        pytest.param(
            "El [O:Ministerio de Salud] de [L:Perú] cerró escuelas en [L:Lima].",
            "El [O:Ministerio de Salud] de [L:Chile] cerró escuelas en [L:Valparaíso].",
            MINISTRY, MINISTRY, False, id="ministries of two countries",
        ),
        pytest.param(
            "El [O:Ministerio de Salud] de [L:Perú] cerró escuelas en [L:Lima].",
            "El [O:Ministerio de Salud] del [L:Perú] abrió escuelas en [L:Lima].",
            MINISTRY, MINISTRY, True, id="one ministry",
        ),
        pytest.param(
            "La radio [O:Onda Brava] lo dijo.", "Lo dijo [O:Onda Brava].",
            "O:Onda Brava", "O:Onda Brava", True, id="a name that few would have",
        ),
        pytest.param(
            "Llovió en [L:Córdoba], [L:Argentina].", "Llovió en [L:Córdoba], [L:España].",
            "L:Córdoba", "L:Córdoba", False, id="towns of two countries",
        ),
        pytest.param(
            "Llovió en [L:Córdoba], [L:Argentina].", "Nevó en [L:Córdoba], [L:Argentina].",
            "L:Córdoba", "L:Córdoba", True, id="one town",
        ),
        pytest.param(
            "Llovió en [L:Montevideo].", "Nevó en [L:Montevideo].", "L:Montevideo", "L:Montevideo",
            True, id="a town without namesakes",
        ),
    ],
)  # fmt: skip
def test_which_of_two_documents_are_one(
    one: str, other: str, first: str, second: str, same: bool
) -> None:
    found = resolve((read("a", one, "2025-01-01"), read("b", other, "2025-09-01")))
    assert are_one(found, ("a", first), ("b", second)) is same


AFFAIR = "[P:Inés Cárcamo] y [P:Omar Lucero] discutieron en [L:Cusco] el [W:Pacto de Urubamba] con "


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("P:Eva Lorca Díaz", "P:Eva Lorca", True, id="second surname"),
        pytest.param("P:Juan Ramón de la Huerta", "P:De la Huerta", True, id="surname of parts"),
        pytest.param("P:Juan Ramón de la Huerta", "P:J. R. de la Huerta", True, id="initials"),
        pytest.param("P:Andrés Ortega Salas", "P:Ortega Salas", True, id="both surnames"),
        pytest.param("P:Volodia Zarenski", "P:Volodia Zarensky", True, id="spelling by sound"),
        pytest.param("P:Elena Zubizarreta", "P:Elena Zubizareta", True, id="a letter lost"),
        pytest.param("P:Elena Ruiz", "P:Elena Rojas", False, id="two short surnames"),
        pytest.param("P:Dra. Eva Lorca", "P:Eva Lorca", True, id="honorific"),
        pytest.param("P:Eva Lorca", "O:Eva Lorca", False, id="another type"),
        pytest.param("O:Grupo Santamaría", "O:Santamaría", True, id="without its kind"),
    ],
)  # fmt: skip
def test_names_that_fit_are_one_where_the_rest_fits_too(one: str, other: str, same: bool) -> None:
    first = read("a", f"{AFFAIR}[{one}].", "2025-03-01")
    second = read("b", f"{AFFAIR}[{other}] en [L:Perú].", "2025-03-02")
    rest = read("c", "Otro asunto de [P:Noé Baena] en [L:Sevilla].", "2021-01-01")
    assert are_one(resolve((first, second, rest)), ("a", one), ("b", other)) is same


def test_a_surname_goes_to_the_one_of_two_whose_company_it_keeps() -> None:
    beside = "[P:Omar Lucero] y [P:Inés Cárcamo], en [O:Foro Sur]."
    camila = read("a", f"[P:Camila Urquiza], {beside}", "2025-03-01")
    diego = read("b", "[P:Diego Urquiza], [P:Noé Baena] y [P:Abel Tinoco], en [O:Liga Mar].")
    alone = read("c", f"[P:Urquiza], {beside}", "2025-03-02")
    found = resolve((camila, diego, alone, read("d", "Otro asunto de [P:Saúl Peralta].")))
    assert are_one(found, ("a", "P:Camila Urquiza"), ("c", "P:Urquiza"))


def test_a_surname_that_fits_two_alike_stays_apart_and_is_in_doubt() -> None:
    both = (
        read("a", f"{AFFAIR}[P:Camila Urquiza].", "2025-03-01"),
        read("b", f"{AFFAIR}[P:Diego Urquiza].", "2025-03-01"),
    )
    torn = read("c", f"{AFFAIR}[P:Urquiza].", "2025-03-02")
    rest = read("d", "Otro asunto de [P:Saúl Peralta].")
    found = resolve((*both, torn, rest))
    assert not are_one(found, ("a", "P:Camila Urquiza"), ("c", "P:Urquiza"))
    pairs = {(c.one[0], c.other[0]) for c in found.candidates}
    assert {("a", "c"), ("b", "c")} <= pairs


@pytest.mark.parametrize(
    ("expansion", "acronym", "told", "same"),
    [
        pytest.param("Junta Arbitral Ribereña", "JAR", True, True, id="a document gives it"),
        pytest.param("Junta Arbitral Ribereña", "JAR", False, False, id="no document gives it"),
    ],
)
def test_an_acronym_is_the_name_s_to_which_a_document_gives_it(
    expansion: str, acronym: str, told: bool, same: bool
) -> None:
    given_ = f" ([O:{acronym}={expansion}])" if told else ""
    first = read("a", f"La [O:{expansion}]{given_} multó a [O:Onda Brava] en [L:Perú].")
    second = read("b", f"La [O:{acronym}] multó a [O:Onda Brava] en [L:Perú].")
    rest = read("c", "Otro asunto de [P:Saúl Peralta].")
    found = resolve((first, second, rest))
    assert are_one(found, ("a", f"O:{expansion}"), ("b", f"O:{acronym}")) is same


def test_an_acronym_of_two_bodies_is_the_one_s_of_its_country() -> None:
    council = "El [O:Consejo Nacional Vial] ([O:CNV=Consejo Nacional Vial])"
    peru = read("a", f"{council} de [L:Perú], en [L:Lima].")
    chile = read("b", f"{council} de [L:Chile].")
    lone = read("c", "La [O:CNV] abrió una ruta a [L:Lima], en [L:Perú].")
    found = resolve((peru, chile, lone))
    assert not are_one(found, ("a", "O:Consejo Nacional Vial"), ("b", "O:Consejo Nacional Vial"))
    assert are_one(found, ("a", "O:Consejo Nacional Vial"), ("c", "O:CNV"))


def test_a_post_tells_namesakes_apart() -> None:
    mayor = read(
        "a", "[P:Hugo Robledo] rige [O:Ayuntamiento de Jaca].",
        claims=(post("P:Hugo Robledo", "alcalde", "O:Ayuntamiento de Jaca"),),
    )  # fmt: skip
    keeper = read(
        "b", "[P:Hugo Robledo] juega en [O:Club Lince].",
        claims=(post("P:Hugo Robledo", "portero", "O:Club Lince"),),
    )  # fmt: skip
    assert not are_one(resolve((mayor, keeper)), ("a", "P:Hugo Robledo"), ("b", "P:Hugo Robledo"))


def test_two_that_one_document_names_are_never_one_by_parts_of_names() -> None:
    both = read("a", f"{AFFAIR}[P:Camila Urquiza] y [P:C. Urquiza].", "2025-03-01")
    found = resolve((both, read("b", f"{AFFAIR}[P:Camila Urquiza].", "2025-03-01")))
    assert not are_one(found, ("a", "P:Camila Urquiza"), ("a", "P:C. Urquiza"))


def test_a_joining_of_two_names_has_its_evidence() -> None:
    found = resolve((FULL, SHORT))
    (cluster,) = (c for c in found.clusters if c.label == "Bruno Talavera")
    (joining,) = cluster.joinings
    assert 0.8 <= joining.score <= 1
    assert "one is named by the surname only" in joining.reasons
    assert any(reason.startswith("named with the same others: ") for reason in joining.reasons)


def test_one_name_has_no_evidence_to_show() -> None:
    assert all(not c.joinings for c in resolve((FULL,)).clusters)
    assert all(not c.joinings for c in resolve((FULL, read("x", "[L:Cusco]"))).clusters)


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        (("Bruno Talavera", "Bruno E. Talavera", "Talavera"), "Bruno Talavera"),
        (("Eva Lorca", "Eva Lorca Díaz"), "Eva Lorca Díaz"),
    ],
)
def test_the_label_is_the_fullest_name_initials_aside(labels: tuple[str, ...], label: str) -> None:
    readings = [
        read(f"d{k}", f"{AFFAIR}[P:{name}] en [L:Perú].", "2025-03-01")
        for k, name in enumerate(labels)
    ]
    found = resolve((*readings, read("z", "Nada.")))
    assert label in {cluster.label for cluster in found.clusters}


def test_a_correction_overrules_the_evidence() -> None:
    pair = (("full", "p-bruno-talavera"), ("short", "p-talavera"))
    parted = resolve((FULL, SHORT), Constraints(apart=(pair,)))
    assert not are_one(parted, ("full", "P:Bruno Talavera"), ("short", "P:Talavera"))
    assert not {c.one for c in parted.candidates} & set(pair)


def test_a_later_article_renames_nobody() -> None:
    before = {c.members[0]: (c.name, c.anchor) for c in resolve((FULL, MIDDLE)).clusters}
    later = read("0", "La tenista [P:Bruno Talavera] ganó en [L:España].", "2026-01-01")
    after = {
        member: (cluster.name, cluster.anchor)
        for cluster in resolve((FULL, MIDDLE, later)).clusters
        for member in cluster.members
    }
    assert all(after[member] == name for member, name in before.items())


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_documents_does_not_matter(order: tuple[int, ...]) -> None:
    three = (FULL, MIDDLE, SHORT)
    assert resolve([three[k] for k in order]) == resolve(three)


ODD = ("“”", "de la", ".", "(a)", "ñ" * 3000, "x " * 300, "")


@pytest.mark.parametrize("name", [*HOSTILE.values(), *ODD])
def test_a_hostile_name_is_a_name_like_any_other(name: str) -> None:
    readings = [
        Reading(
            Document(doc, f"El ministro {name}, de 99 años", doc, date=date, outlet=name),
            (),
            tuple(
                Entity(f"{k}", kind, name, (f"{name}s", "")) for k, kind in enumerate(ENTITY_TYPES)
            ),
            tuple(
                Mention(Span(12, 12 + len(name)), f"{k}", "name") for k in range(len(ENTITY_TYPES))
            ),
            (),
        )
        for doc, date in (("a", "0001-01-01"), ("b", "9999-12-31"), ("c", "2025-99-99"))
    ]
    found = resolve(readings)
    assert len({member for cluster in found.clusters for member in cluster.members}) == 18
    assert all(
        cluster.type == ENTITY_TYPES[int(cluster.members[0][1])] for cluster in found.clusters
    )


NAMES = ("Bruno Talavera", "Bruno E. Talavera", "B. Talavera", "Talavera", "Eva Talavera")
ROLES = ("", "el ministro ", "la tenista ", "el diputado chileno ", "la jueza mexicana ")
PLACES = ("Perú", "Chile", "Cusco", "Sevilla", "Córdoba")


@st.composite
def corpora(draw: st.DrawFn) -> list[Reading]:
    readings = []
    for k in range(draw(st.integers(2, 7))):
        people = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        told = [f"{draw(st.sampled_from(ROLES))}[P:{name}]" for name in people]
        place, body = draw(st.sampled_from(PLACES)), draw(st.sampled_from(["Congreso", "CNV"]))
        kind = draw(st.sampled_from("OL"))
        text = f"{' y '.join(told)} hablaron en [L:{place}] ante [{kind}:{body}]."
        readings.append(read(f"d{k}", text, draw(st.sampled_from(["2025-01-01", None]))))
    return readings


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_and_types_never_mix(
    readings: list[Reading], chance: Random
) -> None:
    found = resolve(readings)
    shuffled = list(readings)
    chance.shuffle(shuffled)
    assert resolve(shuffled) == found
    types = {(r.document.id, e.key): e.type for r in readings for e in r.entities}
    assert sorted(m for c in found.clusters for m in c.members) == sorted(types)
    assert all({types[m] for m in c.members} == {c.type} for c in found.clusters)
    assert all(0 <= j.score <= 1 and j.reasons for c in found.clusters for j in c.joinings)
    firsts = {c.members[0] for c in found.clusters}
    assert all({c.one, c.other} <= firsts and c.one < c.other for c in found.candidates)


@settings(max_examples=20, deadline=None)
@given(corpora(), st.data())
def test_no_evidence_joins_what_is_to_stay_apart(
    readings: list[Reading], data: st.DataObject
) -> None:
    members = sorted((r.document.id, e.key) for r in readings for e in r.entities)
    one, other = data.draw(st.lists(st.sampled_from(members), min_size=2, max_size=2, unique=True))
    homes = [
        c for c in resolve(readings, Constraints(apart=((one, other),))).clusters
        if {one, other} & set(c.members)
    ]  # fmt: skip
    assert len(homes) == 2
