"""The sample graph keeps the contract; each broken variant is told by its own message."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import SH
from rdflib.term import Node

from graph.errors import UsageError
from graph.exports.terms import HG, prefixes
from graph.exports.turtle import to_turtle
from graph.store.validate import Problem, ValidationReport, validate
from graph.vocabulary import data_folder, relations
from tests.samples import sample_graph
from tests.store.broken import BROKEN as WELL_FORMED
from tests.store.contract import RULES, STRICT

BROKEN = {**WELL_FORMED, **STRICT}


@cache
def shapes_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data_folder() / "shapes.ttl", format="turtle")


def write(folder: Path, update: str | None = None) -> Path:
    store = pyoxigraph.Store()
    store.load(to_turtle(sample_graph()), format=pyoxigraph.RdfFormat.TURTLE)
    if update:
        before = len(store)
        triples = set(store)
        store.update(update, prefixes=prefixes())
        assert len(store) != before or set(store) != triples, "the update changes nothing"
    file = folder / "graph.ttl"
    turtle = pyoxigraph.RdfFormat.TURTLE
    store.dump(str(file), format=turtle, from_graph=pyoxigraph.DefaultGraph())
    return file


@pytest.mark.parametrize("with_text", [True, False])
def test_the_sample_conforms(tmp_path: Path, with_text: bool) -> None:
    (tmp_path / "graph.ttl").write_bytes(to_turtle(sample_graph(), with_text=with_text))
    assert validate(tmp_path) == ValidationReport(conforms=True, problems=())


def test_the_sample_conforms_under_another_base(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_bytes(to_turtle(sample_graph(), base="https://example.org/kg/"))
    assert validate(file).conforms


@pytest.mark.parametrize(("update", "message", "where"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_told(tmp_path: Path, update: str, message: str, where: str) -> None:
    report = validate(write(tmp_path, update))
    assert not report.conforms
    told = [p for p in report.problems if message in p.what and p.where.startswith(where)]
    assert told, report.problems
    assert all(problem.todo for problem in told)


def test_every_message_of_the_shapes_stands_in_the_table() -> None:
    shapes = shapes_graph()
    tested = tuple(message for _, message, _ in BROKEN.values())
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    assert [message for message in sorted(messages) if not message.startswith(tested)] == []


def test_every_rule_of_the_shapes_says_what_to_do() -> None:
    shapes = shapes_graph()
    rules = set(shapes.subjects(SH.message)) - set(shapes.objects(None, SH.sparql))
    rules |= set(shapes.subjects(SH.sparql))
    assert [rule for rule in rules if not shapes.value(rule, SH.description)] == []


def test_problems_come_sorted_and_once(tmp_path: Path) -> None:
    problems = validate(write(tmp_path, "DELETE WHERE { ?s rdfs:label ?l }")).problems
    assert list(problems) == sorted(set(problems))
    assert len(problems) >= len(sample_graph().entities)


def test_a_problem_reads_as_one_line() -> None:
    problem = Problem("claim:1", "it is wrong", "Mend it")
    assert str(problem) == "claim:1: it is wrong. Mend it"


def test_what_a_graph_says_is_shown_without_control_characters(tmp_path: Path) -> None:
    update = 'INSERT DATA { entity:lima owl:sameAs "\\u001B[2J\\u202E" }'
    shown = "".join(map(str, validate(write(tmp_path, update)).problems))
    assert "\\x1b[2J\\u202e" in shown
    assert "\x1b" not in shown


def test_a_missing_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such graph"):
        validate(tmp_path / "none.ttl")


def test_every_rule_of_the_contract_has_a_broken_case_and_every_case_a_rule() -> None:
    cases = [case for broken in RULES.values() for case in broken]
    assert sorted(cases) == sorted(BROKEN)
    assert [rule for rule, broken in RULES.items() if not broken] == []


def test_the_shapes_know_which_relations_are_states() -> None:
    shapes = shapes_graph()
    lists = [{str(term) for term in shapes.items(head)} for head in shapes.objects(None, SH["in"])]
    states = {HG + name for name, relation in relations().items() if relation.kind == "state"}
    assert states in lists


def sparql_rules() -> list[str]:
    """Return a broken case for each SPARQL constraint of the shapes."""
    shapes = shapes_graph()
    messages = [shapes.value(c, SH.message) for c in shapes.objects(None, SH.sparql)]
    return sorted(
        next(name for name, case in BROKEN.items() if str(message).startswith(case[1]))
        for message in messages
    )


def engine_finds(file: Path, *shapes: Node) -> set[str]:
    """Return what another SHACL engine tells of a graph: the messages of these shapes, or all."""
    data = rdflib.Graph().parse(file, format="turtle")
    data.parse(data_folder() / "hemerograph.ttl", format="turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes_graph(), use_shapes=list(shapes) or None
        )
    assert isinstance(report, rdflib.Graph)
    return {str(message) for message in report.objects(None, SH.resultMessage)}


def test_a_shacl_engine_finds_nothing_in_the_sample(tmp_path: Path) -> None:
    assert engine_finds(write(tmp_path)) == set()


@pytest.mark.parametrize("name", sparql_rules())
def test_a_shacl_engine_finds_the_same_by_the_sparql_constraints(tmp_path: Path, name: str) -> None:
    """The program asks those queries itself; the shapes must serve anybody else's engine too."""
    update, message, _ = BROKEN[name]
    shapes = shapes_graph()
    (shape,) = (
        node
        for node, constraint in shapes.subject_objects(SH.sparql)
        if str(shapes.value(constraint, SH.message)).startswith(message)
    )
    file = write(tmp_path, update)
    (found,) = engine_finds(file, shape)
    assert found in {problem.what.split(" (")[0] for problem in validate(file).problems}
