"""How frames are laid on a tree: each key of a frame, by sentences that it finds and leaves.

The frames are of the test itself. "Petro spokeWith Lula" is what one of them found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.docs import Sentence, lexicon_with, told_in

WHO = {
    "Petro": "Person", "Maduro": "Person", "Lula": "Person", "Boric": "Person", "Ana": "Person",
    "Rusia": "Place", "Irán": "Place", "Lima": "Place", "ONU": "Organization",
    "pandilleros": "Group", "policía": "Organization",
}  # fmt: skip


def sentence(table: str, frames: str, folder: Path, who: dict[str, str] | None = None) -> Sentence:
    words = {row.split()[0].split("=")[0] for row in table.replace("||", "|").split("|")}
    known = {word: kind for word, kind in WHO.items() if word in words}
    return Sentence(table, lexicon_with(frames, folder), known | (who or {}))


def found(table: str, frames: str, folder: Path, who: dict[str, str] | None = None) -> list[str]:
    return sentence(table, frames, folder, who).relations()


SPEAK = """
[[frame]]
relation = "spokeWith"
verbs = ["hablar", "reunirse", "conversar"]
object = ["con"]
"""
ARREST = """
[[frame]]
relation = "arrested"
verbs = ["detener"]
"""


@pytest.mark.parametrize(
    ("table", "who", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past | con case 4 | Lula obl 2",
            {}, ["Petro spokeWith Lula"], id="both roles filled",
        ),
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past", {}, [], id="no object",
        ),
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past | contra case 4 | Lula obl 2",
            {}, [], id="another preposition",
        ),
        pytest.param(
            "Petro nsubj 2 | calló=callar ROOT 0 past | con case 4 | Lula obl 2",
            {}, [], id="another verb",
        ),
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past | con case 4 | gente obl 2",
            {}, [], id="a noun that stands for nobody",
        ),
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past | con case 4 | Lula obl 2 | y cc 6 |"
            " Boric conj 4",
            {}, ["Petro spokeWith Lula", "Petro spokeWith Boric"], id="two objects",
        ),
        pytest.param(
            "Petro nsubj 4 | y cc 3 | Lula conj 1 | hablaron=hablar ROOT 0 past+pl | con case 6 |"
            " Boric obl 4",
            {}, ["Petro spokeWith Boric", "Lula spokeWith Boric"], id="two subjects",
        ),
        pytest.param(
            "Petro nsubj 2 | vino=venir ROOT 0 past || habló=hablar ROOT 0 past | con case 3 |"
            " Lula obl 1",
            {"habló": "=Petro"}, ["Petro spokeWith Lula"], id="a dropped subject",
        ),
        pytest.param(
            "Petro nsubj 2 | habló=hablar ROOT 0 past | con case 4 | él obl 2",
            {"él": "=Petro"}, [], id="nobody speaks with himself",
        ),
        pytest.param(
            "Petro nsubj 2 | hablò=hablar VERB ROOT 0 past | con case 4 | Lula obl 2",
            {}, ["Petro spokeWith Lula"], id="a misspelt form with the right lemma",
        ),
        pytest.param(
            "Petro nsubj 3 | ha=haber aux 3 pres | hablado=hablar ROOT 0 part | con case 5 |"
            " Lula obl 3",
            {}, ["Petro spokeWith Lula"], id="a compound tense",
        ),
    ],
)  # fmt: skip
def test_a_verb_frame_needs_both_its_roles(
    table: str, who: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    assert found(table, SPEAK, tmp_path, who) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 3 | se expl 3 | reunió=reunir ROOT 0 past | con case 5 | Lula obl 3",
            ["Petro spokeWith Lula"], id="se",
        ),
        pytest.param(
            "Petro nsubj 2 | planea=planear ROOT 0 pres | reunirse=reunir xcomp 2 inf |"
            " con case 5 | Lula obl 3",
            ["Petro spokeWith Lula"], id="se written onto the verb",
        ),
        pytest.param(
            "Petro nsubj 2 | reunió=reunir ROOT 0 past | con case 4 | Lula obl 2",
            [], id="without se it is another verb",
        ),
        pytest.param(
            "Petro PROPN ROOT 0 | , punct 3 | reunido=reunir acl 1 part | con case 5 | Lula obl 3",
            [], id="a participle bears no clitic, and has no agent",
        ),
    ],
)  # fmt: skip
def test_a_verb_listed_with_se_needs_its_clitic(
    table: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(table, SPEAK, tmp_path) == expected


RELEASE = """
[[frame]]
relation = "released"
verbs = ["poner"]
fixed = ["en libertad", "libre"]

