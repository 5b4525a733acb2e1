"""The command line as its users meet it: what is printed where, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from graph import __version__
from graph.cli import INTERRUPTED, UNUSABLE, cli
from graph.exports.turtle import to_turtle
from graph.language import models
from tests.samples import sample_graph

PROSE = "El canciller habló ayer con el embajador en Lima sobre la cooperación entre los países."
REFUSED = 1


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PROSE, encoding="utf-8")
    return tmp_path


def written(folder: Path) -> set[str]:
    """Names of the files that a user sees."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_bytes(to_turtle(sample_graph()))
    return tmp_path


UNUSABLE_CALLS = [
    (["build"], "PATHS"),
    (["build", "no-existe"], "no such file"),
    (["build", "."], "no documents"),
    (["build", "in", "--model", "es_no_existe"], "python"),
    (["build", "in", "--formats", "ttl,pdf"], "Known formats: ttl, html, graphml"),
    (["build", "in", "--base", "sin esquema"], "base"),
    (["build", "in", "-o", "in/a.txt"], "in/a.txt"),
    (["build", "in", "-o", ""], "no output folder is named"),
    (["build", "in", "--jobs", "-1"], "--jobs"),
    (["build", "in", "--time-limit", "nan"], "time limit"),
    (["build", "in", "--corrections", "no-existe.toml"], "no-existe.toml"),
    (["query"], "GRAPH"),
    (["query", "no-existe", "ASK {}"], "no-existe"),
    (["query", ".", "ASK {}", "--named", "x"], "one of"),
    (["query", ".", "--file", "no-existe.rq"], "no-existe.rq"),
    (["query", ".", "ASK {}", "--set", "who=Ana"], "--named"),
    (["query", ".", "--named", "timeline", "--set", "who"], "NAME=VALUE"),
    (["export", "no-existe", "--format", "nt"], "no-existe"),
    (["export", "in", "--format", "pdf"], "--format: unknown format pdf. Known formats: ttl,"),
    (["export", "in"], "--format"),
    (["export", "graph.ttl", "--format", "nt", "-o", "memory://x/y"], "an address"),
    (["export", "graph.ttl", "--format", "nt", "-o", ""], "no output folder is named"),
    (["serve", "no-existe"], "no-existe"),
    (["load", "no-existe", "http://127.0.0.1:1/store"], "no-existe"),
    (["load", "in", "ftp://127.0.0.1/store"], "http(s)"),
    (["load", "in", "http://user:secret@127.0.0.1/store"], "password"),
    (["load", "in", "http://127.0.0.1/store", "--graph", "mi grafo"], "IRI"),
    (
        ["load", "in", "http://127.0.0.1/s", "--user", "x", "--password-env", "NO_EXISTE"],
        "NO_EXIST",
    ),
    (["validate", "no-existe"], "no-existe"),
    (["explain", "no-existe"], "no-existe"),
    (["model", "install", "es_no_existe"], "spacy download es_no_existe"),
    (["model", "check", "es_no_existe"], "not installed"),
    (["no-existe"], "no-existe"),
]


@pytest.mark.parametrize(
    ("arguments", "told"), UNUSABLE_CALLS, ids=[" ".join(call) for call, _ in UNUSABLE_CALLS]
)
def test_an_unusable_call_ends_in_2_with_a_message_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    empty = tmp_path / "cwd"
    empty.mkdir()
    monkeypatch.chdir(empty)
    if "in" in arguments:
        (empty / "in").mkdir()
        (empty / "in" / "a.txt").write_text(PROSE, encoding="utf-8")
    before = sorted(empty.rglob("*"))
    result = run(*arguments)
    assert result.exit_code == UNUSABLE
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert sorted(empty.rglob("*")) == before


def test_a_query_that_is_not_utf_8_is_named(built: Path) -> None:
    (built / "q.rq").write_bytes("ASK { ?s ?p 'año' }".encode("latin-1"))
    result = run("query", built, "--file", built / "q.rq")
    assert (result.exit_code, result.stdout) == (UNUSABLE, "")
    assert "q.rq: not UTF-8. Save it as UTF-8" in result.stderr


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"hemerograph, version {__version__}\n"


def test_interruption_ends_as_a_shell_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models, "installed", interrupted)
    assert run("model", "list").exit_code == INTERRUPTED


@pytest.mark.model
def test_a_build_writes_four_files_and_tells_of_them(news: Path) -> None:
    result = run("build", news / "in", "-o", news / "out")
    assert result.exit_code == 0, result.output
    assert written(news / "out") == {"graph.ttl", "graph.html", "graph.graphml", "report.json"}
    for word in ("documents", "entities", "claims", "events", "top relations", "open"):
        assert word in result.stdout


