"""A real Chromium, the page opened from the disk, and a record of everything that went wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.exports.html import to_html
from graph.model import KnowledgeGraph

if TYPE_CHECKING or os.environ.get("CI"):
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
)


def chromium() -> str:
    """Return the path of Chromium: that of HEMEROGRAPH_CHROMIUM, or the first on PATH."""
    named = os.environ.get("HEMEROGRAPH_CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    reason = "no Chromium: install it or name it in HEMEROGRAPH_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Viewer:
    """The opened page with what it asked of the network and what it complained of."""

    page: sync_api.Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def on_screen(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the window of a point of the drawing."""
        place = self.page.evaluate(
            """([x, y]) => {
                const frame = document.getElementById("canvas").getBoundingClientRect();
                const point = hemerograph.network.canvasToDOM({ x, y });
                return [point.x + frame.x, point.y + frame.y];
            }""",
            [x, y],
        )
        return place[0], place[1]

    def click_node(self, slug: str) -> None:
        """Click on the figure of an entity."""
        place = self.page.evaluate("(slug) => hemerograph.network.getPosition(slug)", slug)
        self.page.mouse.click(*self.on_screen(place["x"], place["y"]))

    def click_edge(self, label: str) -> None:
        """Click on the middle of the line with this label, where its words are."""
        place = self.page.evaluate(
            """(label) => {
                const { edges, network } = hemerograph;
                const { id } = edges.get().find((edge) => edge.label === label);
                return network.body.edges[id].edgeType.getPoint(0.5);
            }""",
            label,
        )
        self.page.mouse.click(*self.on_screen(place["x"], place["y"]))

    def panel(self) -> str:
        """Return the words of the side panel."""
        return self.page.locator("#panel").inner_text()


Open = Callable[..., Viewer]


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def open_graph(browser: sync_api.Browser, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a graph in the browser; at the end nothing may be amiss."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="es-ES")
    viewers: list[Viewer] = []

    def opened(kg: KnowledgeGraph, address: str = "") -> Viewer:
        file = tmp_path / "graph.html"
        file.write_bytes(to_html(kg).encode("utf-8"))
        viewer = Viewer(context.new_page())
        viewers.append(viewer)
        page = viewer.page
        page.on("request", lambda request: viewer.requests.append(request.url))
        page.on("console", lambda message: viewer.complaints.append(message.text))
        page.on("pageerror", lambda error: viewer.complaints.append(str(error)))
        page.on("dialog", lambda dialog: viewer.complaints.append(f"dialog: {dialog.message}"))
        page.goto(file.as_uri() + address)
        # Two frames: the drawing is on the canvas.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => "
                      "requestAnimationFrame(done)))")  # fmt: skip
        return viewer

    yield opened
    for viewer in viewers:
        assert viewer.complaints == []
        assert [
            url for url in viewer.requests if not url.startswith((tmp_path.as_uri(), "blob:"))
        ] == []
    context.close()
