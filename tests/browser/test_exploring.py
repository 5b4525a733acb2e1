"""Filters, table, paths, languages, addresses and what is saved, as a reader uses them.

That nothing is requested and nothing complained of holds here too: `open_graph` checks it.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph
import pytest

from graph.exports.terms import prefixes
from tests.browser.graphs import large_graph
from tests.exports.hostile import HOSTILE, hostile_graph
from tests.samples import sample_graph

if TYPE_CHECKING:
    from tests.browser.conftest import Open, Viewer

pytestmark = pytest.mark.browser


def labels(viewer: Viewer) -> set[str]:
    """Return the words on the lines that are drawn."""
    return set(viewer.page.evaluate("() => hemerograph.edges.get().map((edge) => edge.label)"))


def figures(viewer: Viewer) -> set[str]:
    """Return the slugs of the figures that are drawn."""
    return set(viewer.page.evaluate("() => hemerograph.nodes.getIds()"))


def open_facet(viewer: Viewer, facet: str) -> None:
    viewer.page.locator(f'#filters [data-facet="{facet}"] > summary').click()


def option(viewer: Viewer, facet: str, name: str) -> None:
    """Tick or untick one option of a facet."""
    line = viewer.page.locator(f'#filters [data-facet="{facet}"] .option-line', has_text=name)
    line.locator("input").first.click()


ALL = {
    "habló con ×2", "ministra de Energía", "«amenazó a»", "no criticó a ≠", "criticó a ≠",
    "criticó a", "rechazó", "¿visitó?", "inaugurar",
}  # fmt: skip


def test_everything_is_drawn_at_first(open_graph: Open) -> None:
    assert labels(open_graph(sample_graph())) == ALL


@pytest.mark.parametrize(
    ("facet", "name", "gone"),
    [
        ("status", "no: se niega", {"no criticó a ≠"}),
        ("status", "previsto", {"¿visitó?"}),
        ("type", "Grupo", {"«amenazó a»"}),
        ("source", "Radio Sur", {"«amenazó a»"}),
        ("relation", "inaugurar", {"inaugurar"}),
        ("document", "Torres y Prado hablan", {"ministra de Energía", "«amenazó a»", "¿visitó?",
                                               "no criticó a ≠"}),
    ],
)  # fmt: skip
def test_a_filter_takes_lines_away(open_graph: Open, facet: str, name: str, gone: set[str]) -> None:
    viewer = open_graph(sample_graph())
    if facet not in ("type", "status"):
        open_facet(viewer, facet)
    option(viewer, facet, name)
    left = {label.replace(" ×2", "") for label in labels(viewer)}
    assert left == {label.replace(" ×2", "") for label in ALL - gone}


def test_filters_combine_and_tell_how_many_are_left(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    option(viewer, "status", "hecho")
    option(viewer, "status", "no: se niega")
    assert labels(viewer) == {"¿visitó?"}
    assert "1 / 10 afirmaciones" in viewer.page.locator(".filter-count").inner_text()


def test_counts_of_a_facet_follow_the_others_only(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    option(viewer, "status", "hecho")
    counts = viewer.page.locator('#filters [data-facet="status"] .option-count').all_inner_texts()
    assert counts == ["8", "1", "1"]
    types = viewer.page.locator('#filters [data-facet="type"] .option-count').all_inner_texts()
    assert types == ["2", "1", "0", "1", "0"]


def test_only_leaves_one_option(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="solo: no: se niega").click()
    assert labels(viewer) == {"no criticó a ≠"}


def test_a_group_of_relations_is_one_box(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    open_facet(viewer, "relation")
    viewer.page.get_by_label("Consultar").click()
    assert labels(viewer) == ALL - {"habló con ×2", "¿visitó?"}


def test_reset_brings_everything_back(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    option(viewer, "status", "hecho")
    viewer.page.get_by_role("button", name="Quitar los filtros").click()
    assert labels(viewer) == ALL


def test_a_bar_of_the_histogram_is_a_range(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    open_facet(viewer, "time")
    viewer.page.get_by_role("button", name="2025: 1").or_(
        viewer.page.get_by_role("button", name="diciembre de 2025: 1")
    ).first.click()
    assert labels(viewer) <= {"inaugurar", "rechazó"}
    assert labels(viewer)


def test_the_legend_shows_a_sign_for_every_type_and_status(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    signs = viewer.page.locator("#filters .legend-sign")
    assert signs.count() == 5 + 3


# the table


def rows(viewer: Viewer) -> list[list[str]]:
    return [
        row.locator("td").all_inner_texts() for row in viewer.page.locator("#table tbody tr").all()
    ]


def test_the_table_has_the_claims_of_the_graph(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="Tabla").click()
    assert len(rows(viewer)) == 10
    assert rows(viewer)[0] == [
        "Ana Torres", "habló con", "Luis Prado", "hecho", "el documento", "11 de enero de 2026",
        "Torres y Prado hablan por teléfono",
        "Ana Torres habló con Luis Prado el domingo 11 de enero en Lima.",
    ]  # fmt: skip


def test_the_table_follows_the_filters(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="Tabla").click()
    option(viewer, "status", "hecho")
    assert [row[3] for row in rows(viewer)] == ["no: se niega", "¿previsto o posible?"]


@pytest.mark.parametrize(("clicks", "first"), [(1, "Ana Torres"), (2, "Luis Prado")])
def test_the_table_is_sorted_by_a_heading(open_graph: Open, clicks: int, first: str) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="Tabla").click()
    for _ in range(clicks):
        viewer.page.locator('#table th[data-column="who"] button').click()
    assert rows(viewer)[0][0] == first
    sort = viewer.page.locator('#table th[data-column="who"]').get_attribute("aria-sort")
    assert sort == ("ascending", "descending")[clicks - 1]


def test_a_relation_in_the_table_leads_to_its_sentences(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="Tabla").click()
    viewer.page.locator("#table tbody button", has_text="rechazó").click()
    assert "rechazó la Ley de Aguas en 2025" in viewer.panel()


# path


def test_the_shortest_path_is_told_with_its_sentences(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.evaluate("() => hemerograph.network.fit()")
    viewer.click_node("luis-prado")
    viewer.page.get_by_role("button", name="Buscar un camino desde aquí").click()
    viewer.page.get_by_label("Buscar una entidad").fill("transportistas")
    viewer.page.keyboard.press("Enter")
    panel = viewer.panel()
    assert "Camino: Luis Prado → transportistas" in panel
    assert "amenazó a los transportistas" in panel
    selected = viewer.page.evaluate("() => hemerograph.network.getSelectedEdges().length")
    assert selected == 2


def test_no_path_leads_where_the_filters_took_the_lines(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="solo: no: se niega").click()
    viewer.page.evaluate("() => hemerograph.network.fit()")
    viewer.click_node("ana-torres")
    viewer.page.get_by_role("button", name="Buscar un camino desde aquí").click()
    viewer.page.get_by_label("Buscar una entidad").fill("perú")
    viewer.page.keyboard.press("Enter")
    assert "No hay ningún camino" in viewer.panel()


# the address


def test_the_view_is_in_the_address(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    option(viewer, "status", "hecho")
    viewer.page.get_by_role("button", name="English").click()
    viewer.page.get_by_role("button", name="Table").click()
    address = viewer.page.evaluate("() => location.hash")
    again = open_graph(sample_graph(), address)
    assert labels(again) == labels(viewer)
    assert again.page.locator("#table").is_visible()
    assert again.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("#entity=ana-torres", "Ana Torres"),
        ("#entity=radio-sur&lang=en", "Organization"),
        ("#entity=__proto__", "Quién hizo qué a quién"),
        ("#line=constructor", "Quién hizo qué a quién"),
        ("#status.not=%7B&type.only=7&from=x&to=%00", "Quién hizo qué a quién"),
        ("#entity=" + quote("<img src=x onerror=alert(1)>"), "Quién hizo qué a quién"),
        ("#%%%&&&=", "Quién hizo qué a quién"),
    ],
)
def test_an_address_opens_what_it_names_and_no_more(
    open_graph: Open, address: str, words: str
) -> None:
    viewer = open_graph(sample_graph(), address)
    viewer.page.get_by_role("tab").first.click()
    assert words in viewer.panel()


def test_back_goes_to_what_was_chosen_before(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.evaluate("() => hemerograph.network.fit()")
    viewer.click_node("luis-prado")
    viewer.page.locator("#panel").get_by_role("button", name="rechazó").click()
    viewer.page.go_back()
    viewer.page.wait_for_function(
        "() => document.querySelector('#panel h2').textContent === 'Luis Prado'"
    )


def test_escape_lets_go(open_graph: Open) -> None:
    viewer = open_graph(sample_graph(), "#entity=ana-torres")
    viewer.page.keyboard.press("Escape")
    assert "Quién hizo qué a quién" in viewer.panel()
    assert viewer.page.evaluate("() => hemerograph.network.getSelectedNodes()") == []


# language, theme, keyboard


def test_the_interface_has_two_languages(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_role("button", name="English").click()
    assert viewer.page.title() == "Hemerograph: who did what to whom"
    assert "10 claims" in viewer.page.locator("#counts").inner_text()
    assert "spoke with ×2" in labels(viewer)
    assert "visited?" in labels(viewer)
    viewer.page.get_by_role("button", name="Español").click()
    assert labels(viewer) == ALL


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_that_of_the_reader_until_he_chooses(open_graph: Open, theme: str) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    viewer.page.wait_for_function(f"() => document.documentElement.dataset.theme === '{theme}'")
    viewer.page.get_by_role("button", name="Claro" if theme == "dark" else "Oscuro").click()
    other = viewer.page.evaluate("() => document.documentElement.dataset.theme")
    assert other != theme


def test_arrows_go_through_what_is_found(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_label("Buscar una entidad").fill("li")
    viewer.page.keyboard.press("ArrowDown")
    viewer.page.keyboard.press("ArrowDown")
    second = viewer.page.evaluate("() => document.activeElement.querySelector('bdi').textContent")
    viewer.page.keyboard.press("Enter")
    assert second in viewer.panel()


def test_every_control_is_reached_with_the_keyboard(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    reached = set()
    for _ in range(60):
        viewer.page.keyboard.press("Tab")
        reached.add(viewer.page.evaluate("() => document.activeElement.id"))
    assert {"search-input", "view-button", "theme-button", "language-button", "zoom-in",
            "tab-filters"} <= reached  # fmt: skip


# what is saved


def test_the_csv_has_a_row_for_each_claim(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    text = viewer.page.evaluate("() => hemerograph.csvOfView()")
    found = list(csv.DictReader(StringIO(text, newline="")))
    assert len(found) == 10
    assert found[2]["Quién"] == "Ana Torres"
    assert found[2]["Quién lo dice"] == "Radio Sur"


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_the_turtle_is_turtle_whatever_the_words(open_graph: Open, words: str) -> None:
    viewer = open_graph(hostile_graph(words))
    text = viewer.page.evaluate("() => hemerograph.turtleOfView()")
    store = pyoxigraph.Store()
    store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    ask = "ASK { ?c a hg:Claim ; rdf:subject entity:ana-torres ; hg:polarity hg:negated }"
    assert store.query(ask, prefixes=prefixes())


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_the_svg_is_well_formed_whatever_the_words(open_graph: Open, words: str) -> None:
    viewer = open_graph(hostile_graph(words))
    svg = viewer.page.evaluate("() => hemerograph.svgOfView()")
    root = ElementTree.fromstring(svg)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


@pytest.mark.parametrize(
    ("button", "name"),
    [("savePng", "hemerograph.png"), ("saveSvg", "hemerograph.svg"),
     ("saveCsv", "hemerograph.csv"), ("saveTtl", "hemerograph.ttl")],
)  # fmt: skip
def test_the_view_is_saved_as_a_file(open_graph: Open, button: str, name: str) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.locator("#save-menu > summary").click()
    with viewer.page.expect_download() as download:
        viewer.page.locator(f"#{button}").click()
    assert download.value.suggested_filename == name


# a large graph


def test_a_large_graph_opens_with_its_busiest_and_grows_by_search(open_graph: Open) -> None:
    viewer = open_graph(large_graph(2000))
    assert len(figures(viewer)) <= 300
    assert "e1999" not in figures(viewer)
    viewer.page.get_by_label("Buscar una entidad").fill("entidad número 1999")
    viewer.page.keyboard.press("Enter")
    assert "e1999" in figures(viewer)
    assert "Entidad número 1999" in viewer.panel()


def test_the_whole_of_a_large_graph_can_be_seen(open_graph: Open) -> None:
    viewer = open_graph(large_graph(500))
    viewer.page.get_by_role("button", name="Ver todas").click()
    assert len(figures(viewer)) == 500


def test_from_afar_the_lines_of_a_pair_are_one(open_graph: Open) -> None:
    kg = large_graph(100)
    again = tuple(
        replace(
            known, id=f"b{known.id}", claim=replace(known.claim, relation="other", is_open=True)
        )
        for known in kg.claims
    )
    viewer = open_graph(replace(kg, claims=kg.claims + again))
    far = labels_of_all(viewer)
    assert "2 relaciones" in far
    viewer.page.mouse.move(400, 400)
    for _ in range(16):
        viewer.page.mouse.wheel(0, -400)
    viewer.page.wait_for_function("() => hemerograph.network.getScale() > 0.45")
    near = labels_of_all(viewer)
    assert "2 relaciones" not in near
    assert len(near) > len(far)


def labels_of_all(viewer: Viewer) -> list[str]:
    found = viewer.page.evaluate("() => hemerograph.edges.get().map((edge) => edge.label)")
    return list(found)


def test_a_chosen_figure_and_its_neighbours_stand_out(open_graph: Open) -> None:
    viewer = open_graph(sample_graph(), "#entity=luis-prado")
    faint = viewer.page.evaluate(
        "() => hemerograph.nodes.get().filter((node) => node.opacity < 1).map((node) => node.id)"
    )
    assert set(faint) == {"feria-del-libro-de-lima", "lima", "peru", "radio-sur", "transportistas"}
    viewer.page.keyboard.press("Escape")
    assert not viewer.page.evaluate("() => hemerograph.nodes.get().some((n) => n.opacity < 1)")


def test_what_is_on_screen_is_arranged_on_request_only(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    where = "() => JSON.stringify(hemerograph.network.getPositions())"
    before = viewer.page.evaluate(where)
    viewer.page.wait_for_timeout(300)
    assert viewer.page.evaluate(where) == before
    button = viewer.page.get_by_role("button", name="Ordenar")
    button.click()
    viewer.page.wait_for_timeout(600)
    button.click()
    after = viewer.page.evaluate(where)
    assert after != before
    viewer.page.wait_for_timeout(300)
    assert viewer.page.evaluate(where) == after