@pytest.mark.model
def test_refused_input_is_named_on_stderr_and_in_the_report(news: Path) -> None:
    (news / "in" / "vacio.txt").write_bytes(b"")
    result = run("build", news / "in", "-o", news / "out", "--quiet")
    assert result.exit_code == REFUSED
    assert result.stdout == ""
    assert "vacio.txt: empty file" in result.stderr
    report = json.loads((news / "out" / "report.json").read_text(encoding="utf-8"))
    assert [entry["input"] for entry in report["refused"]] == ["vacio.txt"]


def test_where_all_input_is_refused_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "vacio.txt").write_bytes(b"")
    result = run("build", tmp_path / "vacio.txt", "-o", tmp_path / "out")
    assert result.exit_code == UNUSABLE
    assert "vacio.txt: empty file" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.model
@pytest.mark.parametrize(
    ("formats", "files"),
    [
        ("ttl", {"graph.ttl", "report.json"}),
        ("graphml, ttl", {"graph.ttl", "graph.graphml", "report.json"}),
    ],
)
def test_formats_choose_what_is_written(news: Path, formats: str, files: set[str]) -> None:
    run("build", news / "in", "-o", news / "out", "--formats", formats)
    assert written(news / "out") == files


@pytest.mark.model
def test_json_is_one_object_on_stdout(news: Path) -> None:
    result = run("build", news / "in", "-o", news / "out", "--json", "--formats", "ttl")
    report = json.loads(result.stdout)
    assert report["documents"] == 1
    assert report["files"] == ["graph.ttl", "report.json"]
    assert report["seconds"] > 0


def read_now(*arguments: str | Path) -> int:
    result = run("build", *arguments, "--json", "--formats", "ttl")
    assert result.exit_code == 0, result.output
    return int(json.loads(result.stdout)["read_now"])


@pytest.mark.model
def test_a_second_build_reads_what_is_new_and_a_fresh_one_all(news: Path) -> None:
    (news / "in" / "b.txt").write_text(PROSE.replace("Lima", "Quito"), encoding="utf-8")
    assert read_now(news / "in" / "a.txt", "-o", news / "out") == 1
    assert read_now(news / "in", "-o", news / "out") == 1
    anew = (news / "out" / "graph.ttl").read_bytes()
    assert read_now(news / "in", "-o", news / "out") == 0
    assert (news / "out" / "graph.ttl").read_bytes() == anew
    assert read_now(news / "in", "-o", news / "out", "--fresh") == 2
    assert (news / "out" / "graph.ttl").read_bytes() == anew


def broken(*_: object) -> NoReturn:
    raise ValueError("dos nombres\x1b[31m, un nodo")