[[frame]]
relation = "killed"
verbs = ["dar"]
fixed = ["muerte"]
object = ["iobj", "a"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | puso=poner ROOT 0 past | en case 4 | libertad obl 2 | a case 6 |"
            " Ana obj 2",
            ["Petro released Ana"], id="right after the verb",
        ),
        pytest.param(
            "Petro nsubj 2 | puso=poner ROOT 0 past | a case 4 | Ana obj 2 | en case 6 |"
            " libertad obl 2",
            ["Petro released Ana"], id="after the object",
        ),
        pytest.param(
            "Petro nsubj 2 | puso=poner ROOT 0 past | libre advmod 2 | a case 5 | Ana obj 2",
            ["Petro released Ana"], id="any one of them",
        ),
        pytest.param(
            "Petro nsubj 2 | puso=poner ROOT 0 past | a case 4 | Ana obj 2 | en case 6 |"
            " duda obl 2",
            [], id="other words",
        ),
        pytest.param(
            "Petro nsubj 2 | puso=poner ROOT 0 past | a case 4 | Ana obj 2 | , punct 7 |"
            " en case 7 | libertad obl 2",
            [], id="beyond a comma",
        ),
        pytest.param(
            "Petro nsubj 2 | puso=poner ROOT 0 past | a case 4 | Ana obj 2 | hoy advmod 2 |"
            " por case 8 | la det 8 | tarde obl 2 | en case 10 | libertad obl 2",
            [], id="too far away",
        ),
        pytest.param(
            "Petro nsubj 2 | dio=dar ROOT 0 past | muerte obj 2 | a case 5 | Ana nmod 3",
            ["Petro killed Ana"], id="the object that the parser hung below them",
        ),
    ],
)  # fmt: skip
def test_fixed_words_follow_the_verb_within_reach(
    table: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(table, RELEASE, tmp_path) == expected


def test_the_trigger_reaches_to_the_end_of_the_fixed_words(tmp_path: Path) -> None:
    table = (
        "Petro nsubj 2 | puso=poner ROOT 0 past | en case 4 | libertad obl 2 | a case 6 | Ana obj 2"
    )
    (relating,) = sentence(table, RELEASE, tmp_path).relatings()
    assert (relating.start, relating.end) == (1, 4)


CALL = """
[[frame]]
relation = "spokeWith"
verbs = ["llamar"]
unless = ["la atención", "terrorista", "cuentas"]

[[frame]]
relation = "criticized"
nouns = ["llamado"]
subject = ["de"]
object = ["a"]
unless = ["urgente"]

[[frame]]
relation = "praised"
adjectives = ["agradecido"]
object = ["con"]
unless = ["poco"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | llamó=llamar ROOT 0 past | a case 4 | Ana obj 2",
            ["Petro spokeWith Ana"], id="without the words",
        ),
        pytest.param(
            "Petro nsubj 2 | llamó=llamar ROOT 0 past | la det 4 | atención obj 2 | a case 6 |"
            " Ana obl 2",
            [], id="right after the verb",
        ),
        pytest.param(
            "Petro nsubj 2 | llamó=llamar ROOT 0 past | a case 4 | Ana obj 2 | la det 6 |"
            " atención obj 2",
            [], id="a few words later",
        ),
        pytest.param(
            "Petro nsubj 2 | llamó=llamar ROOT 0 past | terrorista xcomp 2 | a case 5 | Ana obj 2",
            [], id="one word as a dependent",
        ),
        pytest.param(
            "Petro nsubj 2 | llamó=llamar ROOT 0 past | a case 4 | Ana obj 2 | a case 6 |"
            " cuenta=cuentas obl 2",
            [], id="a lemma as a dependent",
        ),
        pytest.param(
            "el det 2 | llamado NOUN ROOT 0 | de case 4 | Petro nmod 2 | a case 6 | Ana nmod 2",
            ["Petro criticized Ana"], id="a noun without the words",
        ),
        pytest.param(
            "el det 2 | llamado NOUN ROOT 0 | urgente amod 2 | de case 5 | Petro nmod 2 |"
            " a case 7 | Ana nmod 2",
            [], id="a noun with one",
        ),
        pytest.param(
            "Petro nsubj 4 | está=estar cop 4 pres | poco advmod 4 | agradecido ADJ ROOT 0 |"
            " con case 6 | Ana obl 4",
            [], id="an adjective with one",
        ),
    ],
)  # fmt: skip
def test_unless_keeps_a_frame_away(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, CALL, tmp_path) == expected


SIGN = """
[[frame]]
relation = "agreedWith"
verbs = ["firmar"]
object = ["con"]
requires = ["acuerdo", "pacto"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | firmó=firmar ROOT 0 past | un det 4 | acuerdo obj 2 | con case 6 |"
            " Lula obl 2",
            ["Petro agreedWith Lula"], id="as object",
        ),
        pytest.param(
            "Petro nsubj 2 | firmó=firmar ROOT 0 past | dos nummod 4 | pactos=pacto obj 2 |"
            " con case 6 | Lula obl 2",
            ["Petro agreedWith Lula"], id="in any form",
        ),
        pytest.param(
            "Petro nsubj 2 | firmó=firmar ROOT 0 past | la det 4 | hoja obj 2 | del case 6 |"
            " acuerdo nmod 4 | con case 8 | Lula obl 2",
            ["Petro agreedWith Lula"], id="one noun deeper",
        ),
        pytest.param(
            "Petro nsubj 2 | firmó=firmar ROOT 0 past | el det 4 | libro obj 2 | con case 6 |"
            " Lula obl 2",
            [], id="missing",
        ),
    ],
)  # fmt: skip
def test_requires_wants_one_of_its_lemmas_below_the_verb(
    table: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(table, SIGN, tmp_path) == expected


TYPED = """
[[frame]]
relation = "visited"
verbs = ["visitar"]
subject_types = ["Person"]
object_types = ["Place"]

[[frame]]
relation = "metWith"
verbs = ["visitar"]
object_types = ["Person"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Petro nsubj 2 | visitó=visitar ROOT 0 past | Lima obj 2", ["Petro visited Lima"]),
        ("ONU nsubj 2 | visitó=visitar ROOT 0 past | Lima obj 2", []),
        (
            "Petro nsubj 2 | visitó=visitar ROOT 0 past | a case 4 | Lula obj 2",
            ["Petro metWith Lula"],
        ),
        (
            "Petro nsubj 2 | visitó=visitar ROOT 0 past | Lima obj 2 | y cc 6 | a case 6 |"
            " Lula conj 3",
            ["Petro visited Lima", "Petro metWith Lula"],
        ),
    ],
)
def test_types_choose_among_the_senses(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, TYPED, tmp_path) == expected


ORDER = """
[[frame]]
relation = "released"
verbs = ["poner"]
fixed = ["en libertad"]

[[frame]]
relation = "appointed"
verbs = ["poner"]

[[frame]]
relation = "criticized"
verbs = ["atacar"]

[[frame]]
relation = "attacked"
verbs = ["atacar"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Petro nsubj 2 | puso=poner ROOT 0 past | en case 4 | libertad obl 2 | a case 6 |"
            " Ana obj 2",
            ["Petro released Ana"],
        ),
        ("Petro nsubj 2 | puso=poner ROOT 0 past | a case 4 | Ana obj 2", ["Petro appointed Ana"]),
        (
            "Petro nsubj 2 | atacó=atacar ROOT 0 past | a case 4 | Ana obj 2",
            ["Petro criticized Ana"],
        ),
    ],
)
def test_the_first_frame_that_fits_wins_for_a_pair(
    table: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(table, ORDER, tmp_path) == expected


ROLES = """
[[frame]]
relation = "requested"
verbs = ["pedir"]
object = ["iobj", "a", "clause-subject"]
content = "nonactual"

[[frame]]
relation = "threatened"
verbs = ["amagar"]
object = ["clause-object"]
"""


@pytest.mark.parametrize(
    ("table", "who", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | pidió=pedir ROOT 0 past | paz obj 2 | a case 5 | Lula obl 2",
            {}, ["Petro requested Lula"], id="the first role that holds anybody",
        ),
        pytest.param(
            "Petro nsubj 2 | pidió=pedir ROOT 0 past | a case 4 | Lula obl 2 | que mark 7 |"
            " Ana nsubj 7 | hable=hablar ccomp 2 sub",
            {}, ["Petro requested Lula"], id="and no later one",
        ),
        pytest.param(
            "Petro nsubj 2 | pidió=pedir ROOT 0 past | que mark 5 | Ana nsubj 5 |"
            " hable=hablar ccomp 2 sub",
            {}, ["Petro requested Ana"], id="the subject of the clause",
        ),
        pytest.param(
            "Petro nsubj 2 | amagó=amagar ROOT 0 past | con case 4 | criticar VERB advcl 2 inf |"
            " a case 6 | Ana obj 4",
            {}, ["Petro threatened Ana"], id="the object of the clause",
        ),
        pytest.param(
            "Ana nsubj 2 | vino=venir ROOT 0 past || Petro nsubj 3 | le obj 3 |"
            " pidió=pedir ROOT 0 past | paz obj 3",
            {"le": "=Ana"}, ["Petro requested Ana"], id="a clitic",
        ),
        pytest.param(
            "Ana nsubj 2 | vino=venir ROOT 0 past || Petro nsubj 2 | quiso=querer ROOT 0 past |"
            " pedirle=pedir xcomp 2 inf | paz obj 3",
            {"~pedirle": "=Ana"}, ["Petro requested Ana"], id="a clitic written onto the verb",
        ),
    ],
)  # fmt: skip
def test_roles_are_taken_in_the_order_of_the_frame(
    table: str, who: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    assert found(table, ROLES, tmp_path, who) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Maduro nsubj 3 | fue=ser aux 3 past | detenido=detener ROOT 0 part | por case 6 |"
            " la det 6 | policía obl 3",
            ["policía arrested Maduro"], id="passive",
        ),
        pytest.param(
            "Maduro nsubj 3 | fue=ser cop 3 past | detenido=detener ADJ ROOT 0 | por case 6 |"
            " la det 6 | policía obl 3",
            ["policía arrested Maduro"], id="participle tagged as adjective",
        ),
        pytest.param(
            "la det 2 | policía nsubj 3 | detuvo=detener ROOT 0 past | a case 5 |"
            " pandilleros obj 3",
            ["policía arrested pandilleros"], id="unnamed group",
        ),
        pytest.param(
            "Maduro nsubj 6 | , punct 3 | detenido=detener acl 1 part | por case 5 | Petro obl 3 |"
            " calló=callar ROOT 0 past",
            ["Petro arrested Maduro"], id="participle beside its noun",
        ),
    ],
)  # fmt: skip
def test_frames_name_logical_roles_whatever_the_voice(
    table: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(table, ARREST, tmp_path) == expected


RECIPROCAL = """
[[frame]]
relation = "spokeWith"
verbs = ["conversar"]
object = ["con"]

[[frame]]
relation = "metWith"
verbs = ["verse"]
object = ["con"]
reciprocal = false

[[frame]]
relation = "criticized"
verbs = ["atacarse"]
object = ["a"]
reciprocal = true
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 4 | y cc 3 | Lula conj 1 | conversaron=conversar ROOT 0 past+pl",
            ["Petro spokeWith Lula"], id="a symmetric relation",
        ),
        pytest.param(
            "Petro nsubj 6 | , punct 3 | Lula conj 1 | y cc 5 | Boric conj 1 |"
            " conversaron=conversar ROOT 0 past+pl",
            ["Petro spokeWith Lula", "Petro spokeWith Boric", "Lula spokeWith Boric"],
            id="each pair of three",
        ),
        pytest.param(
            "Petro nsubj 4 | y cc 3 | Lula conj 1 | conversaron=conversar ROOT 0 past+pl |"
            " con case 6 | Boric obl 4",
            ["Petro spokeWith Boric", "Lula spokeWith Boric"], id="an object goes before",
        ),
        pytest.param(
            "Petro nsubj 5 | y cc 3 | Lula conj 1 | se obj 5 | vieron=ver ROOT 0 past+pl",
            [], id="unless the frame says no",
        ),
        pytest.param(
            "Petro nsubj 5 | y cc 3 | Lula conj 1 | se obj 5 | atacaron=atacar ROOT 0 past+pl",
            ["Petro criticized Lula"], id="where the frame says yes",
        ),
    ],
)  # fmt: skip
def test_who_acts_on_each_other(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, RECIPROCAL, tmp_path) == expected


def test_an_inverse_frame_turns_its_roles_round(tmp_path: Path) -> None:
    frames = (
        '[[frame]]\nrelation = "interviewed"\nverbs = ["responder"]\nobject = ["a"]\ninverse = true'
    )
    table = "Petro nsubj 2 | respondió=responder ROOT 0 past | a case 4 | Ana obl 2"
    assert found(table, frames, tmp_path) == ["Ana interviewed Petro"]


CARRY = """
[[frame]]
relation = "spokeWith"
nouns = ["llamada", "reunión", "conversación"]
support = ["sostener", "tener", "hacer"]
object = ["con", "entre", "a"]

[[frame]]
relation = "visited"
nouns = ["visita"]
support = ["realizar"]
object = ["a"]
object_types = ["Place"]

[[frame]]
relation = "attacked"
nouns = ["ataque"]
object = ["contra", "a"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | sostuvo=sostener ROOT 0 past | una det 4 | llamada obj 2 |"
            " con case 6 | Lula nmod 4",
            ["Petro spokeWith Lula"], id="object below the noun",
        ),
        pytest.param(
            "Petro nsubj 2 | sostuvo=sostener ROOT 0 past | una det 4 | llamada obj 2 |"
            " con case 6 | Lula obl 2",
            ["Petro spokeWith Lula"], id="object below the verb",
        ),
        pytest.param(
            "Petro nsubj 4 | y cc 3 | Lula conj 1 | sostuvieron=sostener ROOT 0 past+pl |"
            " una det 6 | llamada obj 4",
            ["Petro spokeWith Lula"], id="each other",
        ),
        pytest.param(
            "la det 2 | llamada ROOT 0 | que obj 5 | Petro nsubj 5 | sostuvo=sostener acl 2 past |"
            " con case 7 | Lula obl 5",
            ["Petro spokeWith Lula"], id="in a relative clause below the noun",
        ),
        pytest.param(
            "la det 2 | llamada ROOT 0 | sostenida=sostener acl 2 part | por case 5 | Petro obl 3 |"
            " con case 7 | Lula obl 3",
            ["Petro spokeWith Lula"], id="as a participle below the noun",
        ),
        pytest.param(
            "Petro nsubj 2 | rompió=romper ROOT 0 past | una det 4 | llamada obj 2",
            [], id="another verb does not carry it",
        ),
        pytest.param(
            "Petro nsubj 2 | realizó=realizar ROOT 0 past | una det 4 | visita obj 2 | a case 6 |"
            " Lima nmod 4",
            ["Petro visited Lima"], id="the types of the frame hold",
        ),
        pytest.param(
            "Petro nsubj 2 | tuvo=tener ROOT 0 past | reuniones=reunión obj 2 | con case 5 |"
            " Lula nmod 3 | y cc 7 | Boric conj 5",
            ["Petro spokeWith Lula", "Petro spokeWith Boric"], id="two objects",
        ),
    ],
)  # fmt: skip
def test_light_verbs_carry_a_noun(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, CARRY, tmp_path) == expected


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Petro nsubj 2 | sostuvo=sostener ROOT 0 past | una det 4 | llamada obj 2 | con case 6 |"
         " Lula nmod 4", 1, 4),
        ("Petro nsubj 2 | sostuvo=sostener ROOT 0 past | ayer advmod 2 | en case 5 | Lima obl 2 |"
         " una det 7 | llamada obj 2 | con case 9 | Lula nmod 7", 6, 7),
    ],
)  # fmt: skip
def test_the_trigger_is_both_words_where_they_stand_together(
    words: str, start: int, end: int, tmp_path: Path
) -> None:
    (relating,) = sentence(words, CARRY, tmp_path).relatings()
    assert (relating.start, relating.end) == (start, end)


