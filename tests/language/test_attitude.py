"""What people say well or ill of somebody, on hand-checked trees; and the file of its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DataError
from graph.language.attitude_words import load_attitude
from tests.gold.trees import parsed, through

STAGES = ("names", "roles", "coreference", "quotation", "factuality", "time", "relations")


def attitudes(text: str) -> set[str]:
    """Return what the attitudes of `text` are, frames left aside: "Ana praised Luis"."""
    doc = through(parsed(text), *STAGES)
    label = [r.label for r in doc._.referents]
    return {
        f"{label[r.subject]} {r.relation} {label[r.object]}"
        for r in doc._.relations
        if r.frame.startswith("attitude/")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ana Torres dijo que Luis Prado es un ladrón.",
            "Ana Torres criticized Luis Prado", id="a noun that blames",
        ),
        pytest.param(
            "“Luis Prado es una persona honesta”, dijo Ana Torres.",
            "Ana Torres praised Luis Prado", id="an adjective that praises",
        ),
        pytest.param(
            "Ana Torres dijo que Luis Prado no es honesto.",
            "Ana Torres criticized Luis Prado", id="praise denied",
        ),
        pytest.param(
            "Ana Torres aseguró que Luis Prado mintió.",
            "Ana Torres accused Luis Prado", id="a wrong",
        ),
        pytest.param(
            "Ana Torres dijo que Luis Prado estuvo a la altura.",
            "Ana Torres praised Luis Prado", id="a deed of several words",
        ),
        pytest.param(
            "Ana Torres lamentó que Luis Prado haya firmado el pacto.",
            "Ana Torres criticized Luis Prado", id="a verb of saying that blames the doer",
        ),
        pytest.param(
            "Ana Torres calificó de vergüenza la conducta de Luis Prado.",
            "Ana Torres criticized Luis Prado", id="a name for an act",
        ),
        pytest.param(
            "Ana Torres llamó “perro faldero” a Luis Prado.",
            "Ana Torres criticized Luis Prado", id="a quoted name that no list has",
        ),
        pytest.param(
            "Ana Torres aplaudió la prudencia de Luis Prado.",
            "Ana Torres praised Luis Prado", id="praise of an act",
        ),
        pytest.param(
            "“Gracias a Luis Prado por venir”, dijo Ana Torres.",
            "Ana Torres praised Luis Prado", id="thanks",
        ),
        pytest.param(
            "Luis Prado calló. “Es un hombre honesto”, dijo Ana Torres.",
            "Ana Torres praised Luis Prado", id="an unstated subject",
        ),
        pytest.param(
            "Irán expulsó a Luis Prado, medida que Ana Torres tildó de absurda.",
            "Ana Torres criticized Irán", id="a noun that sums up the clause",
        ),
    ],
)  # fmt: skip
def test_who_speaks_takes_an_attitude(text: str, expected: str) -> None:
    assert expected in attitudes(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Luis Prado es un ladrón.", id="the document's own voice"),
        pytest.param("Ana Torres dijo que Luis Prado no es un ladrón.", id="blame denied"),
        pytest.param("Ana Torres dijo que Luis Prado no mintió.", id="a wrong denied"),
        pytest.param("Ana Torres lamentó la muerte de Luis Prado.", id="what Y suffered"),
        pytest.param("Ana Torres lamentó que Luis Prado haya muerto.", id="what befell Y"),
        pytest.param("Ana Torres no llamó “perro faldero” a Luis Prado.", id="naming denied"),
        pytest.param("Ana Torres dijo que Luis Prado visitó Lima.", id="nothing that judges"),
    ],
)
def test_no_attitude(text: str) -> None:
    assert attitudes(text) == set()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[loved]\nnouns = ['a']", "unknown key 'loved'"),
        ("[praised]\ncolours = ['rojo']", "unknown key 'colours'"),
        ("[praised]\nnouns = []", "nouns must be a list of words, not empty"),
        ("[praised]\nnouns = ['as', 'as']", "nouns repeats 'as'"),
        ("[praised]\nnouns = ['rata']\n[criticized]\nnouns = ['rata']", "judges in two ways"),
        ("[accused]\ndeeds = ['la mentira']", "has no infinitive"),
    ],
)
def test_a_broken_file_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "attitude.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_attitude(path)
    assert message in str(error.value) and str(path) in str(error.value)


def test_a_word_is_known_in_all_its_forms(tmp_path: Path) -> None:
    path = tmp_path / "attitude.toml"
    path.write_text(
        "[criticized]\nadjectives = ['torpe', 'necio']\nnouns = ['ladrón/ladrona']\n",
        encoding="utf-8",
    )
    assert set(load_attitude(path).judgements) == {
        "torpe", "torpes", "necio", "necia", "necios", "necias",
        "ladrón", "ladrones", "ladrona", "ladronas",
    }  # fmt: skip
