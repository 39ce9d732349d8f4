"""`t3gen schema --of COMMAND`: every command with --json has one, and answers as it says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import jsonschema
import pytest
from answers import check_answer
from commands_page import commands
from shop import edit, git, make_shop, run

from t3gen import cli
from t3gen.cli.answer_schemas import ANSWERS

pytestmark = pytest.mark.slow

LINES = """\
check
check --plan abc
describe
describe Order
describe Nothing
destroy resource Review --dry-run
destroy resource Review --drop-rows --diff
diff HEAD
diff nothing
docs
docs plan
docs nothing
doctor
explain
explain SPEC.RULE
explain access Order
explain Order.total
explain Order.nothing
explain NOTHING
fmt --check
generate --dry-run
generate --diff
import prisma/schema.prisma --dry-run
init
migrate apply --dry-run
migrate baseline --dry-run
migrate lint
migrate new by_hand --dry-run
migrate plan
migrate rebase
migrate snapshot --dry-run
migrate status
new app ../another --dry-run
new resource Gift name:string --dry-run
new resource Gift name:strng
plan
plan --prune
rename field Order note remark --dry-run
rename resource Review Opinion --diff
upgrade --dry-run
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_shop(tmp_path_factory.mktemp("answers") / "shop")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "first")
    edit(root, "resources/order.yaml", "  note:     text? max=2000\n", "  gift: boolean = false\n")
    edit(root, "resources/order.yaml", "search: [number, note]", "search: [number]")
    edit(root, "resources/order.yaml", "  update: owner\n", "  update: role(admin)\n")
    migration = root / "prisma" / "migrations" / "20260101000000_init" / "migration.sql"
    migration.parent.mkdir(parents=True)
    migration.write_text('DROP TABLE "Review";\nCREATE TABLE "Order" ("total" BIGINT);\n')
    (root / "prisma/migrations/migration_lock.toml").write_text('provider = "sqlite"\n')
    return root


@pytest.mark.parametrize("line", LINES.splitlines())
def test_an_answer_is_as_its_schema_says(
    line: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    run(made, *shlex.split(line), "--json")
    answer = json.loads(capsys.readouterr().out)

    check_answer(next(name for name in sorted(ANSWERS) if line.startswith(name)), answer)


def test_every_command_with_json_has_a_schema_and_an_answer_that_is_checked() -> None:
    with_json = {
        name
        for name, command in commands(cli.t3gen, ())
        if any("--json" in one.opts for one in command.params)
    }

    assert ANSWERS.keys() == with_json
    assert {
        name for name in with_json if not any(it.startswith(name) for it in LINES.splitlines())
    } == set()


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    for name in sorted(ANSWERS):
        assert 0 == cli.run(["schema", "--of", name])
        schema = json.loads(capsys.readouterr().out)
        jsonschema.Draft7Validator.check_schema(schema)
        assert schema["title"] == f"t3gen {name} --json"


@pytest.mark.parametrize(
    "answer", [{}, {"ok": True}, {"ok": True, "problems": []}, {"version": 2, "ok": True}]
)
def test_another_object_is_no_answer_of_any_command(answer: object) -> None:
    for name in ANSWERS:
        with pytest.raises(jsonschema.ValidationError):
            check_answer(name, answer)
