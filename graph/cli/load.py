"""``hemerograph load``: a built graph into a triple store."""

from __future__ import annotations

import os
from pathlib import Path

import click

from graph.cli.progress import progress_bar
from graph.cli.screen import show_note, show_output
from graph.cli.signals import in_order


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("url")
@click.option("--graph", "name", help="IRI of the graph in the store.  [default: default graph]")
@click.option("--replace", is_flag=True, help="Give up what the graph of the store holds.")
@click.option("--user", help="User of the store.")
@click.option(
    "--password-env", help="Environment variable with the password; asked for where not given."
)
@click.option("--digest", is_flag=True, help="Digest instead of basic authentication.")
@click.option("--query-url", help="SPARQL endpoint for the count at the end.  [default: guessed]")
@click.option(
    "--chunk-size", type=click.FloatRange(0.02, 1024), default=4, show_default=True,
    help="Greatest size of a request, in MiB.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def load(
    ctx: click.Context,
    graph: Path,
    url: str,
    name: str | None,
    replace: bool,
    user: str | None,
    password_env: str | None,
    digest: bool,
    query_url: str | None,
    chunk_size: float,
    quiet: bool,
) -> None:
    """Send GRAPH (a .ttl file or an output folder) to the triple store at URL.

    URL is where the store takes graphs by the SPARQL 1.1 Graph Store Protocol. A load that
    broke off goes on where it stopped. Exit status 1 where it cannot be told whether all
    arrived.
    """
    from graph.store.load import graph_name, load_graph, query_address
    from graph.store.remote import Credentials, GraphStore

    if user is None and (digest or password_env is not None):
        raise click.UsageError("--digest and --password-env want --user.")
    credentials = None
    if user is not None:
        credentials = Credentials(user, _password(password_env), digest)
    store = GraphStore(url, graph_name(name), query_url or query_address(url), credentials)
    try:
        with in_order(), progress_bar("Loading", not quiet, "triples") as progress:
            loaded = load_graph(
                graph,
                store,
                replace=replace,
                chunk_bytes=int(chunk_size * (1 << 20)),
                progress=progress,
            )
    except KeyboardInterrupt:
        show_note("the same call goes on from here")
        raise
    if not quiet:
        show_output(f"{loaded.sent} of {loaded.triples} triples sent")
    if loaded.arrived is None:
        show_note("whether all arrived could not be asked; give the endpoint with --query-url")
        ctx.exit(1)
    if not quiet:
        show_output(f"{loaded.arrived} triples are in the store")


def _password(variable: str | None) -> str:
    if variable is None:
        try:
            return str(click.prompt("Password", hide_input=True, err=True))
        except click.Abort as error:
            raise click.UsageError("No password: give it when asked, or --password-env.") from error
    if variable not in os.environ:
        raise click.UsageError(f"The environment variable {variable} is not set.")
    return os.environ[variable]
