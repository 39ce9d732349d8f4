"""`t3gen new app` and `t3gen new resource`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from t3gen import ANSWERS_FILE
from t3gen.cli import candidates, terminal
from t3gen.cli.answers import answers_of, data_option, parse_data
from t3gen.cli.changes import SPEC, output_options, report
from t3gen.cli.kinds import KindGroup
from t3gen.errors import UsageError

if TYPE_CHECKING:
    from t3gen.actions.generate import Request
    from t3gen.actions.new_app import NewApp
    from t3gen.actions.new_resource import NewResource

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


@click.group(cls=KindGroup)
def new() -> None:
    """Create an app, or a resource in it."""


@new.command(short_help="Create a complete backend in a new folder.")
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option("--name", "project_name", metavar="NAME", help="Default: the name of the folder.")
@click.option("--database", metavar="sqlite|postgresql", help="Default: sqlite, embedded.")
@click.option(
    "--auth",
    metavar="better-auth|none",
    help="Default: better-auth, email and password. With none, you implement an interface.",
)
@click.option(
    "--trpc", flag_value="true", help="Add tRPC routers and React hooks beside the REST API."
)
@click.option(
    "--organisations",
    flag_value="true",
    help="Add organisations with members and invitations, with Better Auth.",
)
@click.option(
    "--standalone", flag_value="true", help="Add a server for the API alone, without Next."
)
@click.option("--jobs", flag_value="true", help="Add background jobs. File fields bring them.")
@click.option(
    "--template",
    metavar="ADDRESS[@TAG]",
    help="Use another template than the installed one: its newest release, or TAG.",
)
@data_option
@click.option("-y", "--yes", is_flag=True, help="Do not prompt; use the defaults.")
@output_options
def app(
    directory: Path | None,
    template: str | None,
    data: Sequence[str],
    yes: bool,
    dry_run: bool,
    diff: bool,
    as_json: bool,
    **options: str | None,
) -> int:
    """Create a complete backend in DIRECTORY: Next.js, Prisma, zod, strict TypeScript.

    On a terminal, prompts for options that are left out.
    """
    from t3gen.actions import new_app as action

    interactive = terminal.is_interactive() and not yes
    directory = directory or _folder(interactive=interactive)
    chosen = action.template(template)
    texts = {key: value for key, value in options.items() if value is not None}
    questions = action.questions(directory, chosen)
    answers = answers_of(chosen, questions, parse_data(data) | texts, interactive=interactive)
    result = action.new_app(directory, answers, chosen, dry_run=dry_run or diff)
    if result.outcome.dry_run or as_json:
        return report(result.outcome, as_json=as_json, diff=diff)
    _print_created(result)
    return 0


def _folder(*, interactive: bool) -> Path:
    """Prompt for the folder of a new app.

    Raises:
        UsageError: There is no terminal to prompt on.
    """
    if interactive:
        from t3gen import prompts
        from t3gen.actions import new_app as action

        return Path(prompts.folder(action.wrong_folder))
    raise UsageError(
        "missing argument DIRECTORY, and no terminal to prompt on",
        where="t3gen new app",
        hint="for example: t3gen new app my-app",
        code="missing-arguments",
    )


def _print_created(result: NewApp) -> None:
    here, root = Path.cwd(), result.outcome.root
    place = shlex.quote(str(root.relative_to(here) if root.is_relative_to(here) else root))
    count = len(result.outcome.plan.changes)
    terminal.say(f"Created {result.answers['project_name']}: {count} files in {place}", bold=True)
    terminal.say("Generated secrets are in .env, which git ignores.")
    for note in result.outcome.notes:
        terminal.say(note)
    terminal.say("\nNext:")
    steps = [
        "npm install",
        "t3gen new resource Post title:string 'body:text?'",
        "t3gen migrate apply",
        "npm run dev",
    ]
    for step in steps if place == "." else [f"cd {place}", *steps]:
        terminal.say(f"  {step}")
    terminal.say(
        "\nThen http://localhost:3000/api/docs shows the API; README.md has requests to paste."
    )


@new.command()
@click.argument("name", required=False)
@click.argument("fields", nargs=-1, metavar="[FIELD...]", shell_complete=candidates.field_types)
@click.option("--owner", metavar="user|RELATION", help="The owner of each row.")
@click.option(
    "--access",
    "rules",
    multiple=True,
    metavar="OPERATION=RULE",
    help="An access rule: list=public, 'update=owner | role(admin)'. Repeatable.",
)
@SPEC
@output_options
def resource(
    name: str | None,
    fields: tuple[str, ...],
    owner: str | None,
    rules: tuple[str, ...],
    specs: Path | None,
    **output: bool,
) -> int:
    """Write a spec for NAME, and generate from it.

    \b
    A FIELD is name:type with modifiers, or name:Resource for a relation:
      t3gen new resource Order 'total:decimal(12,2) min=0' customer:Customer 'note:text?'

    Without fields, prompts for them on a terminal.
    """  # noqa: D301 - the \b is click's mark for lines that stay as they are
    root = Path.cwd()
    if name and fields and (root / ANSWERS_FILE).is_file():
        _start_engine(root)
    from t3gen.actions import generate
    from t3gen.actions import new_resource as action

    dry_run = output["dry_run"] or output["diff"]
    request = generate.request(root, specs, dry_run=dry_run)
    agreement = generate.Agreement.of("", attended=terminal.is_interactive())
    request = replace(request, agreement=agreement)
    if name and fields:
        new_resource = action.NewResource(name, fields, owner, _access(rules))
    elif terminal.is_interactive():
        new_resource = _ask(request, name)
    else:
        missing = "FIELD..." if name else "NAME FIELD..."
        raise UsageError(
            f"missing argument {missing}, and no terminal to prompt on",
            where="t3gen new resource",
            hint="for example: t3gen new resource Post title:string 'body:text?'",
            code="missing-arguments",
        )
    return report(
        action.new_resource(request, new_resource), as_json=output["as_json"], diff=output["diff"]
    )


def _start_engine(root: Path) -> None:
    """Start the engine, which every new resource needs, while the rest of t3gen is imported."""
    from t3gen import installed, programs

    programs.start_early(installed.engine(), root)


def _ask(request: Request, name: str | None) -> NewResource:
    from t3gen import prompts
    from t3gen.actions import new_resource as action

    if name:
        action.check_name(request, name)
    answers = prompts.resource(
        name, action.targets(request), lambda text: _wrong_name(request, text)
    )
    new_resource = action.NewResource(answers.name, answers.fields, answers.owner, answers.access)
    path = action.check_name(request, new_resource.name)
    terminal.say(f"\n{path}", bold=True)
    terminal.say(action.preview(new_resource, path))
    if not prompts.confirm("Write this spec, and generate from it?"):
        raise click.Abort
    options = ["--owner", new_resource.owner] if new_resource.owner else []
    for operation, rule in new_resource.access.items():
        options += ["--access", f"{operation}={rule}"]
    command = shlex.join(
        ["t3gen", "new", "resource", *options, new_resource.name, *new_resource.fields]
    )
    terminal.say(f"The same without prompts:\n  {command}\n")
    return new_resource


def _access(rules: Sequence[str]) -> dict[str, str]:
    from t3gen.spec import OPERATIONS, suggestion

    access = {}
    for text in rules:
        operation, _, rule = text.partition("=")
        if operation not in OPERATIONS or not rule.strip():
            is_known = operation in OPERATIONS
            example = f"{operation if is_known else 'list'}=public"
            form = f"Expected OPERATION=RULE, for example: --access {example}"
            suggestions = "" if is_known else f"{suggestion.hint(operation, OPERATIONS)}\n"
            raise UsageError(
                f'"{text}" is not OPERATION=RULE', where="--access", hint=f"{suggestions}{form}"
            )
        access[operation] = rule.strip()
    return access


def _wrong_name(request: Request, name: str) -> str | None:
    from t3gen.actions import new_resource as action

    try:
        action.check_name(request, name)
    except UsageError as error:
        return error.what
    is_name = _NAME.fullmatch(name)
    return None if is_name else "start with a capital letter; use letters and digits only"
