"""Who is meant by descriptions, pronouns, clitics and dropped subjects, on hand-checked trees."""

from __future__ import annotations

import pytest

from graph.language.annotations import NounMention
from tests.gold.trees import parsed, through, token


def resolved(text: str) -> tuple[list[str], list[NounMention], list[int]]:
    doc = through(parsed(text), "names", "roles", "coreference")
    return [r.label for r in doc._.referents], doc._.mentions, [m.entity for m in doc._.mentions]


def meant(text: str, word: str, kind: str = "") -> set[str]:
    """Return the labels of what the mention over `word` stands for; empty where it is open."""
    doc = through(parsed(text), "names", "roles", "coreference")
    at = token(doc, word)
    out = set()
    for m in doc._.mentions:
        if m.start <= at < m.end and (not kind or m.kind == kind):
            out |= {doc._.referents[e].label for e in (m.members or (m.entity,)) if e >= 0}
    return out


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "La presidenta Claudia Sheinbaum habló. La mandataria viajó a Lima.",
            "mandataria",
            "Claudia Sheinbaum",
        ),
        (
            "La presidenta Claudia Sheinbaum habló. La titular del Ejecutivo federal viajó a Lima.",
            "titular",
            "Claudia Sheinbaum",
        ),
        (
            "El presidente de Estados Unidos, Donald Trump, habló. "
            "El presidente de México, Luis Prado, calló. "
            "El mandatario de Estados Unidos viajó a Lima.",
            "mandatario",
            "Donald Trump",
        ),
        (
            "El presidente de Estados Unidos, Donald Trump, habló. "
            "El presidente de México, Luis Prado, calló. "
            "El mandatario estadounidense viajó a Lima.",
            "mandatario",
            "Donald Trump",
        ),
        (
            "La presidenta Claudia Sheinbaum habló con el presidente Donald Trump. "
            "La mandataria viajó a Lima.",
            "mandataria",
            "Claudia Sheinbaum",
        ),
        (
            "El canciller Luis Prado habló. Dicho funcionario viajó a Lima.",
            "funcionario",
            "Luis Prado",
        ),
        (
            "La Secretaría de Salud habló. La dependencia calló.",
            "dependencia",
            "Secretaría de Salud",
        ),
    ],
)
def test_a_description_takes_up_a_name(text: str, word: str, expected: str) -> None:
    assert meant(text, word) == {expected}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # what is barred is not taken, however near
        (
            "Luis Prado calló. El canciller Marco Rubio dijo que el político viajó a Lima.",
            "político",
            {"Luis Prado"},
        ),
        (
            "Pemex calló. Telcel demandó a la empresa.",
            "empresa",
            {"Pemex"},
        ),
        # a trade takes up a person of whom it was not told, a clause that narrows it does not
        ("Luis Prado calló. El futbolista viajó a Lima.", "futbolista", {"Luis Prado"}),
        ("Luis Prado calló. El futbolista que chocó viajó a Lima.", "futbolista", {"futbolista"}),
        ("Ana Torres calló. El futbolista viajó a Lima.", "futbolista", {"futbolista"}),
        # a company is no ministry
        (
            "Pemex calló. La Secretaría de Salud calló. La empresa viajó a Lima.",
            "empresa",
            {"Pemex"},
        ),
        ("Luis Prado calló. La víctima viajó a Lima.", "víctima", {"víctima"}),
    ],
)
def test_a_description_looks_for_the_prominent_one_that_fits(
    text: str, word: str, expected: set[str]
) -> None:
    assert meant(text, word) == expected


def test_a_description_of_the_other_gender_takes_up_nobody() -> None:
    text = "El presidente Donald Trump habló. La mandataria viajó a Lima."
    assert meant(text, "mandataria") == {"mandataria"}


def test_an_indefinite_description_brings_in_somebody_new() -> None:
    text = "El canciller Luis Prado habló. Un canciller viajó a Lima."
    doc = through(parsed(text), "names", "roles", "coreference")
    assert len({m.entity for m in doc._.mentions if m.head == "canciller"}) == 2


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Luis Prado habló. Viajó a Lima.", "Viajó", {"Luis Prado"}),
        ("Luis Prado habló con Ana Torres. Viajó a Lima.", "Viajó", {"Luis Prado"}),
        ("Luis Prado habló. No llovió.", "llovió", set()),
        ("Luis Prado habló. Hubo protestas.", "Hubo", set()),
        ("Luis Prado habló. Viajamos a Lima.", "Viajamos", set()),
        ("Luis Prado habló. Viajaron a Lima.", "Viajaron", set()),
    ],
)
def test_a_dropped_subject_is_the_last_subject_that_agrees(
    text: str, verb: str, expected: set[str]
) -> None:
    assert meant(text, verb, "dropped") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Luis Prado calló. Ana Torres lo criticó.", "lo", {"Luis Prado"}),
        ("Ana Torres calló. Luis Prado la criticó.", "la", {"Ana Torres"}),
        ("Luis Prado calló. Ana Torres le habló.", "le", {"Luis Prado"}),
        ("Ana Torres calló. Luis Prado lo criticó.", "lo", set()),
        ("Luis Prado habló. Él viajó a Lima.", "Él", {"Luis Prado"}),
        ("Luis Prado calló. Marco Rubio calló. Él viajó a Lima.", "Él", {"Marco Rubio"}),
        ("Luis Prado habló con Ana Torres. Ella viajó a Lima.", "Ella", {"Ana Torres"}),
    ],
)
def test_a_pronoun_agrees_and_is_no_argument_beside_itself(
    text: str, word: str, expected: set[str]
) -> None:
    assert meant(text, word, "pronoun") == expected


