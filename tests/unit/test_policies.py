"""Rules with conditions: how they are read, negated and evaluated, and where they are checked."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model.policies import clauses, representatives, truth
from t3gen.model.policies.truth import Actor, Opening, Row, Rules
from t3gen.model.record import Default, Field, Resource, Rule
from t3gen.spec.renaming import member_words, replaced

OWNED = Actor("user", frozenset([("owner",)]))
NOBODY, STRANGER = Actor(None), Actor("user")


def record(rule: str, operation: str = "update", extra: str = "") -> dict[str, Any]:
    text = f"""\
resource: Task
fields:
  status: enum(draft, open, done) = draft
  published: boolean = false
  total: decimal(6, 2) = 0
  pages: int?
  code: string(5) readonly = "a"
owner: user
access:
  {operation}: {rule}
{extra}
"""
    (task,) = resolve(text)
    return task.record()


def resolve(text: str) -> tuple[Resource, ...]:
    return model.resolve(spec.read({"task.yaml": text.encode()}))


def declared(rule: str) -> Rule:
    """Return the rule of a spec, as it is recorded."""
    text = f"""\
resource: Task
fields:
  status: enum(draft, open, done) = draft
  published: boolean = false
  total: decimal(6, 2) = 0
  pages: int?
owner: user
access: {{update: {rule!r}}}
"""
    (task,) = resolve(text)
    access = next(one for one in task.access if one.operation == "update")
    return access.policy or access.rule


@pytest.mark.parametrize(
    ("rule", "normal"),
    [
        ("not (published)", "not (published)"),
        ("not (not (published))", "published"),
        ("not (published & total > 3)", "not (published) | total <= 3.00"),
        ("not (status in (draft, open) | owner)", "status not in (draft, open) & not (owner)"),
        ("not (pages is null)", "pages is not null"),
        ("not (owner | role(a)) | published", "(not (owner) & not (role(a))) | published"),
        ("owner & (published | pages=3)", "owner & (published | pages = 3)"),
        ('status != "draft"', "status != draft"),
        ("status!=draft&owner", "status != draft & owner"),
    ],
)
def test_a_rule_is_read_with_its_negations_moved_inwards(rule: str, normal: str) -> None:
    assert clauses.text(declared(rule), is_inner=False) == normal


@pytest.mark.parametrize(
    ("rule", "values", "shown"),
    [
        ("pages = 3", {"pages": 3}, True),
        ("pages != 3", {"pages": None}, False),
        ("not (pages = 3)", {"pages": None}, False),
        ("pages is null", {"pages": None}, True),
        ("total < 10", {"total": "9.99"}, True),
        ("total < 10", {"total": "10.00"}, False),
        ("status not in (draft)", {"status": "open"}, True),
        ("not (published)", {"published": False}, True),
    ],
)
def test_a_comparison_is_decided_as_in_sql(
    rule: str, values: dict[str, truth.Value], shown: bool
) -> None:
    row = Row("Task", {(name,): value for name, value in values.items()})

    assert truth.opening(declared(rule), STRANGER, row, Rules({})).is_open == shown


@pytest.mark.parametrize(
    ("rule", "actor", "opened"),
    [
        ("not (owner)", NOBODY, Opening.ALL),
        ("not (owner)", STRANGER, Opening.SHOWN),
        ("not (owner)", OWNED, Opening.HIDDEN),
        ("not (role(admin))", STRANGER, Opening.ALL),
        ("not (role(admin))", Actor("admin"), Opening.CLOSED),
        ("owner & published", NOBODY, Opening.CLOSED),
        ("owner & published", OWNED, Opening.HIDDEN),
        ("owner | published", STRANGER, Opening.HIDDEN),
        ("owner | role(admin)", Actor("admin"), Opening.ALL),
    ],
)
def test_a_rule_opens_all_rows_this_one_others_or_none(
    rule: str, actor: Actor, opened: Opening
) -> None:
    row = Row("Task", {("published",): False})

    assert truth.opening(declared(rule), actor, row, Rules({})) == opened


@pytest.mark.parametrize(
    ("rule", "operation", "is_checked"),
    [
        ("owner", "update", False),
        ("owner & status = draft", "update", True),
        ("owner & code = a", "update", False),
        ("{using: owner & code = a, check: owner}", "update", True),
        ("owner & status = draft", "create", True),
        ("role(admin)", "create", False),
        ("published", "delete", False),
    ],
)
def test_only_what_a_write_can_change_is_checked(
    rule: str, operation: str, is_checked: bool
) -> None:
    access = {one["operation"]: one for one in record(rule, operation)["access"]}

    assert access[operation].get("checked", False) == is_checked


def test_rules_without_conditions_add_nothing_to_the_record() -> None:
    task = record("owner | role(admin)")

    assert "conditions" not in task
    assert {key for one in task["access"] for key in one} == {"operation", "rule"}


def test_a_field_that_the_rule_of_lists_compares_has_an_index() -> None:
    indexed = [one["parts"][0]["name"] for one in record("published", "list")["indexes"]]

    assert "published" in indexed
    assert "status" not in indexed


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("status = draft & status = done", "the rule can never be true"),
        ("owner | status = draft & status = done", "the rule can never be true"),
        ("published | not (published)", "the rule is always true"),
        ("status != draft | status != done", "the rule is always true"),
        ("published & role(a) & role(b)", "the rule can never be true"),
        ("pages > 3 & pages < 4", "the rule can never be true"),
        ("pages is null & pages > 3", "the rule can never be true"),
        ("owner & not (owner)", "the rule can never be true"),
        ("role(a) & role(b)", "the rule can never be true"),
        ("role(a) | owner & not (signed_in)", "the rule can never be true"),
        ("not (public)", "the rule can never be true"),
    ],
)
def test_a_rule_that_decides_nothing_is_refused(rule: str, what: str) -> None:
    with pytest.raises(SpecErrors) as refused:
        declared(rule)

    assert [one.what for one in refused.value.problems] == [what]


@pytest.mark.parametrize(
    "rule",
    [
        "pages > 3 | pages <= 3",
        "status = draft | status = done",
        "published & owner | not (published) & role(a)",
        "total > 0 & total < 0.02",
    ],
)
def test_a_rule_that_decides_something_is_accepted(rule: str) -> None:
    assert declared(rule).kind in ("any", "all")


def test_values_are_told_apart_by_every_comparison() -> None:
    field = Field("total", "decimal", default=Default("0"), scale=2, precision=6, min="0")
    atoms = [
        Rule("compare", field="total", operator=operator, values=(value,), type="decimal")
        for operator, value in (("<", "1.00"), ("=", "5.00"))
    ]

    assert representatives.values_of(atoms, field) == ["0.00", "1.00", "5.00"]


def test_a_rule_that_is_negated_elsewhere_is_false_where_it_compares_with_null() -> None:
    text = """\