def test_a_status_that_the_light_verb_brings_needs_that_verb(tmp_path: Path) -> None:
    frames = """
[[frame]]
relation = "metWith"
nouns = ["reunión"]
support = ["cancelar"]
polarity = "negated"
object = ["con"]
"""
    rest = " ROOT 0 past | una det 4 | reunión obj 2 | con case 6 | Lula nmod 4"
    carried = sentence(f"Petro nsubj 2 | canceló=cancelar{rest}", frames, tmp_path).relatings()
    assert [r.polarity for r in carried] == ["negated"]
    assert not found(f"Petro nsubj 2 | temió=temer{rest}", frames, tmp_path)


def test_a_frame_may_want_an_object_with_a_name(tmp_path: Path) -> None:
    table = "Petro nsubj 2 | detuvo=detener ROOT 0 past | a case 4 | Lula obj 2"
    assert found(table, ARREST + "named = true\n", tmp_path) == ["Petro arrested Lula"]


def test_the_status_is_that_of_the_light_verb(tmp_path: Path) -> None:
    table = (
        "Petro nsubj 2 | sostuvo=sostener ROOT 0 past | una det 4 | llamada obj 2 | con case 6 |"
        " Lula nmod 4"
    )
    (relating,) = sentence(table, CARRY, tmp_path).relatings()
    assert relating.at == 1


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "la det 2 | llamada ROOT 0 | de case 4 | Petro nmod 2 | con case 6 | Lula nmod 2",
            ["Petro spokeWith Lula"], id="de A con B",
        ),
        pytest.param(
            "la det 2 | llamada ROOT 0 | entre case 4 | Petro nmod 2 | y cc 6 | Lula conj 4",
            ["Petro spokeWith Lula"], id="entre A y B",
        ),
        pytest.param(
            "la det 2 | llamada ROOT 0 | entre case 4 | Petro nmod 2 | , punct 6 | Lula conj 4 |"
            " y cc 8 | Boric conj 4",
            ["Petro spokeWith Lula", "Petro spokeWith Boric", "Lula spokeWith Boric"],
            id="entre A, B y C",
        ),
        pytest.param(
            "el det 2 | ataque ROOT 0 | de case 4 | Rusia nmod 2 | contra case 6 | Irán nmod 2",
            ["Rusia attacked Irán"], id="de A contra B",
        ),
        pytest.param(
            "el det 2 | ataque ROOT 0 | contra case 4 | Irán nmod 2 | por case 7 | parte fixed 5 |"
            " Rusia nmod 2",
            [], id="an incomplete phrase is another preposition",
        ),
        pytest.param(
            "el det 2 | ataque ROOT 0 | contra case 4 | Irán nmod 2 | por case 8 | parte fixed 5 |"
            " de fixed 5 | Rusia nmod 2",
            ["Rusia attacked Irán"], id="por parte de",
        ),
        pytest.param(
            "el det 2 | ataque ROOT 0 | contra case 4 | Irán nmod 2",
            [], id="nobody is said to act",
        ),
        pytest.param(
            "el det 2 | ataque ROOT 0 | de case 4 | Rusia nmod 2",
            [], id="nobody suffers",
        ),
        pytest.param(
            "Petro nsubj 2 | viajó=viajar ROOT 0 past | tras case 5 | una det 5 | reunión obl 2 |"
            " con case 7 | Lula nmod 5",
            ["Petro spokeWith Lula"], id="the subject of the clause takes part",
        ),
    ],
)  # fmt: skip
def test_bare_nouns_of_acts(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, CARRY, tmp_path) == expected


