"""`t3gen mcp`."""

from __future__ import annotations

import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from t3gen import __version__
from t3gen.cli import terminal
from t3gen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server import MCPServer

    from t3gen.programs import Captured

_Tool = TypeVar("_Tool", bound="Callable[..., str]")

PACKAGE = "mcp>=2.3,<3"
"""As the extra `mcp` of t3gen has it."""

INSTRUCTIONS = """\
t3gen generates the backend of this app from the specs in resources/*.yaml.
Read the app with `describe`, edit the specs, and call `plan`: it shows files, operations, cells of
the access tables, columns, SQL and what breaks, and has a digest. Where consent is needed, it says
which line to write. `apply` does exactly what the plan with that digest shows, or refuses.
Then `run_tests`. Migrations are written, not applied: people do that.
`docs` has the documentation; `explain` is for error codes (SPEC.RULE), fields (Order.total) and
the rules of a resource ("access Order").
"""


@click.command()
def mcp() -> int:
    """Serve tools for coding agents, by the Model Context Protocol.

    Over stdin and stdout, for the project in the current folder: `describe`, `explain`, `schema`,
    `docs`, `plan`, `check`, `diff` and `migrate_status` only read; `apply` does what a plan shows,
    by its digest; `run_tests` runs the tests of the app. None of them drops rows.

    Needs the package mcp beside t3gen, which `make setup` installs: pip install "mcp>=2.3,<3".
    """
    if find_spec("mcp") is None:
        hint = f'install it beside t3gen: {sys.executable} -m pip install "{PACKAGE}"'
        raise UsageError("the package mcp is not installed", where="t3gen mcp", hint=hint)
    server(Path.cwd()).run("stdio")
    return 0


def server(root: Path) -> MCPServer:
    """Return the server of a project.

    Args:
        root: The project.
    """
    from mcp.server import MCPServer

    made = MCPServer("t3gen", instructions=INSTRUCTIONS, version=__version__)
    _add_pages(made, root)
    _add_checks(made, root)
    _add_writers(made, root)
    return made


def _reading(made: MCPServer) -> Callable[[], Callable[[_Tool], _Tool]]:
    """Return the decorator of tools that only read."""
    from mcp_types import ToolAnnotations

    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    return partial(made.tool, annotations=reads, structured_output=False)


def _add_pages(made: MCPServer, root: Path) -> None:
    """Add tools that describe specs, their language, and t3gen."""
    tool = _reading(made)

    @tool()
    def describe(resource: str = "") -> str:
        """Describe a resource, or all of them in fewer words: fields, relations, rules."""
        return _answer(root, "describe", "--json", "--", *[resource] * bool(resource))

    @tool()
    def explain(topic: str) -> str:
        """Explain an error code, a field and what it reaches, or `access <Resource>`."""
        return _answer(root, "explain", "--json", "--", *topic.split())

    @tool()
    def schema(of: str = "") -> str:
        """Return the JSON Schema of specs, or of the answer of a command such as `plan`."""
        return _answer(root, "schema", *[f"--of={of}"] * bool(of))

    @tool()
    def docs(topic: str = "") -> str:
        """Return the page on a topic, or the list of topics."""
        return _answer(root, "docs", *(["--", topic] if topic else ["--json"]))


def _add_checks(made: MCPServer, root: Path) -> None:
    """Add tools that show what a change does, and whether all fits."""
    tool = _reading(made)

    @tool()
    def plan() -> str:
        """Show what `apply` would do and what breaks; its digest approves it."""
        return _answer(root, "plan", "--json")

    @tool()
    def check() -> str:
        """Check that specs, generated files and migrations are consistent."""
        return _answer(root, "check", "--json")

    @tool()
    def diff(before: str, after: str = "") -> str:
        """Show what breaks between two states of the specs: folders, or revisions of git."""
        return _answer(root, "diff", "--json", "--", *filter(None, [before, after]))

    @tool()
    def migrate_status() -> str:
        """Show which migrations the database has, and which are pending."""
        return _answer(root, "migrate", "status", "--json")


def _add_writers(made: MCPServer, root: Path) -> None:
    from mcp_types import ToolAnnotations

    writes = ToolAnnotations(
        read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    tool = partial(made.tool, annotations=writes, structured_output=False)

    @tool()
    def apply(digest: str) -> str:
        """Generate exactly what the plan with this digest shows, or refuse."""
        return _answer(root, "generate", f"--plan={digest}", "--json")

    @tool()
    def run_tests(paths: list[str] | None = None) -> str:
        """Run the tests of the app, all or those of paths, and return the end of the output."""
        from t3gen.actions import tools

        return _text(tools.tests(root, paths or []), most=0)


def _answer(root: Path, *arguments: str) -> str:
    from t3gen.actions import tools

    return _text(tools.answer(root, *arguments), most=terminal.FINDINGS)


def _text(ended: Captured, *, most: int) -> str:
    """Return the output of a program.

    Args:
        ended: The program.
        most: The greatest exit code of one that has done its work.

    Raises:
        ToolError: It has a greater one.
    """
    from mcp.server.mcpserver.exceptions import ToolError

    text = ended.output.strip() or ended.errors.strip()
    if ended.code > most:
        raise ToolError(text)
    return text
