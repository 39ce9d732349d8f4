"""Twelve changes of an app, each by the calls that a coding agent makes who has read AGENTS.md.

Nothing but answers of commands, specs and the files that answers name is read. What a task takes is
counted in tokens, and bounded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from services import environment, refer_to_packages
from shop import make_shop, run

from agent import Agent

ORDER, CUSTOMER = "resources/order.yaml", "resources/customer.yaml"
MOST_TOKENS = 12_000
"""Of a task, plans and the specs that are written included."""
TESTED = {"test_states_are_added"}
"""Tasks after which the emitted tests run too; all with T3GEN_FUZZ."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_shop(tmp_path_factory.mktemp("agent") / "shop")
    refer_to_packages(root)
    assert 0 == run(root, "generate")
    return root


@pytest.fixture
def agent(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Iterator[Agent]:
    root = shutil.copytree(made, tmp_path / "shop", symlinks=True)
    working = Agent(root, capsys)
    yield working
    request.node.user_properties.append(("tokens", working.tokens))
    assert working.tokens <= MOST_TOKENS
    if request.node.name in TESTED or os.environ.get("T3GEN_FUZZ"):
        folders = ["tests/orders", "tests/customers"]
        for command in (["prisma", "generate"], ["tsc", "--noEmit"], ["vitest", "run", *folders]):
            ended = subprocess.run(
                ["npx", *command],
                cwd=root,
                env=environment(),
                capture_output=True,
                text=True,
                check=False,
            )
            assert 0 == ended.returncode, ended.stdout + ended.stderr


def test_the_notes_name_the_commands_that_a_change_takes(made: Path) -> None:
    notes = (made / "AGENTS.md").read_text()

    for command in ("describe", "explain Order.total", "plan", "generate --plan", "check"):
        assert f"t3gen {command}" in notes
    assert len(notes.splitlines()) <= 60


def test_a_field_is_added(agent: Agent) -> None:
    agent.call("describe", "Order")
    agent.edit(ORDER, "  note: ", "  priority: int = 0 min=0 max=9\n  note: ")

    plan = agent.plan()

    assert [("added", "priority")] == [(it["change"], it["column"]) for it in plan["columns"]]
    assert [] == plan["breaking"]
    agent.apply(plan)


def test_a_resource_is_added(agent: Agent) -> None:
    agent.call("describe")
    agent.write(
        "resources/gift-card.yaml",
        "resource: GiftCard\n"
        "fields: {code: string(20) unique immutable, amount: 'decimal(10, 2) min=0'}\n"
        "relations: {customer: Customer on_delete=cascade}\n"
        "owner: user\n"
        "access: {list: owner, create: signed_in, update: owner, delete: owner}\n",
    )

    plan = agent.plan()

    added = {f"{it['method']} {it['path']}" for it in plan["operations"] if it["change"] == "added"}
    assert {"GET /api/gift-cards", "POST /api/gift-cards"} <= added
    agent.apply(plan)


def test_a_field_is_renamed_and_its_values_stay(agent: Agent) -> None:
    agent.call("explain", "Order.note")

    answer = agent.call("rename", "field", "Order", "note", "remark")

    assert answer["migration"]
    assert agent.call("check")["ok"]
    sql = agent.read(f"prisma/migrations/{answer['migration']['name']}/migration.sql")
    assert 'RENAME COLUMN "note" TO "remark"' in sql


def test_a_field_is_made_required_with_a_value_for_rows_that_exist(agent: Agent) -> None:
    agent.edit(ORDER, "note:     text? max=2000", "note:     text max=2000")
    asked = agent.call("plan", code=1)
    assert any("backfill=" in (one["hint"] or "") for one in asked["consent"]["risks"])
    agent.edit(ORDER, "note:     text max=2000", 'note:     text max=2000 backfill="-"')

    agent.apply(agent.plan())


def test_a_field_is_removed_by_consent(agent: Agent) -> None:
    agent.call("explain", "Order.placedAt")
    for before, after in (
        ("  placedAt: datetime?\n", ""),
        ("index: [[status, placedAt desc]]\n", ""),
        ("[status, total, placedAt, customer,", "[status, total, customer,"),
        ("sort: [placedAt, total]", "sort: [total]"),
    ):
        agent.edit(ORDER, before, after)

    plan = agent.consent()

    assert any(one["loses_rows"] for it in plan["migrations"] for one in it["statements"])
    assert {"clients", "rows"} == {one["affects"] for one in plan["breaking"]}
    agent.apply(plan)


def test_a_field_is_narrowed_after_a_look_at_the_rows(agent: Agent) -> None:
    agent.edit(ORDER, "text? max=2000", "text? max=500")
    asked = agent.call("plan", code=1)
    assert any("SELECT" in (one["hint"] or "") for one in asked["consent"]["risks"])

    agent.apply(agent.consent())


def test_rows_are_opened_to_all_who_are_signed_in(agent: Agent) -> None:
    agent.call("explain", "access", "Order")
    agent.edit(ORDER, "list: owner | role(admin)", "list: signed_in")

    plan = agent.plan()

    opened = {(it["subject"], it["who"], it["after"]) for it in plan["access"]}
    assert ("list", "bob", "shown") in opened
    assert [] == plan["columns"]
    agent.apply(plan)


def test_rows_are_shared_with_members(agent: Agent) -> None:
    agent.edit(CUSTOMER, "owner: user", "relations:\n  members: User[] many\n\nowner: user")
    agent.edit(CUSTOMER, "access:\n", "access:\n  get: owner | member\n")

    agent.apply(agent.plan())


def test_a_refused_rule_is_mended(agent: Agent) -> None:
    agent.edit(ORDER, "list: owner | role(admin)", "list: owner | membr")
    refused = agent.call("plan", code=2)
    (problem,) = refused["problems"]
    assert (ORDER, "SPEC.RULE") == (problem["file"], problem["code"])
    agent.call("explain", problem["code"])
    agent.edit(ORDER, "list: owner | membr", "list: owner | role(admin) | role(clerk)")

    agent.apply(agent.plan())


def test_a_conflict_is_settled(agent: Agent) -> None:
    schema = "src/server/orders/schema.ts"
    agent.edit(schema, "note: z.string().min(1).max(2000)", "note: z.string().min(3).max(2000)")
    agent.edit(ORDER, "text? max=2000", "text? max=3000")

    asked = agent.call("plan", code=1)

    assert [schema] == [it["path"] for it in asked["files"] if it["verdict"] == "conflict"]
    agent.call("generate", code=1)
    text = agent.read(schema)
    begin, end = text.index("<<<<<<<"), text.index(">>>>>>>")
    end = text.index("\n", end) + 1
    chosen = "  note: z.string().min(3).max(3000).nullish(),\n"
    agent.write(schema, text[:begin] + chosen + text[end:])
    assert agent.call("check")["ok"]


def test_states_are_added(agent: Agent) -> None:
    agent.call("describe", "Order")
    agent.edit(
        ORDER,
        "options: {version: true}",
        "states:\n  status:\n    place: draft -> placed\n"
        "    pay: {from: placed, to: paid, access: role(admin)}\n\noptions: {version: true}",
    )
    refused = agent.call("plan", code=2)
    assert ["SPEC.STATE"] * 2 == [one["code"] for one in refused["problems"]]
    agent.edit(
        ORDER,
        "    place: draft",
        "    ship: {from: paid, to: shipped, access: role(admin)}\n"
        "    cancel: {from: [draft, placed], to: cancelled}\n    place: draft",
    )

    plan = agent.plan()

    assert any("actions" in it["path"] for it in plan["operations"])
    agent.apply(plan)


def test_a_plan_that_is_out_of_date_is_made_again(agent: Agent) -> None:
    agent.edit(ORDER, "text? max=2000", "text? max=2500")
    plan = agent.plan()
    agent.edit(CUSTOMER, "owner: user", "# for all shops\nowner: user")

    refused = agent.call("generate", f"--plan={plan['digest']}", code=2)

    assert CUSTOMER in str(refused)
    agent.apply(agent.plan())
