"""What commands print, where they print it, and how they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from commands_page import members

from t3gen import __version__, cli
from t3gen.render import package_template

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
POST = "resource: Post\n\nfields:\n  title: string\n"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    assert cli.run(["new", "app", str(root)]) == 0
    monkeypatch.chdir(root)
    return root


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


def add_spec(app: Path, text: str = POST) -> None:
    (app / "resources").mkdir(exist_ok=True)
    (app / "resources" / "post.yaml").write_text(text)


def answered(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_what_is_asked_for_goes_to_stdout(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([option]) == 0

    said = capsys.readouterr()
    assert "t3gen" in said.out
    assert said.err == ""


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["--version"])

    assert f"t3gen {__version__}\n" == capsys.readouterr().out


def test_help_needs_no_heavy_module() -> None:
    heavy = ("copier", "jinja2", "pydantic", "questionary", "rich", "yaml")
    code = f"import sys, t3gen.cli; print([name for name in {heavy} if name in sys.modules])"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout == "[]\n"


def commands(command: click.Command) -> list[click.Command]:
    below = [one for _, one in members(command)] if isinstance(command, click.Group) else ()
    return [command, *(one for child in below for one in commands(child))]


def test_the_summary_of_a_command_is_the_first_sentence_of_its_help() -> None:
    summaries = {name: one.get_short_help_str(100) for name, one in members(cli.t3gen)}

    assert cli.COMMANDS == {name: summaries[name] for name in cli.COMMANDS}


def test_every_command_and_option_says_what_it_is_for() -> None:
    for command in commands(cli.t3gen):
        assert command.help, command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.opts}"


def test_choices_in_the_help_are_those_of_the_template(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.run(["new", "app", "--help"])

    shown = capsys.readouterr().out
    for question in package_template().questions.values():
        if question.choices:
            assert "|".join(question.choices.values()) in shown


def test_a_new_app_has_secrets_of_its_own(app: Path, tmp_path: Path) -> None:
    cli.run(["new", "app", str(tmp_path / "other")])

    one, other = ((tmp_path / name / ".env").read_text() for name in ("shop", "other"))
    example = (app / ".env.example").read_text()
    assert len(one.splitlines()) == len(example.splitlines())
    assert "replace-me" not in one + other
    secret = re.compile(r'SECRET="(.{43})"')
    found = secret.findall(one) + secret.findall(other)
    assert len(found) >= 2
    assert len(set(found)) == len(found)
    assert (app / ".env").stat().st_mode & 0o077 == 0


def test_the_first_spec_by_hand_needs_no_folder_to_be_made(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.search(r"```yaml\n(.*?)```", (app / "resources/README.md").read_text(), re.DOTALL)
    assert example
    (app / "resources" / "post.yaml").write_text(example[1], encoding="utf-8")
    capsys.readouterr()

    assert 1 == cli.run(["generate", "--json"])
    assert "src/server/posts/service.ts" in [one["path"] for one in answered(capsys)["files"]]


def test_a_folder_of_specs_may_lose_its_readme_for_good(app: Path) -> None:
    (app / "resources" / "README.md").unlink()
    add_spec(app)

    cli.run(["generate"])

    assert not (app / "resources" / "README.md").exists()
    assert (app / "src/server/posts/service.ts").is_file()


def test_a_new_app_may_be_made_in_a_fresh_git_repository(tmp_path: Path) -> None:
    (tmp_path / "shop" / ".git").mkdir(parents=True)

    assert cli.run(["new", "app", str(tmp_path / "shop")]) == 0


def test_generating_tells_each_file_and_then_what_it_was(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app)
    capsys.readouterr()

    assert cli.run(["generate"]) == 1

    said = capsys.readouterr()
    assert "  create  prisma/models/post.prisma\n" in said.out
    assert re.search(r"^\d+ created, \d+ updated, \d+ unchanged\.$", said.err, re.MULTILINE)
    assert "Migration pending" in said.err


def test_a_second_generation_touches_nothing_and_says_so(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app)
    cli.run(["generate"])
    before = files(app)
    capsys.readouterr()

    assert cli.run(["generate"]) == 1

    assert before == files(app)
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing to do" in said.err


def test_a_dry_run_writes_nothing_and_says_what_the_run_then_does(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app)
    before = files(app)
    capsys.readouterr()

    assert cli.run(["generate", "--dry-run", "--json"]) == 1
    planned = answered(capsys)
    assert before == files(app)

    cli.run(["generate", "--json"])
    assert {**planned, "dry_run": False} == answered(capsys)
    changed = {path for path, file in files(app).items() if before.get(path) != file}
    told = {file["path"] for file in planned["files"] if file["verdict"] in ("create", "update")}
    assert told == changed


def test_a_dry_run_of_an_app_makes_no_folder_and_shows_no_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "deep" / "shop"

    assert 0 == cli.run(["new", "app", str(root), "--json", "--dry-run"])
    planned = answered(capsys)
    assert 0 == cli.run(["new", "app", str(root), "--diff"])
    said = capsys.readouterr().out
    assert not root.parent.exists()

    assert 0 == cli.run(["new", "app", str(root), "--json"])
    assert {**planned, "dry_run": False} == answered(capsys)
    assert {one["path"] for one in planned["files"]} == set(files(root))
    assert "+++ b/.env.example\n" in said
    assert "+++ b/.env\n" not in said


def test_fmt_shows_what_it_would_change(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_spec(app, "resource: Post\nfields: {title: {type: string}}\n")
    before = files(app)
    capsys.readouterr()

    assert 0 == cli.run(["fmt", "--diff"])

    assert "-fields: {title: {type: string}}\n+\n+fields:\n+  title: string\n" in (
        capsys.readouterr().out
    )
    assert before == files(app)


def test_a_folder_that_is_gone_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert 2 == cli.run(["generate"])

    assert "the current folder no longer exists" in capsys.readouterr().err


def test_a_conflict_that_is_not_settled_is_refused_even_when_nothing_else_changes(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app)
    edited = app / "src" / "server" / "posts" / "service.ts"
    edited.parent.mkdir(parents=True)
    edited.write_text("// mine\n")
    assert 1 == cli.run(["generate"])
    capsys.readouterr()

    assert 2 == cli.run(["generate"])

    assert "src/server/posts/service.ts:1: unresolved merge markers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        (["destroy", "Post"], "t3gen destroy resource Post"),
        (["rename", "Post", "Article"], "t3gen rename resource Post Article"),
        (["new", "Post", "body:text?"], "t3gen new resource Post 'body:text?'"),
    ],
)
def test_a_kind_that_was_left_out_is_guessed(
    command: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == cli.run(command)

    assert f"Did you mean: {meant}\n" in capsys.readouterr().err


def test_an_edit_is_merged_and_reported(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_spec(app)
    cli.run(["generate"])
    edited = app / "src" / "server" / "posts" / "schema.ts"
    edited.write_text(edited.read_text() + "// mine\n")
    add_spec(app, POST + "  body: text?\n")
    capsys.readouterr()

    assert cli.run(["generate"]) == 1

    assert "   merge  src/server/posts/schema.ts\n" in capsys.readouterr().out
    assert edited.read_text().endswith("// mine\n")
    assert "body: " in edited.read_text()


def test_a_conflict_is_a_finding_and_its_markers_stop_the_next_run(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app)
    cli.run(["generate"])
    edited = app / "src" / "server" / "posts" / "schema.ts"
    edited.write_text(edited.read_text().replace("  title: z.string(),\n", "  title: z.mine(),\n"))
    add_spec(app, POST.replace("title", "name"))
    capsys.readouterr()

    assert cli.run(["generate"]) == 1
    assert "conflict  src/server/posts/schema.ts" in capsys.readouterr().out
    marked = edited.read_text()
    add_spec(app, POST.replace("title", "name") + "  body: text?\n")
    assert cli.run(["generate"]) == 2

    assert "unresolved merge markers" in capsys.readouterr().err
    assert "title: z.mine()" in marked
    assert marked == edited.read_text()


def test_problems_are_json_too_where_that_is_asked_for(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app, POST.replace("string", "strng"))
    capsys.readouterr()

    assert cli.run(["generate", "--json"]) == 2

    found = answered(capsys)
    assert found["ok"] is False
    (problem,) = found["problems"]
    assert ("resources/post.yaml", 4, "SPEC.UNKNOWN_TYPE") == (
        problem["file"],
        problem["line"],
        problem["code"],
    )


def test_specs_may_lie_elsewhere(app: Path, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "post.yaml").write_text(POST)

    assert cli.run(["generate", "--spec", str(tmp_path / "specs")]) == 1
    assert (app / "prisma" / "models" / "post.prisma").is_file()


def test_a_resource_is_written_tidily_and_generated_from_a_folder_below(
    app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(app / "src")

    assert (
        cli.run(["new", "resource", "Order", "total:decimal(12,2) min=0", "--owner", "user"]) == 0
    )

    text = (app / "resources" / "order.yaml").read_text()
    assert text == (
        "# yaml-language-server: $schema=../.t3gen/resource.schema.json\n"
        "resource: Order\n\nfields:\n  total: decimal(12, 2) min=0\n\nowner: user\n"
    )
    assert (app / ".t3gen" / "resource.schema.json").is_file()
    assert (app / "src" / "server" / "orders" / "service.ts").is_file()


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
    ids=["a pipe", "FORCE_COLOR", "NO_COLOR"],
)
def test_colour_is_used_where_it_is_wanted(
    variables: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    cli.run(["new", "app", str(Path("x")), "--database", "mysql"])

    assert coloured == ("\x1b[" in capsys.readouterr().err)


@pytest.mark.parametrize("trace", [False, True])
def test_a_bug_of_ours_ends_with_70_and_a_way_to_tell_us(
    trace: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("oh no")

    monkeypatch.setitem(cli.t3gen.commands, "broken", click.command(broken))
    monkeypatch.setenv("T3GEN_TRACE", "")

    assert cli.run([*(["--trace"] if trace else []), "broken"]) == 70

    said = capsys.readouterr().err
    assert "this is a bug in t3gen: RuntimeError: oh no" in said
    assert trace == ("Traceback" in said)


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(cli.t3gen.commands, "wait", click.command(interrupted))

    assert cli.run(["wait"]) == 130


def test_a_reader_that_leaves_early_is_no_error(app: Path) -> None:
    add_spec(app)
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run(
        [BIN / "t3gen", "generate"], cwd=app, stdout=writing, stderr=subprocess.PIPE, check=False
    )

    os.close(writing)
    assert ended.returncode == 1
    assert b"Traceback" not in ended.stderr
    assert (app / "prisma" / "models" / "post.prisma").is_file()


def test_one_file_may_hold_all_specs_and_never_deletes_the_others(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both, one = app / "both.yaml", app / "one.yaml"
    both.write_text(f"{POST}---\nresource: Tag\nfields: {{name: string}}\n")
    one.write_text(POST)

    assert 1 == cli.run(["generate", "--spec", "both.yaml"])
    assert {"post", "tag"} == {path.stem for path in (app / "prisma" / "models").iterdir()}
    before = files(app)
    assert 2 == cli.run(["generate", "--spec", "one.yaml"])
    assert "no spec declares Tag, which the app has" in capsys.readouterr().err
    assert before == files(app)


def test_the_schema_of_specs_is_printed_as_it_is_written(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert 0 == cli.run(["schema"])

    assert (app / ".t3gen" / "resource.schema.json").read_text() == capsys.readouterr().out


LONG = POST + "  body: text\n\napi:\n  filter: [title, body]\n  search: [title, body]\n"


def test_a_list_without_an_index_is_a_warning_that_stops_nothing(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app, LONG)
    capsys.readouterr()

    assert 1 == cli.run(["generate", "--dry-run"])
    assert "warning: resources/post.yaml:8:19: lists are filtered by" in capsys.readouterr().err
    assert 1 == cli.run(["generate", "--json"])
    assert [
        ("resources/post.yaml", 8, 19, "Give it a length: max=650 or less."),
        (
            "resources/post.yaml",
            9,
            19,
            "PostgreSQL has an index for it; on SQLite, search shorter fields.",
        ),
    ] == [
        (one["file"], one["line"], one["column"], one["hint"])
        for one in answered(capsys)["warnings"]
    ]


def test_a_warning_is_told_when_its_spec_changes_and_not_with_every_run(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app, LONG)
    cli.run(["generate"])
    capsys.readouterr()

    cli.run(["generate"])

    assert "warning" not in capsys.readouterr().err


def test_what_an_index_can_hold_is_no_warning(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app, LONG.replace("text", "string(650)"))
    capsys.readouterr()

    assert 1 == cli.run(["generate", "--json"])
    assert [] == answered(capsys)["warnings"]


def test_problems_are_annotations_for_github(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_spec(app, "resource: Post\nfields: {title: strin, a: 'int, 100%'}\n")
    capsys.readouterr()

    assert 2 == cli.run(["generate", "--format", "github"])
    first, *others = capsys.readouterr().out.splitlines()
    assert first == (
        "::error file=resources/post.yaml,line=2,col=17,title=SPEC.UNKNOWN_TYPE::"
        'unknown field type "strin". Did you mean "string"?'
    )
    assert "100%25" in "".join(others)
    add_spec(app, LONG)
    assert 1 == cli.run(["generate", "--format=github", "--dry-run"])
    assert capsys.readouterr().out.startswith("::warning file=resources/post.yaml,line=8,col=19,")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("generat", 't3gen: no such command "generat" [usage]\n  Did you mean "generate"?'),
        (
            "check --repley",
            't3gen check: no such option "--repley" [usage]\n  Did you mean "--replay"',
        ),
        ("destroy Post", "Did you mean: t3gen destroy resource Post\n"),
        ("check --format x", 'invalid value for "--format": "x" is not one of "text", "github"'),
        ("rename field Post", 't3gen rename field: missing argument "OLD" [usage]'),
        ("fmt a b", "for help: t3gen fmt --help"),
    ],
)
def test_wrong_usage_is_told_as_every_other_error(
    command: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == cli.run(command.split())

    told = capsys.readouterr()
    assert told.err.startswith("error: t3gen")
    assert said in told.err
    assert "" == told.out


def test_wrong_usage_is_data_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == cli.run(["generate", "--jso", "--json"])

    (problem,) = answered(capsys)["problems"]
    assert ("usage", "t3gen generate") == (problem["code"], problem["where"])


def test_a_group_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == cli.run(["migrate"])

    assert "baseline" in capsys.readouterr().err


@pytest.mark.parametrize("rule", ["list", "list="])
def test_a_rule_without_its_operation_says_what_the_option_takes(
    app: Path, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.is_dir()
    assert 2 == cli.run(["new", "resource", "Post", "title:string", "--access", rule])

    told = capsys.readouterr().err
    assert "Expected OPERATION=RULE, for example: --access list=public" in told
    assert "Did you mean" not in told


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["Post", "title:string", "photo:file(image)"], "argument 2:1:12: "),
        (["Post", "title:string", "author: Autor"], "argument 2:1:9: "),
        (["Prisma", "title:string"], "NAME:1:1: "),
        (["Post", "title:string", "--owner", "usr"], "--owner:1:8: "),
        (["Post", "title:string", "--access", "list=publc"], "--access:1:7: "),
    ],
)
def test_what_is_wrong_with_a_new_resource_is_at_its_argument(
    app: Path, arguments: list[str], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert 2 == cli.run(["new", "resource", *arguments])

    told = capsys.readouterr().err
    assert told.startswith(f"error: {place}")
    assert "resources/" not in told
    assert not list((app / "resources").glob("*.yaml"))


def test_a_migration_that_waits_is_exit_code_1_and_not_ok(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_spec(app)
    capsys.readouterr()

    assert 1 == cli.run(["generate", "--json"])

    told = answered(capsys)
    assert not told["ok"]
    assert told["migration"]["pending"]