@pytest.mark.model
@pytest.mark.parametrize("at", ["graph.api.merge_corrected", "graph.api.to_files"])
def test_a_fault_of_the_program_costs_nothing_that_was_there(
    news: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    assert run("build", news / "in", "-o", news / "out").exit_code == 0
    before = {name: (news / "out" / name).read_bytes() for name in written(news / "out")}
    (news / "in" / "b.txt").write_text(PROSE.replace("Lima", "Quito"), encoding="utf-8")
    with monkeypatch.context() as faulty:
        faulty.setattr(at, broken)
        result = run("build", news / "in", "-o", news / "out")
    assert result.exit_code == UNUSABLE
    assert "Traceback" not in result.output
    assert "what was read is kept and the output is as it was" in result.stderr
    assert "a fault of the program itself (ValueError at test_commands.py:" in result.stderr
    assert "Please report it" in result.stderr
    assert "\x1b" not in result.stderr
    assert {name: (news / "out" / name).read_bytes() for name in written(news / "out")} == before
    assert read_now(news / "in", "-o", news / "out") == 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("mal"), "a fault of the program itself (ValueError at test_commands.py:"),
        (MemoryError(), "there is not enough memory"),
        (OSError(28, "No space left on device", "x/y"), "x/y: the system refuses it (No space"),
    ],
)
def test_no_command_ends_in_a_traceback_but_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail() -> NoReturn:
        raise error

    monkeypatch.setattr(models, "installed", fail)
    result = run("model", "list")
    assert (result.exit_code, result.stdout) == (UNUSABLE, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    result = run("--debug", "model", "list")
    assert result.exit_code == UNUSABLE
    assert "Traceback" in result.stderr
    assert told in result.stderr


@pytest.mark.model
def test_a_damaged_store_is_told_of(news: Path) -> None:
    run("build", news / "in", "-o", news / "out", "--formats", "ttl")
    before = (news / "out" / "graph.ttl").read_bytes()
    (news / "out" / ".hemerograph" / "readings.sqlite").write_bytes(b"basura" * 999)
    result = run("build", news / "in", "-o", news / "out", "--formats", "ttl", "--quiet")
    assert result.exit_code == 0
    assert "set aside as readings.damaged.sqlite, and all is read again" in result.stderr
    assert (news / "out" / "graph.ttl").read_bytes() == before


@pytest.mark.model
def test_the_corrections_of_the_output_folder_outlive_every_build(news: Path) -> None:
    (news / "out").mkdir()
    rules = news / "out" / "corrections.toml"
    rules.write_text('[[rename]]\nentity = "Lima"\nlabel = "Lima, Perú"\n', encoding="utf-8")
    first = [run("build", news / "in", "-o", news / "out") for _ in range(2)][-1]
    assert first.exit_code == 0, first.output
    assert "1 applied, 0 not" in first.stdout
    assert "entity:lima-peru" in (news / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert rules.read_text(encoding="utf-8").startswith("[[rename]]")
    assert "renamed from “Lima”" in run("explain", news / "out", "lima-peru").stdout
    assert "Lima, Perú: renamed from “Lima”" in run("explain", news / "out", _claim(news)).stdout


def _claim(news: Path) -> str:
    listed = run("explain", news / "out").stdout
    return next(line.split()[0] for line in listed.splitlines() if "Lima" in line)


@pytest.mark.model
def test_a_build_beside_its_documents_may_be_given_again(news: Path) -> None:
    assert run("build", news / "in", "-o", news / "in").exit_code == 0
    before = (news / "in" / "graph.ttl").read_bytes()
    again = run("build", news / "in", "-o", news / "in")
    assert again.exit_code == 0, again.output
    assert "1 read (0 of them now)" in again.stdout
    assert (news / "in" / "graph.ttl").read_bytes() == before


@pytest.mark.model
def test_a_correction_that_fits_nothing_is_a_note_and_stands_in_the_report(news: Path) -> None:
    rules = news / "rules.toml"
    rules.write_text('# ours\n[[drop]]\nentity = "Limma"\n', encoding="utf-8")
    result = run("build", news / "in", "-o", news / "out", "--corrections", rules)
    assert result.exit_code == 0, result.output
    assert f"{rules}:2: drop “Limma”: no entity is called “Limma”. Did you mean" in " ".join(
        result.stderr.split()
    )
    report = json.loads((news / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["corrections"]["not_applied"][0]["rule"] == "drop “Limma”"
    assert report["versions"]["corrections"] == report["corrections"]["digest"]


def test_broken_corrections_end_in_2_before_anything_is_read(news: Path) -> None:
    rules = news / "rules.toml"
    rules.write_text('[[rename]]\nentity = "A"\nlable = "B"\n', encoding="utf-8")
    result = run("build", news / "in", "-o", news / "out", "--corrections", rules)
    assert result.exit_code == UNUSABLE
    assert f"{rules}:3: unknown key 'lable' in [[rename]]. Keys of [[rename]]:" in result.stderr
    assert not (news / "out").exists()


@pytest.mark.model
def test_base_and_no_text_reach_the_turtle(news: Path) -> None:
    run("build", news / "in", "-o", news / "out", "--base", "https://example.org/kg/", "--no-text")
    turtle = (news / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert "https://example.org/kg/doc/" in turtle
    assert "w3id.org/hemerograph/kg" not in turtle
    for name in ("graph.ttl", "graph.html", "graph.graphml"):
        assert PROSE not in (news / "out" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_query_is_answered_from_argument_file_or_by_name(built: Path, form: str) -> None:
    question = "SELECT ?l { ?e a hg:Person ; rdfs:label ?l }"
    (built / "q.rq").write_text(question, encoding="utf-8")
    direct = run("query", built, question, "--format", form)
    assert direct.exit_code == 0, direct.output
    assert "Ana Torres" in direct.stdout
    assert run("query", built, "--file", built / "q.rq", "--format", form).stdout == direct.stdout


def test_every_listed_query_runs_or_asks_for_its_parameters(built: Path) -> None:
    lines = run("query", "--list").stdout.splitlines()
    assert lines
    for line in lines:
        result = run("query", built, "--named", line.split()[0])
        asks = line.endswith("]")
        assert result.exit_code == (UNUSABLE if asks else 0)
        assert ("--set" in result.stderr) == asks


def test_a_named_query_is_filled_in(built: Path) -> None:
    result = run(
        "query", built, "--named", "what-somebody-did", "--set", "who=Ana Torres",
        "--format", "tsv",
    )  # fmt: skip
    assert result.exit_code == 0
    assert result.stdout.startswith("?relation\t?whom")


@pytest.mark.parametrize("form", ["jsonld", "trig", "nquads", "nt", "gexf", "csv", "html"])
def test_export_writes_beside_the_graph_and_tells_where(built: Path, form: str) -> None:
    result = run("export", built, "--format", form)
    assert result.exit_code == 0
    written = [Path(line) for line in result.stdout.splitlines()]
    assert written
    assert all(path.parent == built and path.stat().st_size for path in written)


def test_export_gives_the_turtle_back(built: Path, tmp_path: Path) -> None:
    result = run("export", built, "--format", "ttl", "-o", tmp_path / "other")
    assert result.exit_code == 0
    assert (tmp_path / "other" / "graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()


def test_export_does_not_replace_the_graph_itself(built: Path) -> None:
    before = (built / "graph.ttl").read_bytes()
    result = run("export", built, "--format", "ttl", "--no-text")
    assert result.exit_code == UNUSABLE
    assert "-o" in result.stderr
    assert (built / "graph.ttl").read_bytes() == before


def test_export_tells_what_it_leaves_out(built: Path) -> None:
    with (built / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write('\nentity:lima rdfs:comment "mía" , "nuestra" .\n')
    result = run("export", built, "--format", "nt")
    assert result.exit_code == REFUSED
    assert "2 triples that no build writes" in result.stderr
    assert (built / "graph.nt").stat().st_size


@pytest.mark.parametrize(
    ("turtle", "told"),
    [("", "no document"), ("<a:a> <b:b> <c:c> .", "no document"), ("[] <b:b> <c:c> .", "blank")],
    ids=["empty", "not ours", "blank nodes"],
)
def test_export_refuses_what_is_no_graph_of_a_build(tmp_path: Path, turtle: str, told: str) -> None:
    (tmp_path / "graph.ttl").write_text(turtle)
    result = run("export", tmp_path, "--format", "csv")
    assert result.exit_code == UNUSABLE
    assert told in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("name", ["con espacio", "línea\nnueva", "\"comillas\" 'y más'", "-o"])
def test_any_name_of_a_folder_is_taken(built: Path, name: str) -> None:
    (built / name).mkdir()
    (built / "graph.ttl").rename(built / name / "graph.ttl")
    assert run("export", "--format", "csv", "--", built / name).exit_code == 0
    assert len(list((built / name).iterdir())) == 3
    assert run("query", "--named", "timeline", "--", built / name).exit_code == 0


def test_a_parameter_that_is_given_twice_is_refused(built: Path) -> None:
    result = run(
        "query", built, "--named", "what-somebody-did", "--set", "who=Lima", "--set", "who=Ana"
    )
    assert result.exit_code == UNUSABLE
    assert "twice" in result.stderr


def test_export_without_text_gives_no_words(built: Path) -> None:
    run("export", built, "--format", "nt", "--no-text")
    assert "conversó" not in (built / "graph.nt").read_text(encoding="utf-8")


def test_control_characters_do_not_reach_the_terminal(built: Path) -> None:
    result = run("query", built, 'SELECT ("a\\u001B[31mb" AS ?x) {}')
    assert "\x1b" not in result.stdout
    result = run("build", built / "no\x1b[31m.txt")
    assert "\x1b" not in result.stderr


def test_validate_tells_that_a_graph_conforms(built: Path) -> None:
    result = run("validate", built)
    assert (result.exit_code, result.stdout) == (0, "conforms\n")


def test_validate_ends_in_1_where_it_does_not(built: Path) -> None:
    turtle = (built / "graph.ttl").read_text(encoding="utf-8")
    (built / "graph.ttl").write_text(turtle.replace("hg:affirmed", "hg:maybe"), encoding="utf-8")
    result = run("validate", built / "graph.ttl")
    assert result.exit_code == REFUSED
    assert "problem" in result.stdout


def test_explain_tells_sentence_and_words(built: Path) -> None:
    claim = sample_graph().claims[0]
    result = run("explain", built, claim.id)
    assert result.exit_code == 0, result.output
    assert claim.id in run("explain", built).stdout


@pytest.mark.model
def test_model_without_a_command_lists() -> None:
    assert models.DEFAULT_MODEL in run("model").stdout
    assert run("model").stdout == run("model", "list").stdout


@pytest.mark.model
def test_model_check_finds_the_default_usable() -> None:
    result = run("model", "check")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "usable")


@pytest.mark.model
def test_installing_what_is_there_does_nothing() -> None:
    result = run("model", "install")
    assert result.exit_code == 0
    assert "installed already" in result.stderr