def test_a_clitic_attached_to_the_verb_is_resolved() -> None:
    text = "Luis Prado calló. Ana Torres quiere criticarlo."
    assert meant(text, "criticarlo", "pronoun") == {"Luis Prado"}


def test_a_clitic_that_doubles_a_phrase_stands_for_the_same() -> None:
    text = "Luis Prado calló. Ana Torres le pidió ayuda a Marco Rubio."
    assert meant(text, "le", "pronoun") == {"Marco Rubio"}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # in his own words the speaker is "yo", never "lo"
        ("“Irán me atacó ayer en Lima”, dijo Luis Prado.", "me", {"Luis Prado"}),
        ("“Ayer visité con gusto Lima”, dijo Luis Prado.", "visité", {"Luis Prado"}),
        ("Ana Torres calló. “Irán la atacó ayer en Lima”, dijo Marta Díaz.", "la", {"Ana Torres"}),
    ],
)
def test_a_quotation_is_in_its_speakers_person(text: str, word: str, expected: set[str]) -> None:
    doc = through(parsed(text), "names", "roles", "coreference", "quotation")
    at = token(doc, word)
    found = {m.entity for m in doc._.mentions if m.start == at and m.entity >= 0}
    assert {doc._.referents[e].label for e in found} == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Luis Prado habló con su hermano.", "su", {"Luis Prado"}),
        ("La ONU habló. Su presidenta calló.", "Su", {"ONU"}),
    ],
)
def test_a_possessive_fits_what_is_owned(text: str, word: str, expected: set[str]) -> None:
    assert meant(text, word, "pronoun") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "El canciller Luis Prado habló con la ministra Ana Torres. "
            "Ambos funcionarios viajaron a Lima.",
            "funcionarios",
            {"Luis Prado", "Ana Torres"},
        ),
        pytest.param(
            "México habló con Chile. Ambos países callaron.",
            "países",
            {"México", "Chile"},
        ),
        (
            "México habló con Chile en Lima. Los dos países callaron.",
            "países",
            {"México", "Chile"},
        ),
        (
            "La OTAN habló con la ONU. Ambas organizaciones callaron.",
            "organizaciones",
            {"OTAN", "ONU"},
        ),
        (
            "El presidente Luis Prado habló con la presidenta Ana Torres. "
            "Los presidentes viajaron a Lima.",
            "presidentes",
            {"Luis Prado", "Ana Torres"},
        ),
    ],
)
def test_a_plural_takes_up_two_together(text: str, word: str, expected: set[str]) -> None:
    assert meant(text, word) == expected


def test_a_plural_of_posts_needs_two_holders() -> None:
    text = "El presidente Luis Prado habló. Los presidentes viajaron a Lima."
    assert meant(text, "presidentes") == {"presidentes"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hubo una llamada de Luis Prado a Marco Rubio. Viajó a Lima.", "Viajó"),
        pytest.param(
            "Luis Prado y Marco Rubio hablaron. Viajó a Lima.",
            "Viajó",
        ),
    ],
)
def test_a_tie_goes_nowhere(text: str, word: str) -> None:
    assert meant(text, word) == set()


def test_nothing_far_back_is_taken_up() -> None:
    text = "Luis Prado habló. Hubo protestas. Hubo heridos. Hubo detenidos. Viajó a Lima."
    assert meant(text, "Viajó", "dropped") == set()


def test_every_resolution_says_why() -> None:
    text = "La presidenta Claudia Sheinbaum habló. La mandataria viajó a Lima. Luego calló."
    _, mentions, _ = resolved(text)
    assert {m.kind: m.why for m in mentions if m.kind != "name"} == {
        "description": "description «mandataria»",
        "dropped": "dropped subject",
    }


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Pemex calló. La gasera negó todo.", "gasera", "Pemex"),
        ("Pemex calló. La gasera que recurrió negó todo.", "gasera", "gasera"),
        ("Pemex calló. La policía negó todo.", "policía", "policía"),
    ],
)
def test_a_trade_takes_up_the_one_body_whose_name_tells_no_kind(
    text: str, word: str, expected: str
) -> None:
    assert meant(text, word) == {expected}
