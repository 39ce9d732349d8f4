"""Consent in specs: misspelt names, agreements that nothing needs, losses that are undone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from services import node_modules

from t3gen import cli, migrate

SPEC = """\
resource: Order
{}
fields:
  number: string(32)
  note:   text?
  status: enum(draft, sent, paid) = draft
"""
DROPPED = SPEC.format("migrate: {allow_loss: [note, status.sent]}").replace("sent, paid", "paid")
DROPPED = DROPPED.replace("  note:   text?\n", "")
RENAMED = ["field", "Order", "number", "code"]
AGREED = ["--consent", "Ada: it is in the archive"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An app with one resource and its migration, in git."""
    root = tmp_path_factory.mktemp("consent") / "shop"
    with pytest.MonkeyPatch.context() as patch:
        assert 0 == cli.run(["new", "app", str(root)])
        (root / "node_modules").symlink_to(node_modules())
        (root / "resources" / "order.yaml").write_text(SPEC.format(""))
        patch.chdir(root)
        assert 0 == cli.run(["generate"])
        git("init", "-q")
        commit()
    return root


@pytest.fixture
def app(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = shutil.copytree(made, tmp_path / "shop", symlinks=True)
    monkeypatch.chdir(root)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return root


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run(["git", *identity, *arguments], check=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "state")


def write(app: Path, text: str) -> None:
    (app / "resources" / "order.yaml").write_text(text)


def names(app: Path) -> tuple[str, ...]:
    return migrate.read(app).names


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{assume: [nubmer]}", 'Did you mean "number"?'),
        ("{assume: [number+sttus]}", 'Did you mean "status"?'),
        ("{allow_loss: [noet]}", 'Did you mean "note"?'),
        ("{allow_loss: [status.sentt]}", 'Did you mean "sent"?'),
        ("{allow_loss: [xyz]}", "Remove it."),
    ],
)
def test_a_name_of_nothing_is_an_error_at_its_place(
    app: Path, capsys: pytest.CaptureFixture[str], line: str, told: str
) -> None:
    write(app, SPEC.format(f"migrate: {line}"))

    assert 2 == cli.run(["generate"])
    error = capsys.readouterr().err
    assert "resources/order.yaml:2:" in error
    assert "[SPEC.CONSENT]" in error
    assert told in error
    assert 1 == cli.run(["check"])


def test_a_name_of_nothing_in_the_file_for_all_is_an_error(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "resources" / "_project.yaml").write_text("migrate: {allow_loss: [Odrer]}\n")

    assert 2 == cli.run(["generate"])
    error = capsys.readouterr().err
    assert "resources/_project.yaml:1:24" in error
    assert 'Did you mean "Order"?' in error


def test_an_agreement_is_no_finding_once_it_has_been_used_and_generate_warns_of_it(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, DROPPED)
    assert 0 == cli.run(["generate", *AGREED])
    assert "UNUSED_CONSENT" not in capsys.readouterr().err
    commit()

    assert 0 == cli.run(["check"])
    assert 0 == cli.run(["generate"])

    told = capsys.readouterr().err
    assert (
        'warning: resources/order.yaml:2:24: no pending change needs allow_loss for "note"' in told
    )
    assert 2 == told.count("[SPEC.UNUSED_CONSENT]")


