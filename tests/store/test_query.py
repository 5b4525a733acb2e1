"""SPARQL over a built graph: answers, formats, what is refused."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import socket
import time
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.exports.turtle import to_turtle
from graph.store.guard import check_query
from graph.store.named import named_query
from graph.store.query import names_graphs, run_query
from tests.samples import ANDINA, COSTA, sample_graph

BODY = "WHERE { ?s hg:threatened ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output")
    (path / "graph.ttl").write_bytes(to_turtle(sample_graph()))
    return path


def rows(folder: Path, sparql: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(run_query(folder, sparql, "csv"))))


NAMED = {
    "who-spoke-with-whom": [
        ["Ana Torres", "https://w3id.org/hemerograph/ontology#spokeWith", "Luis Prado",
         "2026-01-11", "Lima", "2"],
    ],
    "who-threatened-whom": [
        ["Ana Torres", "transportistas", "https://w3id.org/hemerograph/ontology#affirmed",
         "https://w3id.org/hemerograph/ontology#actual", "Radio Sur", ANDINA],
    ],
    "planned-not-done": [
        ["Ana Torres", "https://w3id.org/hemerograph/ontology#visited", "Lima", "2026-03", ANDINA],
    ],
    "who-says-so": [
        ["Radio Sur", "Ana Torres", "https://w3id.org/hemerograph/ontology#threatened",
         "transportistas", "https://w3id.org/hemerograph/ontology#affirmed",
         "https://w3id.org/hemerograph/ontology#actual", ANDINA],
    ],
    "who-holds-which-post": [["Ana Torres", "ministra de Energía", "Perú", "1"]],
}  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), NAMED.items(), ids=NAMED)
def test_named_query_answers(folder: Path, name: str, expected: list[list[str]]) -> None:
    assert rows(folder, named_query(name).text)[1:] == expected


def test_a_file_is_read_like_its_folder(folder: Path) -> None:
    sparql = f"SELECT ?s {BODY}"
    assert run_query(folder / "graph.ttl", sparql) == run_query(folder, sparql)


def test_prefixes_need_not_be_declared(folder: Path) -> None:
    assert rows(folder, f"SELECT ?s {BODY}") == [
        ["s"],
        ["https://w3id.org/hemerograph/kg/entity/ana-torres"],
    ]


def test_prefixes_may_be_declared_anew(folder: Path) -> None:
    sparql = "PREFIX hg: <http://example.org/> SELECT ?s WHERE { ?s hg:threatened ?o }"
    assert rows(folder, sparql) == [["s"]]


def test_the_default_graph_holds_the_data_alone(folder: Path) -> None:
    assert rows(folder, "SELECT ?c WHERE { ?c a owl:Class }") == [["c"]]


ONTOLOGY = "<https://w3id.org/hemerograph/ontology>"


@pytest.mark.parametrize(
    "pattern",
    [
        f"WHERE {{ GRAPH {ONTOLOGY} {{ %s }} }}",
        f"WHERE {{graph{ONTOLOGY}{{ %s }} }}",
        "WHERE { GRAPH ?g { %s } }",
        f"FROM {ONTOLOGY} WHERE {{ %s }}",
        f"FROM NAMED {ONTOLOGY} WHERE {{ GRAPH ?g {{ %s }} }}",
        "WHERE { FILTER EXISTS { GRAPHonto: { %s } } GRAPHonto:{ %s }}",
    ],
)
def test_the_ontology_is_a_named_graph(folder: Path, pattern: str) -> None:
    body = 'hg:threatened rdfs:label ?label FILTER (LANG(?label) = "es")'
    head = f"PREFIX onto: {ONTOLOGY} SELECT ?label "
    assert rows(folder, head + pattern.replace("%s", body))[1:] == [["amenazó a"]]


@pytest.mark.parametrize(
    ("sparql", "can"),
    [
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * FROM NAMED <a:g> { ?s ?p ?o }", True),
        ("SELECT * { { GRAPHx:y { } } }", True),
        ("SELECT * { ?graph ?from ?o }", False),
        ("# FROM here\nSELECT * { ?s rdfs:label 'GRAPH' ; hg:from <a:graph> }", False),
    ],
)
def test_only_a_query_that_can_see_named_graphs_waits_for_the_ontology(
    sparql: str, can: bool
) -> None:
    assert names_graphs(sparql) is can


def test_table_shows_short_names_under_their_headings(folder: Path) -> None:
    table = run_query(folder, f"SELECT ?s ?o {BODY}")
    assert [line.split() for line in table.splitlines() if "─" not in line] == [
        ["s", "o"],
        ["entity:ana-torres", "entity:transportistas"],
    ]


def test_table_is_no_wider_than_asked(folder: Path) -> None:
    table = run_query(folder, "SELECT ?text WHERE { ?d nif:isString ?text }", width=40)
    assert max(map(len, table.splitlines())) <= 40


def test_json_is_sparql_results(folder: Path) -> None:
    answer = json.loads(run_query(folder, f"SELECT ?s {BODY}", "json"))
    assert answer["head"] == {"vars": ["s"]}
    assert answer["results"]["bindings"] == [
        {"s": {"type": "uri", "value": "https://w3id.org/hemerograph/kg/entity/ana-torres"}}
    ]


@pytest.mark.parametrize(
    ("sparql", "fmt", "expected"),
    [
        (f"ASK {BODY}", "table", "true\n"),
        ("ASK { ?s hg:killed ?o }", "table", "false\n"),
        (f"ASK {BODY}", "json", '{"head":{},"boolean":true}'),
    ],
)
def test_ask_gives_a_truth_value(folder: Path, sparql: str, fmt: str, expected: str) -> None:
    assert run_query(folder, sparql, fmt) == expected


def test_construct_gives_turtle(folder: Path) -> None:
    turtle = run_query(folder, "CONSTRUCT { ?o hg:refersTo ?s } " + BODY)
    assert turtle.endswith("entity:transportistas hg:refersTo entity:ana-torres .\n")


def test_construct_gives_json_ld(folder: Path) -> None:
    answer = json.loads(run_query(folder, "CONSTRUCT { ?o hg:refersTo ?s } " + BODY, "json"))
    assert "transportistas" in json.dumps(answer)


def test_construct_gives_no_csv(folder: Path) -> None:
    with pytest.raises(UsageError, match="rows of a SELECT"):
        run_query(folder, "CONSTRUCT { ?o hg:refersTo ?s } " + BODY, "csv")


def test_an_unknown_format_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="unknown format"):
        run_query(folder, "ASK {}", "xml")


REFUSED = {
    "insert": ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT is refused", 1),
    "delete, in small letters": ("delete where { ?s ?p ?o }", "DELETE is refused", 1),
    "load": ("\nLOAD <http://example.org/>", "LOAD is refused", 2),
    "clear": ("CLEAR ALL", "CLEAR is refused", 1),
    "with": ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is refused", 1),
    "service": ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE", 1),
    "silent": ("SELECT * {\nservice silent <http://e.org/> {} }", "SERVICE", 2),
    "without space": ("SELECT*{SERVICE<http://e.org/>{}}", "SERVICE", 1),
    "variable": ("SELECT * { ?s ?p ?e SERVICE ?e {} }", "SERVICE", 1),
    "after a comment": ("SELECT * { # '\n SERVICE <http://e.org/> {} }", "SERVICE", 2),
    "comment ended by return": ("SELECT * { # '\rSERVICE <http://e.org/> {} #'\n}", "SERVICE", 1),
    "after a string": ('SELECT * { ?s ?p "a\\"#" SERVICE <http://e.org/> {} }', "SERVICE", 1),
    "after a long string": ("SELECT * { ?s ?p '''a'#''' SERVICE <h:e> {} }", "SERVICE", 1),
    "after an escape in a name": ("SELECT * { kg:a\\' ?p ?o SERVICE <h:e> {} #'\n}", "SERVICE", 1),
    "after a hash in a name": ("SELECT * { kg:a\\# ?p ?o . SERVICE <h:e> {} }", "SERVICE", 1),
    "in a subquery": ("SELECT * { { SELECT * { SERVICE <h:e> {} } } }", "SERVICE", 1),
    "as a prefix": ("PREFIX : <h:> SELECT * { SERVICE:e {} }", "SERVICE", 1),
    "glued to a prefix": ("PREFIX e: <h:> SELECT * { SERVICEe:e {} }", "SERVICE", 1),
    "glued to silent": ("SELECT * {\nSERVICESILENT<h:e> {} }", "SERVICE", 2),
    "glued to what is before": ("SELECT * { ?s ?p trueSERVICE<h:e> {} }", "SERVICE", 1),
    "after a hash in an IRI": ("SELECT * { ?s <h:a#\\u0041> ?o . SERVICE <h:e> {} }", "SERVICE", 1),
    "after a variable": ("SELECT * { FILTER(?a-1>0)SERVICE <h:e> {} }", "SERVICE", 1),
    "after a number": ("SELECT * { FILTER(1<2) SERVICE <h:e> { FILTER(3>2) } }", "SERVICE", 1),
}


@pytest.mark.parametrize(("sparql", "message", "line"), REFUSED.values(), ids=REFUSED)
def test_query_that_reaches_out_or_writes_is_refused(
    folder: Path, sparql: str, message: str, line: int
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        run_query(folder, sparql)
    assert caught.value.where == f"query, line {line}"


# What a lexer overlooks and Oxigraph's grammar takes; AT is a server that must not be called.
SMUGGLED = {
    "no space before the name": "PREFIX : <AT> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "no space before the prefix": "PREFIX x: <AT> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "no space before SILENT": "SELECT * { SERVICESILENT<AT> { ?s ?p ?o } }",
    "a prefix of that name": "PREFIX : <AT> PREFIX SERVICE: <a:> ASK { SERVICE:x { } }",
    "behind a number": "SELECT * { ?s ?p ?x . ?s ?p 1e5SERVICE <AT> { ?s ?p ?o } }",
    "behind a truth value": "SELECT * { ?s ?p trueSERVICE <AT> { ?s ?p ?o } }",
    "behind an empty name": "PREFIX : <AT> SELECT * { ?s ?p :.SERVICE <AT> { ?s ?p ?o } }",
    "behind dots in a name": "PREFIX : <AT> ASK { ?s ?p :a.b.SERVICE <AT> { ?s ?p ?o } }",
    "escape in an IRI": "ASK { BIND(<a:\\u0061#> AS ?x) SERVICE <AT> { ?s ?p ?o } }",
    "escape in a word": "ASK { S\\u0045RVICE <AT> { ?s ?p ?o } }",
    "quote before an escape": 'ASK { BIND("""a"\\n""" AS ?x) SERVICE <AT> { ?s ?p ?o } #"\n}',
    "less than, like an IRI": (
        "ASK { BIND(1 AS ?x) FILTER(?x<?y#>'''\n) SERVICE <AT> { ?s ?p ?o } #'''\n }"
    ),
}


