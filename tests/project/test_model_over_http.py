"""Orders over HTTP behave as a list in memory does, whatever two users do and ask."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from serving import Shop

SEQUENCES = int(os.environ.get("T3GEN_FUZZ_SEQUENCES", "12"))
STATUSES = ("draft", "placed", "paid")
WHO = st.sampled_from(["ada", "bob"])
MOMENTS = st.sampled_from([None, "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"])
VALUES = st.fixed_dictionaries(
    {
        "total": st.sampled_from(["0.50", "1.00", "10.00"]),
        "status": st.sampled_from(STATUSES),
        "placedAt": MOMENTS,
        "note": st.sampled_from([None, "Red", "red 50%", "a_b"]),
    }
)
CONDITIONS = st.sampled_from(
    [
        {},
        {"status": "paid"},
        {"status[not]": "paid"},
        {"status[in]": "paid,draft"},
        {"total[gt]": "1"},
        {"total[lte]": "1.00"},
        {"placedAt[null]": "true"},
        {"placedAt[gte]": "2026-01-02T00:00:00Z"},
        {"q": "RED"},
        {"q": "50%"},
        {"q": "_"},
        {"customer.name[startsWith]": "A"},
    ]
)
SORTS = st.lists(
    st.tuples(st.sampled_from(["total", "placedAt"]), st.booleans()),
    max_size=2,
    unique_by=lambda sort: sort[0],
)

Row = dict[str, Any]


def is_found(row: Row, condition: dict[str, str]) -> bool:
    """Whether a condition finds a row, as the documentation says."""
    ((name, value),) = condition.items() or [("", "")]
    moment = row["placedAt"]
    checks: dict[str, Callable[[], bool]] = {
        "": lambda: True,
        "status": lambda: row["status"] == value,
        "status[not]": lambda: row["status"] != value,
        "status[in]": lambda: row["status"] in value.split(","),
        "total[gt]": lambda: Decimal(row["total"]) > Decimal(value),
        "total[lte]": lambda: Decimal(row["total"]) <= Decimal(value),
        "placedAt[null]": lambda: moment is None,
        "placedAt[gte]": lambda: moment is not None and moment >= value.replace("Z", ".000Z"),
        "q": lambda: value.lower() in (row["note"] or "").lower() or value in row["number"],
        "customer.name[startsWith]": lambda: row["who"] == "ada",
    }
    return bool(checks[name]())


def in_order(rows: list[Row], sorts: list[tuple[str, bool]]) -> list[Row]:
    """Sort rows as a list does: nulls last both ways, equal ones by their ids."""
    rows = sorted(rows, key=lambda row: row["id"], reverse=bool(sorts) and sorts[-1][1])
    for field, falls in reversed(sorts):
        rows.sort(key=lambda row: value_of(row, field) or 0, reverse=falls)
        rows.sort(key=lambda row: row[field] is None)
    return rows


def value_of(row: Row, field: str) -> Any:
    value = row[field]
    if value is None or field != "placedAt":
        return None if value is None else Decimal(value)
    return int(value[8:10])


class Orders(RuleBasedStateMachine):
    shop: Shop

    @initialize()
    def begin(self) -> None:
        self.rows: dict[str, Row] = {}
        self.customers = {who: self.customer(who) for who in ("ada", "bob")}

    def customer(self, who: str) -> str:
        email = f"m{uuid.uuid4().hex}@example.com"
        body = {"name": who.capitalize(), "email": email}
        made = self.call(who, "POST", "/api/customers", body, expect=201)
        return str(made["id"])

    def call(self, who: str, method: str, path: str, body: Any = None, *, expect: int) -> Any:
        response = getattr(self.shop, who).call(method, path, body)
        assert response.status == expect, (method, path, body, response.body)
        return response.json() if response.body and expect < 300 else None

    @rule(who=WHO, values=VALUES)
    def create(self, who: str, values: Row) -> None:
        number = f"SO-{uuid.uuid4().int % 10**18}"
        body = {**values, "number": number, "customerId": self.customers[who]}
        made = self.call(who, "POST", "/api/orders", body, expect=201)
        assert {**made, **body} == made
        self.rows[made["id"]] = {**made, "who": who}

    @rule(who=WHO, values=VALUES, data=st.data())
    def change(self, who: str, values: Row, data: st.DataObject) -> None:
        for row in self.some(data):
            kept = data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1))
            body = {name: values[name] for name in kept}
            own = row["who"] == who
            path = f"/api/orders/{row['id']}"
            changed = self.call(who, "PATCH", path, body, expect=200 if own else 404)
            if own:
                assert {**row, **body, "version": row["version"] + 1} == {
                    **changed,
                    "who": who,
                    "updatedAt": row["updatedAt"],
                }
                self.rows[row["id"]] = {**changed, "who": who}

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        for row in self.some(data):
            self.call("admin", "DELETE", f"/api/orders/{row['id']}", expect=204)
            self.call(row["who"], "GET", f"/api/orders/{row['id']}", expect=404)
            del self.rows[row["id"]]

    @rule(who=WHO, data=st.data())
    def read(self, who: str, data: st.DataObject) -> None:
        for row in self.some(data):
            own = row["who"] == who
            path = f"/api/orders/{row['id']}"
            shown = self.call(who, "GET", path, expect=200 if own else 404)
            assert not own or row == {**shown, "who": who}

    @rule(
        who=WHO,
        condition=CONDITIONS,
        sorts=SORTS,
        limit=st.integers(1, 4),
        ends_at=st.integers(0, 6),
    )
    def walk(
        self,
        who: str,
        condition: dict[str, str],
        sorts: list[tuple[str, bool]],
        limit: int,
        ends_at: int,
    ) -> None:
        asked = {"customerId": self.customers[who], "limit": str(limit), **condition}
        if sorts:
            asked["sort"] = ",".join(f"{'-' * falls}{field}" for field, falls in sorts)
        own = [row for row in self.rows.values() if row["who"] == who and is_found(row, condition)]
        expected = [row["id"] for row in in_order(own, sorts)]
        pages = [self.page(who, {**asked, "count": "true"})]
        assert len(expected) == pages[0]["count"]
        while pages[-1]["nextCursor"]:
            pages.append(self.page(who, {**asked, "cursor": pages[-1]["nextCursor"]}))
        assert expected == [item["id"] for page in pages for item in page["items"]]
        back = [pages[min(ends_at, len(pages) - 1)]]
        ends = sum(len(page["items"]) for page in pages[: pages.index(back[0]) + 1])
        while back[-1]["prevCursor"]:
            back.append(self.page(who, {**asked, "cursor": back[-1]["prevCursor"]}))
        assert expected[:ends] == [item["id"] for page in reversed(back) for item in page["items"]]

    def page(self, who: str, query: dict[str, str]) -> Any:
        return self.call(who, "GET", f"/api/orders?{urlencode(query)}", expect=200)

    def some(self, data: st.DataObject) -> list[Row]:
        """Return one of the rows, or none where there are none."""
        ids = sorted(self.rows, key=lambda one: self.rows[one]["number"])
        return [self.rows[data.draw(st.sampled_from(ids))]] if ids else []


@pytest.mark.parametrize(
    "served", ["standalone on sqlite", "standalone on postgresql"], indirect=True
)
def test_orders_behave_as_a_list_in_memory_does(served: Shop) -> None:
    class Machine(Orders):
        shop = served

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