resource: Task
fields: {pages: int?, size: int}
access: {list: pages = 3 | size > 2, get: pages = 3}
---
resource: Note
fields: {body: string}
relations: {task: Task}
access: {list: "not (can(list, task))", get: "can(get, task)"}
"""
    task = next(one for one in resolve(text) if one.name == "Task")
    rules = {one.operation: one.policy for one in task.access}
    listed, got = rules["list"], rules["get"]

    assert listed and got
    assert "(pages is not null & pages = 3) | size > 2" == clauses.text(listed, is_inner=False)
    assert "pages = 3" == clauses.text(got)


def test_a_renamed_field_or_relation_is_renamed_within_rules() -> None:
    text = """\
resource: Task
fields: {status: "enum(draft, open)", done: boolean}
relations: {project: Project}
access:
  list: done | status != draft & not (done)
  update: {using: project.owner, check: "can(get, project) | member(project)"}
"""
    (task,) = spec.read({"task.yaml": text.encode()}).specs
    renamed = {"status": "state", "done": "closed", "project": "plan"}
    words = [(word, new) for old, new in renamed.items() for word in member_words(task, old)]

    assert (
        replaced(text.encode(), words).decode()
        == """\
resource: Task
fields: {state: "enum(draft, open)", closed: boolean}
relations: {plan: Project}
access:
  list: closed | state != draft & not (closed)
  update: {using: plan.owner, check: "can(get, plan) | member(plan)"}
"""
    )


def test_whoever_creates_a_row_may_see_what_tests_insert_for_it() -> None:
    texts = {
        "room.yaml": b"resource: Room\nfields: {name: string}\nowner: user\n"
        b"access: {get: owner, list: owner}\n",
        "stay.yaml": b"resource: Stay\nfields: {open: boolean}\nrelations: {room: Room}\n"
        b"owner: user\naccess: {create: signed_in, get: owner & open, list: owner & open}\n",
    }
    stay = next(one for one in model.resolve(spec.read(texts)) if one.name == "Stay")
    assert stay.conditions is not None
    head, *lines = stay.conditions.table
    created = {line[:2]: line[head.index("create")] for line in lines}

    assert created["nobody", "base"] == "401"
    assert created["bob", "base"] == "201"


@pytest.mark.parametrize(
    ("on_delete", "is_asked"), [("set_null", True), ("restrict", True), ("cascade", False)]
)
def test_nobody_stands_in_a_row_that_is_deleted(on_delete: str, is_asked: bool) -> None:
    texts = {
        "team.yaml": b"resource: Team\nfields: {name: string}\nowner: user\n"
        b"relations: {members: 'User[] many'}\noptions: {soft_delete: true}\n",
        "item.yaml": b"resource: Item\nfields: {flag: boolean}\n"
        b"relations: {team: Team? on_delete=%s}\nowner: user\n"
        b"access: {get: owner | member(team), list: owner | team.owner}\n" % on_delete.encode(),
    }
    item = next(one for one in model.resolve(spec.read(texts)) if one.name == "Item")
    assert item.conditions is not None

    # With a cascade, the row is hidden as well.
    assert [is_asked] * 2 == [one.soft_delete for one in item.conditions.followed]


def test_a_row_that_is_hidden_with_another_one_opens_none() -> None:
    texts = {
        "firm.yaml": b"resource: Firm\nfields: {name: string}\nowner: user\n"
        b"options: {soft_delete: true}\n",
        "team.yaml": b"resource: Team\nfields: {name: string}\nowner: user\n"
        b"relations: {firm: Firm on_delete=cascade}\n",
        "item.yaml": b"resource: Item\nfields: {flag: boolean}\n"
        b"relations: {team: Team? on_delete=set_null}\nowner: user\n"
        b"access: {get: 'owner | can(get, team)', list: owner | team.owner}\n",
    }
    item = next(one for one in model.resolve(spec.read(texts)) if one.name == "Item")
    assert item.conditions is not None

    above = [[it.name for it in one.above] for one in item.conditions.followed]
    assert above == [["firm"], ["firm"]]