@pytest.mark.parametrize("sparql", SMUGGLED.values(), ids=SMUGGLED)
def test_no_other_machine_is_called(folder: Path, sparql: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.05)
        with pytest.raises(UsageError, match=r"SERVICE is refused|syntax error"):
            run_query(folder, sparql.replace("AT", f"http://127.0.0.1:{other.getsockname()[1]}/"))
        with pytest.raises(TimeoutError):
            other.accept()


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK " + "{" * 20_000 + "}" * 20_000,
        "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    ],
    ids=["braces", "parentheses"],
)
def test_brackets_that_would_end_the_program_are_refused(folder: Path, sparql: str) -> None:
    with pytest.raises(UsageError, match="brackets"):
        run_query(folder, sparql)


@pytest.mark.parametrize("part", ["a.", '"""', "<a", "'\\", "?a", "@a-", ":a.", "a:", "''''", "#"])
def test_a_query_of_a_megabyte_is_looked_through_at_once(part: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(UsageError):
        check_query(part * ((1 << 20) // len(part)))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s rdfs:label "SERVICE" }',
        "SELECT * { entity:secret-service ?p ?o . ?o ?p <http://example.org/service#it> }",
        "SELECT ?service (COUNT(*) AS ?n) { ?s ?p ?service } GROUP BY ?service",
        "ASK { ?s ?p ?o FILTER(?o < 1 && CONTAINS(STR(?p), \"Secret Service: 'no'\")) }",
        "SELECT * { ?s rdfs:label '''DROP\n\"CLEAR\" ''' }",
        "SELECT * { ?service ?insert $delete }",
        "SELECT * { kg:SERVICE kg:load <http://example.org/SERVICE> }",
        "# SERVICE of INSERT\nSELECT * {}",
        "SELECT * { _:service ?p 'a'@service }",
        "PREFIX drop: <http://example.org/> SELECT * { drop:it ?p ?o }",
    ],
)
def test_words_that_only_look_so_pass(sparql: str) -> None:
    check_query(sparql)


@pytest.mark.parametrize(
    ("sparql", "line"), [("SELECT * {\n?s ?p }", 2), ("SELEKT * {}", 1), ("", 1), ("ASK {\n\n", 3)]
)
def test_syntax_error_is_told_with_its_line(folder: Path, sparql: str, line: int) -> None:
    with pytest.raises(UsageError, match="syntax error") as caught:
        run_query(folder, sparql)
    assert caught.value.where == f"query, line {line}"


def test_text_that_is_no_unicode_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="cannot be run"):
        run_query(folder, 'ASK { ?s ?p "\ud800" }')


