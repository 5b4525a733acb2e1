"""What the tree tells the rules: repairs, prepositions, coordination, who governs whom."""

from __future__ import annotations

import pytest

from graph.language.syntax import Tree
from tests.language.docs import TableError, at, doc_of, rows_of

CALLED = """
Petro nsubj 2 | sostuvo=sostener ROOT 0 past | una det 5 | llamada NOUN amod 5 |
telefónica=telefónico ADJ obj 2 | con case 7 | Lula nmod 5
"""


def tree_of(table: str) -> Tree:
    return Tree(doc_of(table))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("llamada", ("obj", "sostuvo")),
        ("telefónica", ("amod", "llamada")),
        ("Lula", ("nmod", "llamada")),
    ],
)
def test_a_noun_takes_its_place_back_from_its_adjective(
    word: str, expected: tuple[str, str]
) -> None:
    tree = tree_of(CALLED)
    k = at(tree, word)
    assert (tree.dep[k], tree.words[tree.head[k]]) == expected


def test_a_noun_that_modifies_no_adjective_stays() -> None:
    tree = tree_of("la det 2 | reunión obj 0 | bilateral ADJ amod 2 | ayer advmod 2")
    assert tree.words[tree.head[at(tree, "bilateral")]] == "reunión"


def test_an_article_right_before_a_finite_verb_is_a_pronoun() -> None:
    tree = tree_of("Ana nsubj 3 | la det 1 | llamó=llamar ROOT 0 past | ayer advmod 3")
    k = at(tree, "la")
    assert (tree.pos[k], tree.dep[k], tree.words[tree.head[k]]) == ("PRON", "obj", "llamó")


def test_an_arc_that_leaves_its_sentence_is_cut() -> None:
    # spaCy itself makes no such Doc, so the boundary is moved on the tree.
    tree = tree_of("Petro nsubj 2 | habló ROOT 0 past | Lula conj 2 | calló VERB conj 3 past")
    tree.sentence = [0, 0, 1, 1]
    tree._repair_heads()
    assert tree.head == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("word", "dep", "head"),
    [("afeó", "ROOT", "afeó"), ("Petro", "nsubj", "afeó"), ("conducta", "nmod", "afeó")],
)
def test_a_preterite_that_was_taken_for_a_noun_heads_the_clause(
    word: str, dep: str, head: str
) -> None:
    tree = tree_of("Petro ROOT 0 | afeó NOUN appos 1 | la det 4 | conducta nmod 1")
    tree.repair_verbs(lambda i: tree.words[i] == "afeó")
    k = at(tree, word)
    assert (tree.dep[k], tree.words[tree.head[k]]) == (dep, head)


def test_a_repaired_verb_is_finite() -> None:
    tree = tree_of("Petro ROOT 0 | afeó NOUN appos 1 | la det 4 | conducta nmod 1")
    tree.repair_verbs(lambda i: tree.words[i] == "afeó")
    assert tree.is_verb(1) and tree.is_finite(1)


@pytest.mark.parametrize(
    ("table", "word", "dep", "head"),
    [
        pytest.param(
            "Cuba ROOT 0 | excarcela=excarcelar flat 1 pres | a case 4 | Ferrer nmod 1",
            "Cuba", "nsubj", "excarcela", id="the name is the subject",
        ),
        pytest.param(
            "Cuba ROOT 0 | excarcela=excarcelar flat 1 pres | a case 4 | Ferrer nmod 1",
            "Ferrer", "nmod", "excarcela", id="what follows hangs on the verb",
        ),
        pytest.param(
            "Cuba nsubj 6 | libera=liberar flat 1 pres | a case 4 | Ferrer nmod 1 | y cc 6 |"
            " sube=subir ROOT 0 pres",
            "sube", "conj", "libera", id="the second of two verbs stands beside it",
        ),
        pytest.param(
            "Cuba ROOT 0 | que nsubj 3 | libera=liberar acl 1 pres",
            "libera", "acl", "Cuba", id="a relative clause stays",
        ),
        pytest.param(
            "Cuba ROOT 0 | , punct 3 | libera=liberar appos 1 pres",
            "libera", "appos", "Cuba", id="and so does what follows a comma",
        ),
    ],
)  # fmt: skip
def test_a_finite_verb_hung_on_the_noun_before_it_heads_its_clause(
    table: str, word: str, dep: str, head: str
) -> None:
    tree = tree_of(table)
    k = at(tree, word)
    assert (tree.dep[k], tree.words[tree.head[k]]) == (dep, head)


