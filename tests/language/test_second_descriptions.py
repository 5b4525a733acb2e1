"""Who a second description, a life told, "su contra" and "el gremio" mean, read end to end."""

from __future__ import annotations

import pytest

from graph.language.compound_prepositions import hang_owned_prepositions
from graph.language.syntax import Tree
from tests.language.docs import at, doc_of
from tests.language.test_typical_sentences import claims


def test_in_his_against_is_against_him() -> None:
    tree = Tree(
        doc_of(
            "jueza NOUN nsubj 2 | abrió=abrir ROOT 0 past | causa NOUN obj 2 | en case 6 |"
            " su det 6 | contra NOUN obl 2"
        )
    )
    hang_owned_prepositions(tree)
    own = at(tree, "su")
    assert (tree.words[tree.head[own]], tree.cases(own)) == ("abrió", "contra")


ROWS = {
    "a relative and his trade": (
        "Ana Coria criticó a su marido, el cineasta Luis Prado.",
        "Ana Coria criticized Luis Prado",
    ),
    "also of that trade": (
        "El alcalde Luis Soto criticó a su antecesora, la también actriz Ana Torres.",
        "Luis Soto criticized Ana Torres",
    ),
    "a widow by her name": (
        "La viuda del alcalde, Elena Ruiz, denunció al fiscal Marco Prado.",
        "Elena Ruiz accused Marco Prado",
    ),
    "a mother by her name": (
        "La madre del joven, Norma Godoy, denunció al intendente Luis Paz.",
        "Norma Godoy accused Luis Paz",
    ),
    "an inquiry against the one just told of": (
        "La Policía detuvo al agricultor Luis Prado. El Ministerio Público abrió una"
        " investigación en su contra.",
        "Ministerio Público investigated Luis Prado",
    ),
    "a life goes on with the main person": (
        "Murió la actriz Elvira Soler\n\nElvira Soler murió ayer en Madrid. La noticia la confirmó"
        " la actriz Julia Roldán.\n\nNacida en Rosario, debutó en 1955.",
        "Elvira Soler originatesFrom Rosario",
    ),
    "the union": (
        "La Asociación de Educadores Unidos marchó ayer. La presidenta del gremio, Ana Ruiz,"
        " criticó al ministro Luis Paz.",
        "Ana Ruiz holdsPositionIn Asociación de Educadores Unidos",
    ),
    "the team": (
        "Saprissa Real despidió al técnico Luis Prado. La presidenta del equipo, Vera Ruiz,"
        " agradeció su trabajo.",
        "Vera Ruiz holdsPositionIn Saprissa Real",
    ),
    "his whom they await": (
        "El empresario Luis Prado salió de la cárcel que dirige Marco Paz. A las puertas lo"
        " esperaba su mujer, Eva Ruiz.",
        "Eva Ruiz relatedTo Luis Prado",
    ),
    "two books": (
        "Ana Coria es autora de dos poemarios y de la biografía ‘Noche por dentro’.",
        "Ana Coria created Noche por dentro",
    ),
    "shots exchanged": (
        "Un grupo de encapuchados se tiroteó con la Policía en Caracas.",
        "encapuchados attacked Policía",
    ),
}
NOT = {
    "a daughter is no man": (
        "La hija del alcalde, Pedro Ruiz, insultó a la ministra Ana Paz.",
        "Pedro Ruiz relatedTo alcalde",
    ),
    "no kidnapping is ordered": (
        "Un juez ordenó la captura de Luis Soto por el secuestro de la empresaria Ana Mora.",
        "juez kidnapped Ana Mora",
    ),
    "custody is no order": (
        "El detenido, Luis Soto, quedó a disposición de la Fiscalía General.",
        "Fiscalía General instructed Luis Soto",
    ),
    "the owner is not from there": (
        "El dueño de la mina La Esperanza, Luis Solís, huyó.",
        "Luis Solís originatesFrom mina La Esperanza",
    ),
    "the authors are others": (
        "Según el coronel Luis Esguerra, los autores serían integrantes del frente Camilo Pava.",
        "Luis Esguerra memberOf Camilo Pava",
    ),
    "what somebody is called": (
        "“Luis es un jugador de selección”, elogió el técnico Marco Paz.",
        "Marco Paz praised jugador",
    ),
    "a police force plays too": (
        "La Policía Nacional detuvo a un hombre. El presidente del club, Luis Prado, habló.",
        "Luis Prado holdsPositionIn Policía Nacional",
    ),
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS.keys())
def test_the_one_meant_is_found(text: str, expected: str) -> None:
    assert expected in claims(text)


@pytest.mark.model
@pytest.mark.parametrize(("text", "wrong"), NOT.values(), ids=NOT.keys())
def test_nobody_else_is_taken(text: str, wrong: str) -> None:
    assert wrong not in claims(text)
