"""One HTML file that holds the whole graph, its drawing and the sentences behind it.

It is opened from the disk, with no network: a Content-Security-Policy forbids every request
and every script but ours. The template of pyvis is not used, for it links style sheets of
another host and writes texts into the page as markup; what is used are its network, which
hands nodes, edges and options to vis-network, and the copy of vis-network that it carries.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from string import Template
from typing import Any

from graph.collection import without_collection
from graph.exports.drawing import (
    EDGE_FONT,
    LOOP_RADIUS,
    NODE_FONT,
    Bundle,
    bundle_claims,
    draw,
    opening,
)
from graph.exports.packing import pack
from graph.exports.terms import DEFAULT_BASE
from graph.model import KnowledgeGraph, KnownClaim

# Beyond so many lines, they are hidden while the sheet is dragged, so that it follows the hand.
MANY_EDGES = 800

# On the screen, in pixels; what is smaller nobody reads.
SMALLEST_NAME = 7

# The parts of the program, in the order in which they need one another.
SCRIPTS = (
    "unpack", "words", "page", "drawing", "afar", "filters", "panel", "paths", "search", "table",
    "saving", "address", "main",
)  # fmt: skip

_VIS = "templates/lib/vis-9.1.2"
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# `<`, `>` and `&` could end the script element; the rest end a line in older JavaScript,
# or (a lone surrogate) cannot be written in UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def to_html(kg: KnowledgeGraph, with_text: bool = True, base: str = DEFAULT_BASE) -> str:
    """Return the page that shows the graph.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph of a corpus; of up to some 20,000 entities.
    with_text : bool
        False leaves out the sentences, for texts that may not be republished.
    base : str
        The IRI under which the data is named, for what is saved as Turtle.

    Returns
    -------
    str
        HTML that needs no other file and no network, the same for the same graph. Texts of
        the documents are in it as JSON only, which nothing in a text can break out of.
    """
    with without_collection():
        data = json_in_html(_data(kg, with_text, base))
    parts = {
        "library_style": _vis_file("vis-network.css"),
        "style": _template("viewer.css"),
        "library_script": _vis_file("vis-network.min.js"),
        "script": _script(),
    }
    policy = content_security_policy(
        scripts=(parts["library_script"], parts["script"]),
        styles=(parts["library_style"], parts["style"]),
    )
    page = Template(_template("viewer.html"))
    return page.substitute(parts, data=data, policy=policy)


def _data(kg: KnowledgeGraph, with_text: bool, base: str) -> dict[str, Any]:
    """Return what the page holds, as JSON values."""
    dates = {document.id: document.date or "" for document in kg.documents}
    # As they are read: the oldest document first, and each from its beginning.
    claims = sorted(kg.claims, key=lambda known: (dates[known.document], *_place(known)))
    bundles = bundle_claims(claims)
    nodes, edges, options = _network(kg, bundles)
    return {
        **pack(kg, claims, bundles, nodes, edges, with_text),
        "base": base,
        "options": options,
        "opening": opening(kg, bundles),
    }


def content_security_policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a policy under which only these scripts and styles work, and nothing is requested.

    Parameters
    ----------
    scripts, styles : sequences of str
        The exact contents of the elements, with line ends of one character.
    """

    def hashes(contents: Sequence[str]) -> str:
        digests = (hashlib.sha256(content.encode("utf-8")).digest() for content in contents)
        return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {hashes(scripts)}",
            f"style-src {hashes(styles)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def json_in_html(data: object) -> str:
    """Return `data` as JSON that is safe between the tags of a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _place(known: KnownClaim) -> tuple[str, int, int, int, int, str]:
    """Return where a claim stands; in plain numbers, which are compared faster than spans."""
    sentence, trigger = known.claim.sentence, known.claim.trigger
    return (
        known.document,
        sentence.begin,
        sentence.end,
        trigger.begin,
        trigger.end,
        known.id,
    )


def _network(
    kg: KnowledgeGraph, bundles: Sequence[Bundle]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], Any]:
    """Return nodes, edges and options of vis-network."""
    # Half a second, most of it IPython: only who writes HTML waits for it.
    from pyvis.network import Network

    network = Network(directed=True)
    # Filled directly: add_node and add_edge look through the whole list at each call.
    network.nodes, network.edges = draw(kg, bundles)
    network.options = {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": len(network.edges) > MANY_EDGES,
            "hideEdgesOnZoom": len(network.edges) > MANY_EDGES,
            "tooltipDelay": 200,
        },
        "nodes": {
            "borderWidth": 1,
            "borderWidthSelected": 3,
            "font": _font(NODE_FONT),
            # Smaller names are left out; `afar.js` draws those of the busiest.
            "scaling": {"label": {"drawThreshold": SMALLEST_NAME}},
        },
        "edges": {
            "arrows": {"to": {"scaleFactor": 0.55}},
            "font": {**_font(EDGE_FONT), "align": "horizontal"},
            "hoverWidth": 0.6,
            "selectionWidth": 1.2,
            "selfReference": {"size": LOOP_RADIUS},
        },
    }
    nodes, edges, _, _, _, options = network.get_network_data()
    return nodes, edges, json.loads(options)


def _font(size: int) -> dict[str, Any]:
    # A ground of its own keeps a label readable where a line runs behind it.
    return {"face": _FONT, "size": size, "background": "rgba(251, 251, 249, 0.85)"}


def _vis_file(name: str) -> str:
    import pyvis

    return _lines(files(pyvis).joinpath(_VIS, name).read_text(encoding="utf-8"))


def _template(name: str) -> str:
    return _lines(files("graph.exports").joinpath("templates", name).read_text(encoding="utf-8"))


def _script() -> str:
    """Return the parts of the program in one function, so that no name of theirs is a global."""
    parts = (_template(f"viewer/{name}.js") for name in SCRIPTS)
    return "\n".join(["(() => {", '"use strict";', *parts, "})();", ""])


def _lines(text: str) -> str:
    """Return `text` as a browser reads it, so that the hash of the policy fits."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