def test_a_name_that_was_taken_for_an_adverb_is_a_noun() -> None:
    tree = tree_of("Claro ADV advmod 2 | dejó=dejar ROOT 0 past | atrás ADV advmod 2")
    tree.repair_names([0])
    assert tree.is_nominal(0) and not tree.is_nominal(2)


@pytest.mark.parametrize("word", ["Afeó", "mesa"])
def test_names_and_plain_nouns_are_not_made_verbs(word: str) -> None:
    tree = tree_of(f"el det 2 | {word} NOUN ROOT 0")
    tree.repair_verbs(lambda i: tree.words[i] == "afeó")
    assert tree.pos[1] == "NOUN"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("con case 2 | Lula ROOT 0", "con"),
        ("al case 2 | canciller ROOT 0", "a"),
        ("del case 2 | canciller ROOT 0", "de"),
        ("en case 4 | contra fixed 1 | del fixed 1 | canciller ROOT 0", "en contra de"),
        ("En case 4 | contra fixed 1 | de fixed 1 | Lula ROOT 0", "en contra de"),
        ("frente ADV case 3 | al fixed 1 | canciller ROOT 0", "frente a"),
        ("como SCONJ mark 2 | canciller ROOT 0", "como"),
        ("el det 2 | canciller ROOT 0", ""),
        ("Lula ROOT 0", ""),
        ("Lula ROOT 0 | de case 1", ""),
    ],
)
def test_the_preposition_of_a_phrase(phrase: str, expected: str) -> None:
    tree = tree_of(phrase)
    head = next(k for k in range(tree.n) if tree.head[k] == k)
    assert tree.cases(head) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Lula ROOT 0 | y cc 3 | Petro conj 1", ["Lula", "Petro"]),
        (
            "Lula ROOT 0 | , punct 3 | Petro conj 1 | y cc 5 | Boric conj 1",
            ["Lula", "Petro", "Boric"],
        ),
        (
            "Lula ROOT 0 | , punct 3 | Petro conj 1 | y cc 5 | Boric conj 3",
            ["Lula", "Petro", "Boric"],
        ),
        ("Lula ROOT 0 | y cc 3 | habló VERB conj 1 past", ["Lula"]),
        ("Lula ROOT 0 | de case 3 | Brasil nmod 1", ["Lula"]),
    ],
)
def test_what_is_coordinated_with_a_noun(phrase: str, expected: list[str]) -> None:
    tree = tree_of(phrase.replace("Lula ROOT", "Lula PROPN ROOT"))
    assert [tree.words[k] for k in tree.conjuncts(0)] == expected


PLANS = """
Petro nsubj 2 | dijo=decir ROOT 0 past | que mark 5 | Lula nsubj 5 | quiere=querer ccomp 2 pres |
hablar xcomp 5 inf | con case 8 | Boric obl 6 | y cc 10 | Milei conj 8
"""


@pytest.mark.parametrize(
    ("word", "governor"),
    [
        ("Petro", "dijo"),
        ("Lula", "quiere"),
        ("quiere", "dijo"),
        ("hablar", "quiere"),
        ("Boric", "hablar"),
        ("con", "hablar"),
        ("Milei", "hablar"),
    ],
)
def test_the_nearest_predicate_above(word: str, governor: str) -> None:
    tree = tree_of(PLANS)
    assert tree.words[tree.governor(at(tree, word))] == governor


def test_nothing_governs_the_root() -> None:
    tree = tree_of(PLANS)
    assert tree.governor(at(tree, "dijo")) == -1


def test_a_coordinated_clause_is_not_governed_by_the_one_beside_it() -> None:
    tree = tree_of(
        "dijo=decir ROOT 0 past | que mark 3 | habló=hablar ccomp 1 past |"
        "y cc 5 | calló=callar VERB conj 3 past"
    )
    assert tree.words[tree.governor(at(tree, "calló"))] == "dijo"


@pytest.mark.parametrize(
    ("table", "word", "expected"),
    [
        ("Petro nsubj 2 | habló ROOT 0 past", "habló", True),
        ("Petro nsubj 3 | ha aux 3 pres | hablado ROOT 0 part", "hablado", True),
        ("Petro nsubj 3 | fue cop 3 past | detenido ROOT 0 part", "detenido", True),
        ("quiere ROOT 0 pres | hablar xcomp 1 inf", "hablar", False),
        ("Petro PROPN ROOT 0 | , punct 3 | detenido acl 1 part", "detenido", False),
    ],
)
def test_a_verb_is_finite_by_its_own_form_or_its_auxiliary(
    table: str, word: str, expected: bool
) -> None:
    tree = tree_of(table)
    assert tree.is_finite(at(tree, word)) is expected