def test_an_agreement_beside_a_change_that_does_not_need_it_is_warned_of(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    migrated = SPEC.format("migrate: {allow_loss: [note, number], assume: [number]}")
    write(app, migrated.replace("  note:   text?\n", "").replace("(32)", "(32) unique"))

    assert 0 == cli.run(["generate", *AGREED])

    told = capsys.readouterr().err
    assert 'allow_loss for "number"' in told
    assert 1 == told.count("[SPEC.UNUSED_CONSENT]")


def test_what_only_the_spec_narrows_needs_its_agreement(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, SPEC.format("migrate: {assume: [number]}").replace("(32)", "(8)"))

    assert 0 == cli.run(["generate"])

    assert "UNUSED_CONSENT" not in capsys.readouterr().err


def test_a_loss_that_is_undone_before_it_is_in_git_is_refused_and_its_way_out_loses_nothing(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, DROPPED)
    assert 0 == cli.run(["generate", *AGREED])
    before = names(app)
    write(
        app,
        DROPPED.replace("fields:\n", "fields:\n  note:   text?\n").replace(
            "draft, ", "draft, sent, "
        ),
    )
    capsys.readouterr()

    assert 2 == cli.run(["generate"])

    error = capsys.readouterr().err
    assert "Order.note" in error
    assert "Order.status.sent" in error
    assert before == names(app)
    assert 1 == cli.run(["check"])
    (removed,) = {found[1] for found in re.finditer(r"rm -r (\S+)$", error, re.M)}
    shutil.rmtree(app / removed)
    assert 0 == cli.run(["generate"])
    assert before[:-1] == names(app)


def test_a_loss_that_a_database_has_seen_is_kept_by_adding_it_to_git(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, DROPPED)
    assert 0 == cli.run(["generate", *AGREED])
    write(app, SPEC.format(""))
    assert 2 == cli.run(["generate"])
    assert "git add prisma/migrations" in capsys.readouterr().err

    git("add", "prisma/migrations")

    assert 0 == cli.run(["generate"])
    assert 3 == len(names(app))


def test_a_resource_that_is_made_again_before_its_removal_is_applied_is_refused(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.run(["destroy", "resource", "Order", "--drop-rows", *AGREED])
    fields = ["number:string(32)", "note:text?", "status:enum(draft, sent, paid)=draft"]
    capsys.readouterr()

    assert 2 == cli.run(["new", "resource", "Order", *fields])
    (removed,) = re.findall(r"rm -r (\S+)$", capsys.readouterr().err, re.M)
    shutil.rmtree(app / removed)

    assert 0 == cli.run(["new", "resource", "Order", *fields])
    assert 1 == len(names(app))


def test_a_rename_that_is_undone_is_no_loss(app: Path) -> None:
    write(app, SPEC.format("").replace("note:   text?", "remark: text? was=note"))
    assert 0 == cli.run(["generate"])
    write(app, SPEC.format("").replace("note:   text?", "note: text? was=remark"))
    assert 0 == cli.run(["generate"])

    text = SPEC.format("migrate: {allow_loss: [note]}").replace("note:   text?", "remark: text?")
    write(app, text)
    assert 0 == cli.run(["generate", *AGREED])
    assert 4 == len(names(app))


def test_what_was_added_is_taken_back_at_once(app: Path) -> None:
    write(app, SPEC.format("") + "  extra: text?\n")
    assert 0 == cli.run(["generate"])
    write(app, SPEC.format("migrate: {allow_loss: [extra]}"))

    assert 0 == cli.run(["generate", *AGREED])


def test_what_is_lost_without_a_terminal_has_to_be_agreed_to_and_that_is_recorded(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, DROPPED)
    before = names(app)

    assert 2 == cli.run(["generate"])

    error = capsys.readouterr().err
    assert "the rows or values of Order.note, the rows or values of Order.status.sent" in error
    assert "[consent]" in error
    assert before == names(app)
    assert 0 == cli.run(["generate", "--dry-run"])
    assert 0 == cli.run(["generate", *AGREED])
    sql = (app / "prisma/migrations" / names(app)[-1] / "migration.sql").read_text()
    assert f"consented to in the spec: {AGREED[1]}\n" in sql
    assert 0 == cli.run(["migrate", "lint"])


def test_an_approved_plan_is_an_agreement(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(app, DROPPED)
    capsys.readouterr()
    assert 0 == cli.run(["plan", "--json"])
    digest = json.loads(capsys.readouterr().out)["digest"]

    assert 2 == cli.run(["generate", "--plan", digest, *AGREED])
    assert 0 == cli.run(["generate", "--plan", digest])
    assert 2 == len(names(app))


def test_at_a_terminal_the_spec_is_agreement_enough(
    app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(app, DROPPED)
    monkeypatch.setattr("t3gen.cli.terminal.is_interactive", lambda: True)

    assert 0 == cli.run(["generate"])


@pytest.mark.parametrize("text", ["two\nlines", "x" * 201, "\x1b[31m"])
def test_an_agreement_is_one_line(text: str, app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(app, DROPPED)

    assert 2 == cli.run(["generate", "--consent", text])
    assert "write one line of at most 200 characters" in capsys.readouterr().err
    assert 1 == len(names(app))


def test_no_other_command_loses_what_the_specs_give_up(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, DROPPED)

    for command in (["new", "resource", "Tag", "label:string"], ["rename", *RENAMED]):
        assert 2 == cli.run(command)
        assert "the rows or values of Order.note" in capsys.readouterr().err
        assert not (app / "resources" / "tag.yaml").exists()
        assert DROPPED == (app / "resources" / "order.yaml").read_text()


def test_edits_and_rows_of_a_removed_resource_have_to_be_agreed_to(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service = app / "src/server/orders/service.ts"
    service.write_text(f"{service.read_text()}// mine\n")
    destroy = ["destroy", "resource", "Order", "--drop-rows", "--force"]

    assert 2 == cli.run(destroy)

    error = capsys.readouterr().err
    assert "the rows or values of Order, your edits of src/server/orders/service.ts" in error
    assert service.exists()
    assert 0 == cli.run([*destroy, *AGREED])
    assert not service.exists()
    sql = (app / "prisma/migrations" / names(app)[-1] / "migration.sql").read_text()
    assert AGREED[1] in sql
