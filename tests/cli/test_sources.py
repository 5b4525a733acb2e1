"""The options for inputs on the command line and in the Python API."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import graph
from graph.cli import cli
from tests.sources import inputs as made
from tests.sources.inputs import DATE, OTHER, TEXT, TITLE, put

pytestmark = pytest.mark.model


def build(folder: Path, *arguments: str, given: bytes | None = None) -> Result:
    out = str(folder / "salida")
    return CliRunner().invoke(cli, ["build", "-o", out, "--quiet", *arguments], input=given)


def turtle(folder: Path) -> str:
    return (folder / "salida" / "graph.ttl").read_text(encoding="utf-8")


def test_a_table_is_built_with_the_columns_that_are_named(tmp_path: Path) -> None:
    rows = [{"cuerpo_nota": TEXT, "cabeza": TITLE, "dia": "01/12/2026"}]
    put(tmp_path, {"notas.csv": made.csv_text(rows, ";")})
    columns = [f"--column={pair}" for pair in ("text=cuerpo_nota", "title=cabeza", "date=dia")]
    result = build(tmp_path, str(tmp_path / "notas.csv"), *columns, "--date-order", "mdy")
    assert result.exit_code == 0, result.output
    assert f'schema:datePublished "{DATE}"' in turtle(tmp_path)


def test_standard_input_is_built_in_the_format_that_is_named(tmp_path: Path) -> None:
    given = made.jsonl([{"text": TEXT, "id": "uno"}]).encode()
    result = build(tmp_path, "-", "--input-format", "jsonl", given=given)
    assert result.exit_code == 0, result.output
    assert "\ndoc:uno a" in turtle(tmp_path)


def test_refused_rows_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    put(
        tmp_path, {"n.jsonl": made.jsonl([made.row(), made.row(text=made.ENGLISH)]), "b.txt": OTHER}
    )
    result = build(tmp_path, str(tmp_path / "n.jsonl"), str(tmp_path / "*.txt"))
    assert result.exit_code == 1
    assert "n.jsonl, line 2" in result.stderr
    report = json.loads((tmp_path / "salida" / "report.json").read_text(encoding="utf-8"))
    assert report["documents"] == 2
    assert [entry["input"] for entry in report["refused"]] == ["n.jsonl, line 2"]


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [(["--max-size", "1"], 1, "larger than 1 MiB. Split it, or allow more with --max-size"),
     (["--max-size", "2"], 0, "")],
)  # fmt: skip
def test_how_large_a_file_may_be_is_the_users_to_say(
    tmp_path: Path, options: list[str], status: int, told: str
) -> None:
    put(tmp_path, {"a.html": made.page() + " " * (1 << 20), "b.txt": OTHER})
    result = build(tmp_path, str(tmp_path / "a.html"), str(tmp_path / "b.txt"), *options)
    assert result.exit_code == status, result.output
    assert told in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["https://example.org/nota"], "nothing is fetched unasked"),
        (["--fetch", "http://127.0.0.1:9/nota"], "private network"),
        (["--column", "cuerpo", "-"], "names no column"),
        (["--column", "autor=x", "-"], "no field 'autor'"),
        (["--input-format", "exe", "-"], "unknown format"),
        (["no-existe-*.txt"], "no file fits"),
    ],
)
def test_an_unusable_call_ends_in_2_and_writes_nothing(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    result = build(tmp_path, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "salida").exists()


def test_the_python_api_takes_the_same_options(tmp_path: Path) -> None:
    put(tmp_path, {"notas.csv": made.csv_text([{"cuerpo_nota": TEXT}])})
    options = graph.SourceOptions(columns={"text": "cuerpo_nota"})
    assert len(graph.build([tmp_path / "notas.csv"], options=options).documents) == 1