def test_the_finite_form_of_a_compound_tense_is_the_auxiliary() -> None:
    tree = tree_of("Petro nsubj 3 | había aux 3 impf | hablado ROOT 0 part")
    assert tree.words[tree.finite_form(at(tree, "hablado"))] == "había"


@pytest.mark.parametrize(
    ("table", "word", "expected"),
    [
        ("Petro nsubj 2 | habló ROOT 0 past", "habló", True),
        ("Petro nsubj 3 | ha aux 3 pres | hablado ROOT 0 part", "ha", False),
        ("Petro nsubj 3 | es cop 3 pres | presidente NOUN ROOT 0", "es", False),
        ("Petro nsubj 3 | es cop 3 pres | presidente NOUN ROOT 0", "presidente", False),
        ("hubo AUX ROOT 0 past | paz obj 1", "hubo", True),
    ],
)
def test_auxiliaries_and_copulas_are_no_verbs_of_their_own(
    table: str, word: str, expected: bool
) -> None:
    tree = tree_of(table)
    assert tree.is_verb(at(tree, word)) is expected


def test_a_noun_with_a_copula_is_a_predicate() -> None:
    tree = tree_of("Petro nsubj 3 | es cop 3 pres | presidente NOUN ROOT 0")
    assert tree.is_predicate(at(tree, "presidente"))


def test_the_subtree_reaches_from_the_first_to_the_last_word_below() -> None:
    tree = tree_of(PLANS)
    assert tree.subtree(at(tree, "Boric")) == (at(tree, "con"), at(tree, "Milei"))


def test_sentences_have_their_bounds() -> None:
    tree = tree_of("Petro nsubj 2 | habló ROOT 0 past || Lula nsubj 2 | calló ROOT 0 past")
    assert (tree.bounds, tree.sentence) == ([(0, 2), (2, 4)], [0, 0, 1, 1])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("Petro nsubj", "a row is"),
        ("Petro PROPN x nsubj 2 | habló ROOT 0", "a row is"),
        ("Petro nsubj 5 | habló ROOT 0", "head 5 of 2"),
        ("Petro nsubj 2 | habló ccomp 1", "no root"),
        ("habló ROOT 0 preterite", "unknown form"),
        ("habló ROOT 0 past+x", "unknown form"),
    ],
)
def test_a_table_that_is_no_tree_is_refused(table: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        rows_of(table)


ELECTED = """
Ana nsubj 4 | fue AUX cop 4 | nombrada ADJ amod 4 | secretaria NOUN ROOT 0 | por case 6 |
Petro nmod 4
"""


@pytest.mark.parametrize(
    ("word", "dep", "head"),
    [
        ("nombrada", "ROOT", "nombrada"),
        ("Ana", "nsubj", "nombrada"),
        ("fue", "aux", "nombrada"),
        ("secretaria", "xcomp", "nombrada"),
        ("Petro", "nmod", "nombrada"),
    ],
)
def test_a_participle_heads_the_clause_of_an_appointment(word: str, dep: str, head: str) -> None:
    tree = tree_of(ELECTED)
    k = at(tree, word)
    assert (tree.dep[k], tree.words[tree.head[k]]) == (dep, head)


def test_a_participle_that_describes_stays_below_its_noun() -> None:
    tree = tree_of(
        "Ana nsubj 4 | es AUX cop 4 | reconocida ADJ amod 4 | activista NOUN ROOT 0 | en case 6 |"
        " Lima nmod 4"
    )
    assert tree.words[tree.head[at(tree, "reconocida")]] == "activista"


def test_the_name_behind_an_opening_phrase_is_the_subject() -> None:
    tree = tree_of(
        "En ADP case 2 | gira NOUN obl 6 | por case 4 | Lima PROPN nmod 2 | , PUNCT punct 7 |"
        " prometió=prometer VERB ROOT 0 past | Ana PROPN conj 4"
    )
    before = tree.head[at(tree, "Ana")]
    tree.repair_subjects([(6, 7, 6)])
    assert tree.head[at(tree, "Ana")] == before  # no verb follows it
    tree = tree_of(
        "En ADP case 2 | gira NOUN obl 7 | por case 4 | Lima PROPN nmod 2 | , PUNCT punct 6 |"
        " Ana PROPN conj 4 | prometió=prometer VERB ROOT 0 past"
    )
    tree.repair_subjects([(5, 6, 5)])
    k = at(tree, "Ana")
    assert (tree.dep[k], tree.words[tree.head[k]]) == ("nsubj", "prometió")
