"""``hemerograph export``: a built graph in another format."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.screen import show_note, show_output
from graph.cli.signals import in_order


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", required=True,
    help="ttl, html, graphml, nt, nquads, trig, jsonld, gexf or csv.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FOLDER",
    help="Folder to write into; made where it does not exist.  [default: that of GRAPH]",
)  # fmt: skip
@click.option("--no-text", is_flag=True, help="Leave the words of the documents out.")
@click.pass_context
def export(ctx: click.Context, graph: Path, form: str, output: str | None, no_text: bool) -> None:
    """Write GRAPH (a .ttl file or an output folder) in another format.

    Exit status 1 where GRAPH holds more than a build writes, which is left out.
    """
    from graph.errors import OutputError, UsageError
    from graph.exports.formats import file_names, to_files
    from graph.output import require_writable, write_files
    from graph.publishing import place_of
    from graph.store.knowledge import read_knowledge
    from graph.store.opening import turtle_file

    names = file_names([form], "--format")
    place = None if output is None else place_of(output)
    if place is not None and place.url:
        what = "an address, not a folder of this machine"
        raise UsageError(what, place.shown, "Export into a folder, and send that")
    source = turtle_file(graph)
    folder = source.parent if place is None else place.folder
    require_writable(folder, names)
    if any((folder / name).resolve() == source.resolve() for name in names):
        raise OutputError(
            "the graph itself would be replaced", click.format_filename(source),
            "Choose another folder with -o",
        )  # fmt: skip
    stored = read_knowledge(graph)
    with_text = stored.with_text and not no_text
    with in_order():
        write_files(folder, to_files(stored.knowledge, [form], stored.base, with_text))
    for name in names:
        show_output(click.format_filename(folder / name))
    if stored.foreign:
        show_note(f"{stored.foreign} triples that no build writes were left out")
        ctx.exit(1)