def test_table_obeys_no_control_character(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text('<a:a> <a:b> "\\u001B[2J\\u202Ex [red]y" .')
    table = run_query(file, "SELECT ?o { ?s ?p ?o }")
    assert "\\x1b[2J\\u202ex [red]y" in table
    assert "\x1b" not in table


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.ttl", None, "no such graph"),
        ("graph.json", b"{}", "not a Turtle file"),
        ("graph.ttl", b"<a:a> <a:b>\n .", "line 2"),
        ("graph.ttl", b"\xff\xfe", "not valid Turtle"),
    ],
)
def test_graph_that_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        run_query(tmp_path / name, "ASK {}")


def test_folder_without_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no graph\.ttl"):
        run_query(tmp_path, "ASK {}")


def test_planned_act_of_one_document_that_another_tells_as_done_is_left_out(
    folder: Path, tmp_path: Path
) -> None:
    done = "\nentity:ana-torres hg:visited entity:lima .\n"
    (tmp_path / "graph.ttl").write_text((folder / "graph.ttl").read_text() + done)
    assert rows(tmp_path, named_query("planned-not-done").text)[1:] == []


def test_documents_of_one_pair_stand_side_by_side(folder: Path) -> None:
    sparql = """SELECT ?document ?polarity WHERE {
        ?c rdf:subject entity:ana-torres ; rdf:predicate hg:criticized ; hg:polarity ?polarity ;
           prov:wasDerivedFrom/schema:identifier ?document } ORDER BY ?document"""
    assert [row[0] for row in rows(folder, sparql)[1:]] == [ANDINA, COSTA]
