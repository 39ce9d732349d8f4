"""What a check decides in the database is what it decides when values of tests are chosen."""

from __future__ import annotations

import re
import sqlite3
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model.policies.checks import holds
from t3gen.model.record import Resource
from t3gen.render import package_template

TEMPLATE = package_template()
FIELDS = {
    "count": ("int", ["-1", "0", "3"]),
    "most": ("bigint?", ["0", "3"]),
    "price": ("decimal(6, 2)", ["0.5", "1.25"]),
    "paid": ("decimal(6, 2)?", ["0", "1.25"]),
    "code": ("string(9)", ["a", '"it\'s"', '"paid"']),
    "note": ("string(9)?", ["a", "b"]),
    "active": ("boolean", ["true", "false"]),
    "kind": ("enum(x, y, z)", ["x", "y", "z"]),
    "starts": ("datetime", ["2026-01-31T08:00:00Z", "2026-02-01T00:00:00+02:00"]),
    "ends": ("datetime?", ["2026-01-31T08:00:00.5Z"]),
    "day": ("date", ["2026-01-31", "2026-02-01"]),
    "last": ("date?", ["2026-02-01"]),
}
PAIRS = [(one, other) for one, other in zip([*FIELDS][::2], [*FIELDS][1::2], strict=True)]
PAIRS = [pair for pair in PAIRS if pair != ("active", "kind")]
ORDERED = ("count", "most", "price", "paid", "starts", "ends", "day", "last")
VALUES: dict[str, list[Any]] = {
    "count": [-1, 0, 2, 3],
    "most": [None, "0", "2", "3"],
    "price": ["0.50", "1.00", "1.25"],
    "paid": [None, "0.00", "0.50", "1.25"],
    "code": ["a", "it's", "paid"],
    "note": [None, "a", "b"],
    "active": [True, False],
    "kind": ["x", "y", "z"],
    "starts": ["2026-01-31T08:00:00.000Z", "2026-01-31T22:00:00.000Z"],
    "ends": [None, "2026-01-31T08:00:00.500Z", "2026-01-31T22:00:00.000Z"],
    "day": ["2026-01-31", "2026-02-01"],
    "last": [None, "2026-01-31", "2026-02-01"],
}


@st.composite
def comparisons(draw: st.DrawFn) -> str:
    field = draw(st.sampled_from([*FIELDS]))
    kind, literals = FIELDS[field]
    operators = ["=", "!="] + (["<", "<=", ">", ">="] if field in ORDERED else [])
    forms = [f"{field} {{}} {{}}", f"{field} in ({{1}})", f"{field} not in ({{1}})"]
    if kind.endswith("?"):
        forms += [f"{field} is null", f"{field} is not null"]
    others = [one for pair in PAIRS for one in pair if field in pair and one != field]
    form = draw(st.sampled_from(forms[:1] if kind == "boolean" else forms))
    operand = draw(st.sampled_from([*literals, *(others if form == forms[0] else [])]))
    return form.format(draw(st.sampled_from(operators)), operand)


conditions = st.recursive(
    comparisons(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' & '.join(some)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' | '.join(some)})"),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=5,
)


def resource(condition: str) -> Resource:
    fields = "".join(f"  {name}: {kind}\n" for name, (kind, _) in FIELDS.items())
    text = f"resource: Order\nfields:\n{fields}check:\n  rule: {condition}\n"
    (one,) = model.resolve(spec.read({"order.yaml": text.encode()}), model.App("sqlite", "none"))
    return one


def sql(one: Resource) -> str:
    files = TEMPLATE.lazily({"resources": [one.record()], "database": "sqlite", "auth": "none"})
    found = re.search(r"// @@check\(rule\) (.+)", files["prisma/models/order.prisma"].data.decode())
    assert found
    return found[1]


def stored(field: str, value: Any) -> Any:
    """Return a value as Prisma's client stores it in SQLite."""
    if value is None or field == "active":
        return value
    if field in ("price", "paid"):
        return int(Decimal(value) * 100)
    if field in ("starts", "ends"):
        return value.replace("Z", "+00:00")
    return f"{value}T00:00:00.000+00:00" if field in ("day", "last") else value


rows = st.fixed_dictionaries({name: st.sampled_from(some) for name, some in VALUES.items()})


@settings(max_examples=60, deadline=None)
@given(conditions, st.lists(rows, min_size=20, max_size=20))
def test_a_database_refuses_the_rows_that_violate_a_check(
    condition: str, some: list[dict[str, Any]]
) -> None:
    try:
        one = resource(condition)
    except SpecErrors as refused:
        # Not for its form: it is always or never true, or tests cannot satisfy it.
        assert {"SPEC.CHECK"} == {problem.code for problem in refused.problems}
        assume(False)
    (check,) = one.checks
    database = sqlite3.connect(":memory:")
    types = {"count": "INTEGER", "most": "BIGINT", "price": "BIGINT", "paid": "BIGINT"}
    columns = ", ".join(f'"{name}" {types.get(name, "TEXT")}' for name in FIELDS)
    columns = columns.replace('"active" TEXT', '"active" BOOLEAN')
    database.execute(f'CREATE TABLE "Order" ({columns}, CHECK ({sql(one)}))')
    for row in some:
        values = [stored(name, row[name]) for name in FIELDS]
        try:
            database.execute(f'INSERT INTO "Order" VALUES ({",".join("?" * len(values))})', values)
            is_refused = False
        except sqlite3.IntegrityError:
            is_refused = True
        assert is_refused == (holds(check.rule, row) is False), (sql(one), row)
