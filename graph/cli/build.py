"""``hemerograph build``: documents in, graph out."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.engines import engine_options
from graph.cli.progress import progress_bar, words_each
from graph.cli.screen import show_note, show_output, show_refused, show_table
from graph.cli.signals import in_order
from graph.cli.sources import source_options
from graph.language.models import DEFAULT_MODEL
from graph.phases import phase

if TYPE_CHECKING:
    from graph.api import BuiltGraph
    from graph.engines.choice import EngineChoice
    from graph.knowledge.corrections import Corrections
    from graph.publishing import Place
    from graph.sources import SourceOptions, Sources

_TOP = 8


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o", "--output", default="output", show_default=True, metavar="FOLDER",
    help="Folder to write into; made where it does not exist. Also an address of fsspec:"
    " s3://bucket/folder.",
)  # fmt: skip
@click.option(
    "--work", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Folder of this machine in which an output with an address is built.  [default: one in"
    " the user's cache]",
)  # fmt: skip
@click.option(
    "--model", default=DEFAULT_MODEL, show_default=True, help="Installed Spanish pipeline."
)
@click.option("--base", help="IRI under which the data is named; ends in a slash.")
@engine_options
@click.option(
    "--formats",
    help="What to write, separated by commas: ttl, html, graphml, nt, nquads, trig, jsonld, gexf,"
    " csv.  [default: ttl,html,graphml]",
)
@click.option(
    "--corrections", type=click.Path(path_type=Path),
    help="What people decided, in TOML.  [default: corrections.toml in the output folder]",
)  # fmt: skip
@click.option(
    "--fresh", is_flag=True,
    help="Read all documents anew, also those that an earlier build into this folder has read.",
)  # fmt: skip
@click.option("--no-text", is_flag=True, help="Leave the words of the documents out.")
@click.option(
    "--quiet", is_flag=True, help="Print nothing but errors, warnings and refused inputs."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@source_options
@click.pass_context
def build(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: str,
    work: Path | None,
    model: str,
    base: str | None,
    how: EngineChoice,
    formats: str | None,
    corrections: Path | None,
    fresh: bool,
    no_text: bool,
    quiet: bool,
    as_json: bool,
    options: SourceOptions,
) -> None:
    """Read the Spanish news in PATHS and write the graph of it.

    PATHS are files, folders, patterns in quotes, archives, - for standard input, addresses
    of object stores (s3://…), and with --fetch of web pages.

    What has been read is kept in the output folder: the same call again, also after one that
    was broken off, reads only what is new or changed.
    """
    from graph import api
    from graph.engines.cores import default_jobs
    from graph.exports.formats import file_names
    from graph.language import models
    from graph.output import require_writable
    from graph.publishing import place_of
    from graph.reading_store import reading_store
    from graph.sources import read_paths

    start = time.perf_counter()
    wanted = [name.strip() for name in (formats or "").split(",") if name.strip()]
    # All that can be known to fail is tried before the long work begins.
    names = (*file_names(wanted), api.REPORT)
    place = place_of(output, work)
    folder = place.folder
    require_writable(folder, names)
    place.require_writable(names)
    rules = _corrections(corrections, place)
    models.require(model)
    store = ctx.with_resource(reading_store(folder, model, fresh, str(how.limits)))
    sources = phase("sources")(read_paths)(paths, options)
    _tell_left_out(sources, quiet)
    words = words_each(sources.documents)
    with in_order(), progress_bar("Reading", not (quiet or as_json), words=words) as progress:
        try:
            built = api.build_from(
                sources,
                model=model,
                how=how,
                base=base or api.DEFAULT_BASE,
                with_text=not no_text,
                corrections=rules,
                progress=progress,
                store=store,
            )
        except KeyboardInterrupt:
            show_note("what was read is kept; the same call goes on from here")
            raise
    _tell_problems(built, store.notes, len(sources.refused))
    files = built.write(folder, wanted, how.jobs or default_jobs(built.documents))
    store.tidy(built.documents)
    written = place.publish(files)
    seconds = time.perf_counter() - start
    if as_json:
        report = built.report([file.name for file in files])
        report["read_now"], report["seconds"] = built.read, round(seconds, 2)
        show_output(json.dumps(report, ensure_ascii=False, indent=2))
    elif not quiet:
        rows = _summary(built, written, seconds)
        if not place.url:
            rows += [("open", line) for line in _commands(files)]
        show_table(rows)
    ctx.exit(1 if built.refused else 0)


def _corrections(given: Path | None, place: Place) -> Corrections:
    """Return the corrections: of the file that is given, else of the one beside the output."""
    from graph.knowledge.corrections_file import (
        CORRECTIONS,
        LARGEST,
        corrections_in,
        find_corrections,
    )

    if given is None and place.url:
        content = place.content(CORRECTIONS, LARGEST + 1)
        if content is not None:
            return corrections_in(content, f"{place.shown}/{CORRECTIONS}")
    return find_corrections(given, place.folder)


def _tell_left_out(sources: Sources, quiet: bool) -> None:
    """Print which inputs are not read, and why."""
    for error in sources.refused:
        show_refused(error)
    if sources.skipped and not quiet:
        suffixes = sorted({file.suffix or file.name for file in sources.skipped})
        number = len(sources.skipped)
        files = "1 file" if number == 1 else f"{number} files"
        left_out = f"{files} of other formats, or notes on a text, left out"
        show_note(f"{left_out}: {' '.join(suffixes)}")


def _tell_problems(built: BuiltGraph, notes: list[str], told: int) -> None:
    """Print what went wrong in the build; the first `told` refusals are known already."""
    for note in notes:
        show_note(note)
    for error in built.refused[told:]:
        show_refused(error)
    if built.corrections is not None:
        for outcome in built.corrections.left_out:
            show_note(f"not corrected: {outcome}")


def _summary(built: BuiltGraph, written: list[str], seconds: float) -> list[tuple[str, str]]:
    claims = [known.claim for known in built.claims]
    status = Counter(f"{claim.polarity} {claim.modality}" for claim in claims)
    attributed = sum(claim.source is not None for claim in claims)
    relations = Counter(claim.relation for claim in claims)
    # By number, then by name: the order of equal counts must not depend on the documents'.
    top = sorted(relations.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOP]
    return [
        (
            "documents",
            f"{len(built.documents)} read ({built.read} of them now), {len(built.refused)} refused",
        ),
        ("entities", str(len(built.entities))),
        ("claims", _counts(len(claims), sorted(status.items()))),
        ("", f"{attributed} attributed to a source"),
        ("events", str(len(built.events))),
        *_corrected(built),
        ("top relations", ", ".join(f"{name} {count}" for name, count in top) or "none"),
        ("seconds", f"{seconds:.1f}"),
        ("written", "\n".join(written)),
    ]


def _corrected(built: BuiltGraph) -> list[tuple[str, str]]:
    """Return how many corrections were applied, in a line; none where there are none."""
    if built.corrections is None:
        return []
    total, left = len(built.corrections.outcomes), len(built.corrections.left_out)
    return [("corrections", f"{total - left} applied, {left} not")]


def _counts(total: int, parts: list[tuple[str, int]]) -> str:
    detail = ", ".join(f"{name} {count}" for name, count in parts)
    return f"{total} ({detail})" if detail else str(total)


def _commands(files: list[Path]) -> list[str]:
    """Return what to type in order to see the result."""
    by_suffix = {file.suffix: file for file in files}
    out = []
    if page := by_suffix.get(".html"):
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        out.append(f"{opener} {click.format_filename(page)}")
    if turtle := by_suffix.get(".ttl"):
        out.append(f"hemerograph explain {click.format_filename(turtle.parent)}")
    return out
