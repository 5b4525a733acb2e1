"""The documents keep up with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from graph import __version__
from graph.cli import cli
from graph.knowledge.corrections import KINDS
from graph.knowledge.corrections_file import read_corrections
from graph.sources.registry import READERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "seeds/README.md",
    "docs/stores.md",
    "docs/corrections.md",
    "docs/ontology.md",
)


def commands(
    group: click.Group, prefix: str = "hemerograph"
) -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")


COMMANDS = dict(commands(cli))
OPTIONS = sorted(
    {
        flag
        for command in (cli, *COMMANDS.values())
        for parameter in command.get_params(click.Context(command))
        if isinstance(parameter, click.Option)
        for flag in parameter.opts
    }
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`{name}" in README


@pytest.mark.parametrize("flag", OPTIONS)
def test_every_option_is_in_the_readme(flag: str) -> None:
    assert re.search(rf"[` ]{flag}[`, ]", README)


def test_the_readme_names_no_option_that_is_not_there() -> None:
    cells = re.findall(r"`(--?[a-z-]+)", README)
    assert set(cells) <= set(OPTIONS) | {"--help", "-h"}


@pytest.mark.parametrize("suffix", READERS)
def test_every_source_format_is_in_the_readme(suffix: str) -> None:
    assert f"`{suffix}`" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_a_help_text(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert all(p.help for p in command.params if isinstance(p, click.Option))


@pytest.mark.parametrize("page", PAGES)
def test_links_to_files_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^):#]+)[)#]", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_changelog_has_this_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/corrections.md"])
def test_the_corrections_shown_are_such(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    rules = [rule for block in blocks for rule in read_corrections(block).rules]
    assert len(rules) >= 3
    assert page == "README.md" or {rule.kind for rule in rules} == set(KINDS)