@pytest.mark.parametrize(
    ("table", "who", "expected"),
    [
        pytest.param(
            "Ana nsubj 2 | vino=venir ROOT 0 past || su det 2 | llamada ROOT 0 | con case 4 |"
            " Lula nmod 2",
            {"su": "=Ana"}, ["Ana spokeWith Lula"], id="su",
        ),
        pytest.param(
            "el det 2 | ataque ROOT 0 | estadounidense amod 2 | a case 5 | Irán nmod 2",
            {"estadounidense": "Place"}, ["estadounidense attacked Irán"], id="a demonym",
        ),
    ],
)  # fmt: skip
def test_who_acts_may_be_told_beside_the_noun(
    table: str, who: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    assert found(table, CARRY, tmp_path, who) == expected


def test_a_subject_that_is_only_understood_is_less_sure(tmp_path: Path) -> None:
    table = (
        "Petro nsubj 2 | viajó=viajar ROOT 0 past | tras case 5 | una det 5 | reunión obl 2 |"
        " con case 7 | Lula nmod 5"
    )
    (relating,) = sentence(table, CARRY, tmp_path).relatings()
    assert relating.confidence == 0.64


def test_what_a_light_verb_says_is_not_said_again_by_the_noun(tmp_path: Path) -> None:
    table = (
        "Petro nsubj 2 | sostuvo=sostener ROOT 0 past | la det 4 | llamada obj 2 | de case 6 |"
        " Petra nmod 4 | con case 8 | Lula nmod 4"
    )
    assert found(table, CARRY, tmp_path, {"Petra": "Person"}) == ["Petro spokeWith Lula"]


DESCRIBE = """
[[frame]]
relation = "criticized"
adjectives = ["crítico", "hostil"]
object = ["con", "a", "hacia"]

[[frame]]
relation = "memberOf"
adjectives = ["perteneciente"]
object = ["a"]
object_types = ["Organization"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 3 | es=ser cop 3 pres | crítico ADJ ROOT 0 | con case 5 | Lula obl 3",
            ["Petro criticized Lula"], id="with a copula",
        ),
        pytest.param(
            "Petro PROPN ROOT 0 | , punct 3 | crítico amod 1 | con case 5 | Lula obl 3",
            ["Petro criticized Lula"], id="beside its noun",
        ),
        pytest.param(
            "los det 2 | pandilleros ROOT 0 | pertenecientes=perteneciente amod 2 | a case 6 |"
            " la det 6 | ONU obl 3",
            ["pandilleros memberOf ONU"], id="in the plural",
        ),
        pytest.param(
            "los det 2 | pandilleros ROOT 0 | pertenecientes=perteneciente amod 2 | a case 5 |"
            " Lima obl 3",
            [], id="the types hold",
        ),
        pytest.param(
            "Petro nsubj 3 | es=ser cop 3 pres | crítico ADJ ROOT 0", [], id="no object",
        ),
    ],
)  # fmt: skip
def test_adjectives_say_something_of_their_noun(
    table: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(table, DESCRIBE, tmp_path) == expected


def test_a_plural_takes_up_each_of_its_members(tmp_path: Path) -> None:
    table = (
        "Petro nsubj 4 | y cc 3 | Lula conj 1 | vinieron=venir ROOT 0 past+pl ||"
        " Ana nsubj 2 | habló=hablar ROOT 0 past | con case 5 | ambos det 5 | mandatarios obl 2"
    )
    made = sentence(table, SPEAK, tmp_path, {"mandatarios": "=Petro"})
    mention = made.mentions[made.tree.words.index("mandatarios")]
    names = [r.label for r in made.referents]
    mention.entity, mention.members = -1, (names.index("Petro"), names.index("Lula"))
    assert made.relations() == ["Ana spokeWith Petro", "Ana spokeWith Lula"]


STATUS = """
[[frame]]
relation = "approved"
verbs = ["vetar"]
polarity = "negated"

[[frame]]
relation = "attacked"
verbs = ["planear"]
modality = "nonactual"
confidence = 0.6
"""


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("vetó=vetar", ("negated", None, 0.8, "test/1")),
        ("planeó=planear", (None, "nonactual", 0.6, "test/2")),
    ],
)
def test_a_frame_gives_its_claim_status_confidence_and_name(
    verb: str, expected: tuple[str | None, str | None, float, str], tmp_path: Path
) -> None:
    table = f"Petro nsubj 2 | {verb} ROOT 0 past | Lima obj 2"
    (found_one,) = sentence(table, STATUS, tmp_path).relatings()
    status = (found_one.polarity, found_one.modality, found_one.confidence, found_one.frame)
    assert status == expected


@pytest.mark.parametrize(
    "table",
    [
        "Petro nsubj 3 | ha=haber aux 3 pres | visto=ver ROOT 0 part | Lima obj 3",
        "Petro nsubj 3 | es=ser cop 3 pres | Lima PROPN ROOT 0",
    ],
)
def test_auxiliaries_evoke_no_frame(table: str, tmp_path: Path) -> None:
    frames = '[[frame]]\nrelation = "owns"\nverbs = ["haber", "ser"]'
    assert found(table, frames, tmp_path) == []


def test_each_relation_tells_how_it_was_found(tmp_path: Path) -> None:
    table = "Petro nsubj 2 | habló=hablar ROOT 0 past | con case 4 | Lula obl 2"
    (relating,) = sentence(table, SPEAK, tmp_path).relatings()
    assert relating.steps == ("hablar: con",)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Gustavo Petro habló con Nicolás Maduro en Caracas.",
            "Gustavo Petro spokeWith Nicolás Maduro", id="a preposition",
        ),
        pytest.param(
            "Nicolás Maduro fue detenido por la policía de Colombia.",
            "policía de Colombia arrested Nicolás Maduro", id="a passive",
        ),
        pytest.param(
            "Gustavo Petro y Nicolás Maduro se reunieron ayer.",
            "Gustavo Petro metWith Nicolás Maduro", id="each other",
        ),
        pytest.param(
            "Gustavo Petro sostuvo una llamada con Nicolás Maduro.",
            "Gustavo Petro spokeWith Nicolás Maduro", id="a light verb",
        ),
        pytest.param(
            "La reunión entre Gustavo Petro y Nicolás Maduro terminó.",
            "Gustavo Petro metWith Nicolás Maduro", id="a noun",
        ),
        pytest.param(
            "Nicolás Maduro, a quien criticó Gustavo Petro, viajó a Lima.",
            "Gustavo Petro criticized Nicolás Maduro", id="a relative clause",
        ),
        pytest.param(
            "Gustavo Petro llegó ayer y criticó a Nicolás Maduro.",
            "Gustavo Petro criticized Nicolás Maduro", id="a shared subject",
        ),
        pytest.param(
            "Gustavo Petro ordenó a Marta Lucía detener a Nicolás Maduro.",
            "not Marta Lucía arrested Nicolás Maduro", id="an order",
        ),
        pytest.param(
            "Ana Torres, criticada por Luis Prado, renunció.",
            "Luis Prado criticized Ana Torres", id="a participle",
        ),
    ],
)  # fmt: skip
def test_the_default_pipeline_parses_well_enough_for_the_installed_frames(
    text: str, expected: str
) -> None:
    assert expected in told_in(text)


SEND = """
[[frame]]
relation = "deployedTo"
verbs = ["enviar"]
object = ["a", "contra"]

[[frame]]
relation = "praised"
verbs = ["elogiar"]
object = ["obj", "owner"]

[[frame]]
relation = "attacked"
nouns = ["ataque"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | envió=enviar ROOT 0 past | soldados obj 2 | a case 5 | Lima nmod 3",
            ["Petro deployedTo Lima"], id="a complement that hangs on the object",
        ),
        pytest.param(
            "Petro nsubj 2 | envió=enviar ROOT 0 past | soldados obj 2 | de case 5 | Lima nmod 3",
            [], id="with another preposition it is the noun's own",
        ),
        pytest.param(
            "Petro nsubj 2 | elogió=elogiar ROOT 0 past | labor obj 2 | de case 5 | Lula nmod 3",
            ["Petro praised Lula"], id="whose thing the object is",
        ),
        pytest.param(
            "Petro nsubj 2 | elogió=elogiar ROOT 0 past | ataque obj 2 | de case 5 | Lula nmod 3",
            [], id="an act has roles of its own",
        ),
        pytest.param(
            "Petro nsubj 2 | elogió=elogiar ROOT 0 past | a case 4 | Boric obj 2 |"
            " Lula appos 4 | y cc 7 | Ana conj 5",
            ["Petro praised Boric", "Petro praised Ana"],
            id="what is coordinated with a name in apposition",
        ),
    ],
)  # fmt: skip
def test_objects_that_hang_elsewhere(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, SEND, tmp_path) == expected


