"""Reported speech: which words are whose, on hand-checked trees."""

from __future__ import annotations

import pytest

from graph.language.quotation import speaker_of
from tests.gold.trees import parsed, through, token

STAGES = ("names", "roles", "coreference", "quotation")


def speaker(text: str, word: str) -> str:
    """Return who says `word`, "" where the document speaks itself."""
    doc = through(parsed(text), *STAGES)
    speech = speaker_of(doc, token(doc, word))
    if speech is None or speech.speaker not in doc._.at_root:
        return ""
    return str(doc._.referents[doc._.mentions[doc._.at_root[speech.speaker]].entity].label)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Ana Torres dijo que Irán atacó a Israel.", "atacó", "Ana Torres"),
        ("Ana Torres aseguró haber visitado Lima.", "visitado", "Ana Torres"),
        ("Ana Torres calló. Dijo que Irán atacó a Israel.", "atacó", "Ana Torres"),
        ("La ONU denunció que Irán atacó a Israel.", "atacó", "ONU"),
        ("Ana Torres dijo que Irán atacó a Israel.", "dijo", ""),
        ("Ana Torres visitó Lima y dijo que Irán atacó a Israel.", "visitó", ""),
        ("Ana Torres logró que Irán atacara a Israel.", "atacara", ""),
    ],
)
def test_a_clause_below_a_verb_of_saying_is_the_subjects(
    text: str, word: str, expected: str
) -> None:
    assert speaker(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("“Irán atacó ayer a Israel”, dijo Ana Torres.", "atacó", "Ana Torres"),
        ("“Irán atacó ayer a Israel”, señaló Ana Torres en Lima.", "atacó", "Ana Torres"),
        ("Ana Torres dijo: “Irán atacó ayer a Israel”.", "atacó", "Ana Torres"),
        ("“Irán atacó ayer. Israel respondió con drones”, dijo Ana Torres.", "atacó", "Ana Torres"),
        (
            "“Irán atacó ayer. Israel respondió con drones”, dijo Ana Torres.",
            "respondió",
            "Ana Torres",
        ),
        pytest.param(
            "“Irán atacó ayer a Israel”, dijo.",
            "atacó",
            "",
        ),
    ],
)
def test_a_quotation_is_the_subjects_of_the_verb_beside_it(
    text: str, word: str, expected: str
) -> None:
    assert speaker(text, word) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Según Ana Torres, Irán atacó a Israel.",
        "Irán atacó a Israel, según Ana Torres.",
        "De acuerdo con Ana Torres, Irán atacó a Israel.",
        "A juicio de Ana Torres, Irán atacó a Israel.",
        "Según la ministra Ana Torres, Irán atacó a Israel.",
    ],
)
def test_a_phrase_of_source_covers_its_sentence(text: str) -> None:
    assert speaker(text, "atacó") == "Ana Torres"


def test_a_phrase_of_source_ends_with_its_sentence() -> None:
    text = "Según Ana Torres, no hubo heridos. Irán atacó a Israel."
    assert speaker(text, "atacó") == ""


@pytest.mark.parametrize(
    "text",
    ["Ana Torres: Irán atacó a Israel", "Irán atacó a Israel: Ana Torres"],
)
def test_a_colon_in_a_headline_parts_speaker_and_speech(text: str) -> None:
    assert speaker(text, "atacó") == "Ana Torres"


def test_a_colon_after_a_name_that_a_preposition_governs_is_no_speech() -> None:
    assert speaker("Absolución para Ana Torres: Irán atacó a Israel", "atacó") == ""


def test_a_colon_without_a_name_is_no_speech() -> None:
    assert speaker("El Dato: Irán atacó a Israel", "atacó") == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Estas acciones se dan, subrayó la Cancillería, para proteger a Israel.", "dan"),
        ("Estas acciones se dan, subrayó la Cancillería, para proteger a Israel.", "proteger"),
    ],
)
def test_a_verb_of_saying_between_commas_covers_both_sides(text: str, word: str) -> None:
    assert speaker(text, word) == "Cancillería"


@pytest.mark.parametrize(
    "text",
    [
        "“Irán atacó ayer a Israel”, dijo Ana Torres. “Israel respondió hoy con drones”.",
        "“Irán atacó ayer a Israel”, dijo Ana Torres.\n“Israel respondió hoy con drones”.",
    ],
)
def test_a_quotation_on_its_own_goes_on_with_the_last_speaker(text: str) -> None:
    assert speaker(text, "respondió") == "Ana Torres"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # a verb within a part of the sentence reports that part, at its end the whole of it
        ("Irán atacó a Israel; Siria, aclaró Ana Torres, visitó Lima.", "atacó", ""),
        ("Irán atacó a Israel; Siria, aclaró Ana Torres, visitó Lima.", "visitó", "Ana Torres"),
        ("Irán atacó a Israel; Siria visitó Lima, informó Ana Torres.", "atacó", "Ana Torres"),
        ("Irán atacó a Israel, pero Siria, aclaró Ana Torres, visitó Lima.", "atacó", ""),
        # what a relative clause adds is the document's
        ("Irán, que atacó a Israel, visitó Lima, informó Ana Torres.", "atacó", ""),
        ("Irán, que atacó a Israel, visitó Lima, informó Ana Torres.", "visitó", "Ana Torres"),
        ("Según informó Ana Torres, Irán atacó a Israel.", "atacó", "Ana Torres"),
        # papers and sources speak for whose they are
        ("Irán atacó a Israel, según un comunicado de la ONU.", "atacó", "ONU"),
        ("Fuentes de la ONU dijeron que Irán atacó a Israel.", "atacó", "ONU"),
        ("Irán atacó a Israel, según un comunicado.", "atacó", ""),
        # a verb with an object of its own is another act
        ("Irán atacó a Israel, pidió calma y visitó Lima.", "atacó", ""),
    ],
)
def test_how_far_an_attribution_reaches(text: str, word: str, expected: str) -> None:
    assert speaker(text, word) == expected


def test_borrowed_words_are_no_speech() -> None:
    text = "Luis Prado calló y Ana Torres visitó la “Costa Brava”."
    doc = through(parsed(text), *STAGES)
    assert doc._.speeches == []


def test_of_two_speakers_the_inner_one_is_meant() -> None:
    text = "Ana Torres dijo que Luis Prado aseguró que Irán atacó a Israel."
    assert speaker(text, "atacó") == "Luis Prado"
    assert speaker(text, "aseguró") == "Ana Torres"


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "Ana Torres dijo: “Irán atacó ayer a Israel.\nLuis Prado viajó ayer a Lima."
    assert speaker(text, "atacó") == "Ana Torres"
    assert speaker(text, "viajó") == ""


def test_a_quotation_after_a_colon_is_the_subjects() -> None:
    text = "Ana Torres perdió la paciencia: “Irán atacó ayer a Israel”."
    assert speaker(text, "atacó") == "Ana Torres"
