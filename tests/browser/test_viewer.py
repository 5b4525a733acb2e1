"""The page as a reader sees it. That nothing is requested and nothing complained of holds for
every test here: the fixture `open_graph` checks it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from graph.model import Document, KnowledgeGraph
from tests.browser.graphs import busy_graph, large_graph
from tests.samples import sample_graph

if TYPE_CHECKING:
    from playwright import sync_api

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "javascript:document.title='owned'",
    "línea\u2028document.title='owned'//",
    "\u202edlrow olleh",
    "href='https://example.org/'",
    "<a href=\"javascript:document.title='owned'\" onclick=\"document.title='owned'\">x</a>",
    "${document.title='owned'} {{constructor}} <!--",
]


def renamed(name: str) -> KnowledgeGraph:
    """Return the sample graph in which entities, documents and titles are called `name`."""
    kg = sample_graph()

    def document(old: Document) -> Document:
        return replace(old, title=name, url=name, outlet=name, text=old.text.replace("con", name))

    return replace(
        kg,
        entities=tuple(
            replace(entity, label=name, aliases=(name,), same_as=(name,)) for entity in kg.entities
        ),
        documents=tuple(map(document, kg.documents)),
        claims=tuple(replace(known, claim=replace(known.claim, title=name)) for known in kg.claims),
    )


def test_the_header_counts_the_graph(open_graph: Open) -> None:
    counts = open_graph(sample_graph()).page.locator("#counts").inner_text()
    assert counts == "2 documentos · 8 entidades · 10 afirmaciones · 7 sucesos"


def test_the_graph_is_drawn(open_graph: Open) -> None:
    colours = open_graph(sample_graph()).page.evaluate(
        """() => {
            const canvas = document.querySelector("#canvas canvas");
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            const found = new Set();
            for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] === 255) found.add([data[i], data[i + 1], data[i + 2]].join());
            }
            return [...found];
        }"""
    )
    persons, denials = "0,114,178", "179,38,30"
    assert {persons, denials} <= set(colours)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        pytest.param(
            "habló con ×2",
            [
                "Ana Torres habló con Luis Prado el domingo 11 de enero en Lima.",
                "Luis Prado conversó el domingo con Ana Torres.",
                "Se afirma como hecho",
                "el documento",
                "11 de enero de 2026",
                "Torres y Prado hablan por teléfono",
                "12 de enero de 2026",
                "2 afirmaciones",
            ],
            id="both documents of a symmetric relation",
        ),
        pytest.param(
            "no criticó a ≠",
            ["no criticó", "Se niega", "unos lo afirman y otros lo niegan"],
            id="a denial of what others affirm",
        ),
        pytest.param("¿visitó?", ["previsto", "marzo de 2026"], id="a plan"),
        pytest.param("«amenazó a»", ["Lo dice\nRadio Sur"], id="what somebody says"),
        pytest.param("ministra de Energía", ["Cargo\nministra de Energía"], id="a post"),
        pytest.param("inaugurar", ["diciembre de 2025"], id="an open relation"),
    ],
)
def test_a_click_on_a_line_shows_its_claims(open_graph: Open, label: str, words: list[str]) -> None:
    viewer = open_graph(sample_graph())
    viewer.click_edge(label)
    panel = viewer.panel()
    assert [missing for missing in words if missing not in panel] == []


def test_the_trigger_is_marked_in_its_sentence(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.click_edge("«amenazó a»")
    assert viewer.page.locator("#panel mark").all_inner_texts() == ["amenazó"]


def test_the_trigger_is_marked_after_characters_that_javascript_counts_twice(
    open_graph: Open,
) -> None:
    kg = sample_graph()
    documents = tuple(
        replace(document, text=document.text.replace("Torres,", "🐢🐢🐢🐢🐢,,"))
        for document in kg.documents
    )
    viewer = open_graph(replace(kg, documents=documents))
    viewer.click_edge("«amenazó a»")
    assert viewer.page.locator("#panel mark").all_inner_texts() == ["amenazó"]


def test_the_document_is_a_link_that_tells_nothing_of_this_page(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.click_edge("«amenazó a»")
    link = viewer.page.locator("#panel a")
    assert link.get_attribute("href") == "https://example.org/andina-2026-01-12"
    assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("ana-torres", ["Ana Torres", "Persona", "en 2 documentos", "También\nTorres"]),
        ("ana-torres", ["Cargos\nAna Torres ministra de Energía Perú"]),
        ("ana-torres", ["Ana Torres «amenazó a» transportistas"]),
        ("radio-sur", ["Organización", "Dice que\nAna Torres «amenazó a» transportistas"]),
        ("lima", ["Lugar", "Véase\nhttp://www.wikidata.org/entity/Q2868"]),
    ],
)
def test_a_click_on_a_figure_shows_who_it_is(open_graph: Open, slug: str, words: list[str]) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.evaluate("() => hemerograph.network.fit()")
    viewer.click_node(slug)
    panel = viewer.panel()
    assert [missing for missing in words if missing not in panel] == []


def test_a_relation_in_the_panel_leads_to_its_sentences(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.click_node("luis-prado")
    viewer.page.get_by_role("button", name="rechazó").click()
    assert "rechazó la Ley de Aguas en 2025" in viewer.panel()


def test_a_click_beside_everything_clears_the_panel(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.click_node("luis-prado")
    viewer.page.mouse.click(5, 60)
    assert "Quién hizo qué a quién" in viewer.panel()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("perú", ["Perú"]),
        ("PERU", ["Perú"]),
        ("agua ley", ["Ley de Aguas"]),
        ("torres", ["Ana Torres"]),
        ("li", ["Feria del Libro de Lima", "Lima"]),
        ("xyz", []),
        (".*", []),
    ],
)
def test_the_search_knows_no_accents_and_no_case(
    open_graph: Open, query: str, found: list[str]
) -> None:
    page = open_graph(sample_graph()).page
    page.get_by_label("Buscar una entidad").fill(query)
    assert sorted(page.locator(".search-result bdi").all_inner_texts()) == found


def test_enter_goes_to_the_first_that_is_found(open_graph: Open) -> None:
    viewer = open_graph(sample_graph())
    viewer.page.get_by_label("Buscar una entidad").fill("feria")
    viewer.page.keyboard.press("Enter")
    assert "Feria del Libro de Lima" in viewer.panel()
    assert viewer.page.evaluate("() => hemerograph.network.getSelectedNodes()") == [
        "feria-del-libro-de-lima"
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_runs_nothing(open_graph: Open, name: str) -> None:
    viewer = open_graph(renamed(name))
    viewer.page.get_by_label("Buscar una entidad").fill(name)
    viewer.page.keyboard.press("Enter")
    for edge in viewer.page.evaluate("() => hemerograph.data.edges.map((edge) => edge.id)"):
        # Through the panel, for two lines of one name cannot be told apart by their label.
        viewer.page.evaluate(
            """(id) => {
                const { from } = hemerograph.data.edges.find((edge) => edge.id === id);
                hemerograph.network.body.emitter.emit("click", { nodes: [], edges: [id] });
                return from;
            }""",
            edge,
        )
    assert viewer.page.title() == "Hemerograph: quién hizo qué a quién"
    assert viewer.page.locator("#panel img, #panel script, #panel a").count() == 0
    assert name.replace("\u2028", "") in viewer.panel().replace("\u2028", "").replace("\n", "")


def test_a_name_of_100_000_letters_hides_nothing(open_graph: Open) -> None:
    name = "Ana " + "Torres" * 16_667
    viewer = open_graph(renamed(name), "#entity=ana-torres")
    for size in ((1280, 720), (390, 844)):
        viewer.page.set_viewport_size({"width": size[0], "height": size[1]})
        wide = viewer.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= size[0]
    labels = viewer.page.evaluate("() => hemerograph.nodes.get().map((node) => node.label ?? '')")
    assert labels and max(map(len, labels)) < 200
    assert viewer.page.locator("#panel").is_visible()


def test_a_name_cannot_turn_round_the_words_beside_it(open_graph: Open) -> None:
    viewer = open_graph(renamed("\u202edlrow olleh"))
    viewer.click_node("lima")
    direction = viewer.page.evaluate(
        "() => getComputedStyle(document.querySelector('#panel h2 bdi')).unicodeBidi"
    )
    assert direction == "isolate"


def test_an_empty_graph_says_so(open_graph: Open) -> None:
    viewer = open_graph(KnowledgeGraph((), (), (), ()))
    assert viewer.page.locator("#canvas-empty").is_visible()


@pytest.mark.parametrize(
    ("kg", "labels"),
    [
        pytest.param(sample_graph(), 17, id="8 entities, 9 lines"),
        pytest.param(busy_graph(), 65, id="25 entities, 40 lines"),
    ],
)
def test_no_label_lies_on_another(open_graph: Open, kg: KnowledgeGraph, labels: int) -> None:
    boxes = open_graph(kg).page.evaluate(
        """() => {
            const { nodes, edges } = hemerograph.network.body;
            const own = Object.values(nodes).concat(Object.values(edges));
            return own.filter((one) => one.options.label && one.labelModule.size.width)
                .map((one) => ({ text: one.options.label, ...one.labelModule.getSize() }));
        }"""
    )
    overlapping = [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if a["left"] < b["left"] + b["width"]
        and b["left"] < a["left"] + a["width"]
        and a["top"] < b["top"] + b["height"]
        and b["top"] < a["top"] + a["height"]
    ]
    assert len(boxes) == labels
    assert overlapping == []


@pytest.mark.parametrize("size", [(1280, 720), (900, 600), (390, 844)])
@pytest.mark.parametrize(
    "kg", [sample_graph(), busy_graph(), large_graph(300)], ids=["small", "busy", "large"]
)
def test_no_entity_lies_under_the_buttons(
    open_graph: Open, kg: KnowledgeGraph, size: tuple[int, int]
) -> None:
    viewer = open_graph(kg)
    viewer.page.set_viewport_size({"width": size[0], "height": size[1]})
    viewer.page.get_by_role("button", name="Encuadrar").click()
    covered = viewer.page.evaluate(
        """() => {
            const bar = document.querySelector(".zoom").getBoundingClientRect();
            const frame = document.getElementById("canvas").getBoundingClientRect();
            const { network, nodes } = hemerograph;
            return nodes.getIds().filter((id) => {
                const place = network.canvasToDOM(network.getPosition(id));
                const [x, y] = [place.x + frame.x, place.y + frame.y];
                return network.getConnectedEdges(id).length && x >= bar.left && x <= bar.right
                    && y >= bar.top && y <= bar.bottom;
            });
        }"""
    )
    assert covered == []


def test_a_graph_of_25_entities_is_shown_large_enough_to_read(open_graph: Open) -> None:
    scale = open_graph(busy_graph()).page.evaluate("() => hemerograph.network.getScale()")
    # At 0.6 the names are 9 pixels high.
    assert scale > 0.6


def names_from_afar(page: sync_api.Page) -> list[str]:
    page.evaluate("() => hemerograph.network.redraw()")
    names: list[str] = page.evaluate("() => hemerograph.namesFromAfar()")
    return names


def test_from_afar_the_busiest_keep_their_names(open_graph: Open) -> None:
    page = open_graph(large_graph(300)).page
    names = names_from_afar(page)
    assert names[0] == "Entidad número 0"
    assert 10 < len(names) <= 40
    page.evaluate("() => hemerograph.network.moveTo({ scale: 1, animation: false })")
    assert names_from_afar(page) == []


def test_from_afar_nobody_is_named_whom_the_filters_leave_out(open_graph: Open) -> None:
    page = open_graph(large_graph(300)).page
    # Every sixth is a person, the first of all among them.
    page.get_by_role("checkbox", name="Persona").uncheck()
    names = names_from_afar(page)
    assert names
    assert all(int(name.rsplit(" ", 1)[1]) % 6 for name in names)