TRIAL = """
[[frame]]
relation = "convicted"
verbs = ["condenar"]

[[frame]]
relation = "prosecuted"
verbs = ["llevar"]
fixed = ["a la corte"]

[[frame]]
relation = "killed"
nouns = ["asesinato"]
subject = ["culprit"]

[[frame]]
relation = "killed"
adjectives = ["asesino"]
subject = ["head", "appos", "self"]
object = ["de"]

[[frame]]
relation = "attacked"
verbs = ["propinar"]
object = ["iobj", "a"]
requires = ["botellazo"]

[[frame]]
relation = "threatened"
verbs = ["amenazar"]
object = ["condition-subject"]
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Petro nsubj 2 | condenó=condenar ROOT 0 past | a case 4 | Lula obj 2 | por case 7 |"
            " el det 7 | asesinato obl 2 | de case 9 | Boric nmod 7",
            ["Petro convicted Lula", "Lula killed Boric"],
            id="who is tried for a deed did it",
        ),
        pytest.param(
            "Petro nsubj 2 | condenó=condenar ROOT 0 past | a case 4 | Lula obj 2 | por case 6 |"
            " robo obl 2 | y cc 8 | asesinato conj 6 | de case 10 | Boric nmod 8",
            ["Petro convicted Lula", "Lula killed Boric"],
            id="the deed is the second of two",
        ),
        pytest.param(
            "Petro nsubj 2 | lamentó=lamentar ROOT 0 past | el det 4 | asesinato obj 2 |"
            " de case 6 | Boric nmod 4",
            [],
            id="who regrets it did not",
        ),
        pytest.param(
            "Petro nsubj 2 | llevó=llevar ROOT 0 past | a case 4 | Lula obj 2 | a case 7 |"
            " la det 7 | Corte obl 2",
            ["Petro prosecuted Lula"],
            id="the fixed words are no party",
        ),
        pytest.param(
            "el det 2 | botellazo nsubj 8 | que PRON obj 4 | propinó=propinar acl 2 past |"
            " Petro nsubj 4 | a case 7 | Lula obl 4 | dolió=doler ROOT 0 past",
            ["Petro attacked Lula"],
            id="a required word above its relative clause",
        ),
        pytest.param(
            "Petro nsubj 2 | amenazó=amenazar ROOT 0 past | si mark 5 | Lula nsubj 5 |"
            " insiste=insistir advcl 2 pres",
            ["Petro threatened Lula"],
            id="whose act is the condition is threatened",
        ),
        pytest.param(
            "el det 2 | asesino nsubj 5 | de case 4 | Lula nmod 2 | huyó=huir ROOT 0 past |"
            " , punct 7 | Petro appos 2",
            ["Petro killed Lula"],
            id="a noun for who did it, and his name",
        ),
    ],
)
def test_deeds_trials_and_conditions(table: str, expected: list[str], tmp_path: Path) -> None:
    assert found(table, TRIAL, tmp_path) == expected
