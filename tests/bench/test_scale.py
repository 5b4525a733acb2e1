"""The benchmark of large corpora measures what it says, on a tiny one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.derived import derived_readings, read_base
from tests.bench.scale import (
    BEGIN,
    END,
    ROOT,
    Results,
    filled,
    main,
    require_same,
    tables,
    triples,
)

ROW = {"digests": {"graph.ttl": "a", "graph.html": "b"}}
PHASES = ("sources", "reading", "resolution", "writing graph.ttl")


def row(documents: int, run: str, seconds: float = 10.0) -> dict[str, object]:
    return {
        "documents": documents, "run": run, "total_words": 300 * documents, "clock": seconds,
        "processor": seconds, "memory": {"first": 2**30, "children": 2**20}, "read": documents,
        "entities": documents**0.5, "claims": 7 * documents, "events": 3, "triples": 9, "kept": 0,
        "sizes": {"graph.ttl": 2_000 * documents},
        "digests": ROW["digests"],
        "phases": [
            {"phase": name, "clock": seconds / 5, "processor": seconds / 5, "now": 2**30}
            for name in PHASES
        ],
    }  # fmt: skip


def test_the_tables_tell_shares_growth_and_ratios(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.jsonl")
    for documents in (1_000, 10_000):
        results.add({**row(documents, "bare"), "words": 1_000, "processor": 1.0})
        results.add(row(documents, "jobs 1", documents / 100))
        results.add(row(documents, "jobs 2", documents / 180))
    lines = list(tables(Results(tmp_path / "results.jsonl"), [1, 2]))
    assert "| jobs 1 / jobs 2, by the clock | 1.80 | 1.80 |" in lines
    # Two of the five parts of the whole; 300,000 words in 2 s and 1,000 in one.
    assert "| all after reading / the whole | 40.0% | 40.0% |" in lines
    assert "| reading, words a second of a core / bare `nlp.pipe` | 150.00 | 150.00 |" in lines
    assert "| phase, with 1 job | 1,000 | 10,000 | ×, 1,000 → 10,000 (n log n: 13.3) |" in lines
    assert "| resolution | 2.0 s (20.0%) | 20.0 s (20.0%) | 10.0 |" in lines
    assert "| `graph.ttl` | 2.0 | 20.0 |" in lines
    # Of what was 2 s for 1,000 documents and 20 s for 10,000.
    assert "| reading, hours of one core | 6 |" in lines
    assert "| claims | 70 million |" in lines
    assert "| entities | 0 million |" in lines
    assert "| `graph.ttl` | 20 GB |" in lines
    assert {line.count("|") for line in lines[:5]} == {4}


def test_the_tables_stand_between_their_marks() -> None:
    page = "# Scale\n\n" + BEGIN + "\nold\n" + END + "\n\nMore.\n"
    expected = "# Scale\n\n" + BEGIN + "\n| a |\n| b |\n" + END + "\n\nMore.\n"
    assert filled(page, ["| a |", "| b |"]) == expected
    assert filled(expected, ["| a |", "| b |"]) == expected


def test_a_graph_tells_its_triples() -> None:
    assert triples(ROOT / "output" / "graph.ttl") > 1_000


def test_what_is_known_is_not_measured_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = Results(tmp_path / "results.jsonl")
    for run in ("bare", "jobs 1", "one more", "one more, anew"):
        results.add({**row(3, run), "words": 1})
    main(["--documents", "3", "--jobs", "1", "--work", str(tmp_path)])
    assert "measured" not in capsys.readouterr().out
    assert (tmp_path / "corpus-3" / "00000" / "noticia-0000002.txt").exists()


def test_other_bytes_are_told_by_the_file() -> None:
    with pytest.raises(AssertionError, match=r"other bytes in graph\.html$"):
        require_same(ROW, {"digests": {"graph.ttl": "a", "graph.html": "c"}}, "1 and 2 jobs")


@pytest.mark.model
@pytest.mark.slow
def test_a_build_is_measured_phase_by_phase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.bench.scale.ANEW", 0)
    known = {**row(2, "bare"), "words": 1}
    (tmp_path / "results.jsonl").write_text(json.dumps(known) + "\n", encoding="utf-8")
    main(["--documents", "2", "--jobs", "1", "--work", str(tmp_path)])
    lines = (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()
    found = {row["run"]: row for row in map(json.loads, lines)}
    assert list(found) == ["bare", "jobs 1", "one more"]
    assert [part["phase"] for part in found["jobs 1"]["phases"]][:3] == list(PHASES[:3])
    assert found["jobs 1"]["read"] == 2
    assert found["one more"]["read"] == 3
    assert found["jobs 1"]["memory"]["first"] > 2**26
    assert "| writing graph.html |" in capsys.readouterr().out


@pytest.mark.model
def test_a_derived_reading_is_one_under_other_names() -> None:
    base, _ = read_base(2, None)
    first, _, other = derived_readings(base, 3)
    assert first.document.id != other.document.id
    for derived in (first, other):
        text = derived.document.text
        assert len(derived.mentions) == len(base[0].mentions)
        by_key = {entity.key: entity for entity in derived.entities}
        for old, new in zip(base[0].mentions, derived.mentions, strict=True):
            words = text[new.span.begin : new.span.end]
            assert len(words.split()) == len(
                base[0].document.text[old.span.begin : old.span.end].split()
            )
            assert new.entity in by_key
        assert [text[s.begin : s.end].count(".") for s in derived.sentences] == [
            base[0].document.text[s.begin : s.end].count(".") for s in base[0].sentences
        ]
    assert {e.label for e in first.entities if e.named and e.type == "Person"}.isdisjoint(
        e.label for e in other.entities if e.named and e.type == "Person"
    )
