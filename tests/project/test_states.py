"""State machines over HTTP: one of many at once, and nobody learns of rows that are not theirs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted, emit
from http_client import Client, Response
from services import Postgres

AT_ONCE = 100
ORDER = b"""\
resource: Order
fields:
  total: decimal(8, 2) min=0
  status: enum(draft, placed, paid, cancelled) = draft
relations: {items: "Item[] embed"}
states:
  status:
    place:  draft -> placed
    pay:    {from: placed, to: paid, access: role(admin)}
    cancel: {from: [draft, placed], to: cancelled, access: owner & total < 100}
    reopen: placed | cancelled -> draft
owner: user
access: {list: owner | role(admin), delete: role(admin)}
options: {version: true, soft_delete: true}
api: {bulk: 10}
"""
ITEM = b"""\
resource: Item
fields: {name: string(20), state: "enum(ready, gone) = ready"}
relations: {order: Order on_delete=cascade inverse=items}
states: {state: {send: ready -> gone}}
owner: order
"""
SPECS = {"order.yaml": ORDER, "item.yaml": ITEM}
PEOPLE = {"alice": "user", "bob": "user", "admin": "admin"}
TOKENS = {
    hashlib.sha256(name.encode()).hexdigest(): {"id": name, "role": role}
    for name, role in PEOPLE.items()
}


@dataclass(frozen=True)
class Api:
    """The served app, as alice, bob and an admin call it."""

    port: int

    def call(
        self, who: str, method: str, path: str, body: object = None, **headers: str
    ) -> Response:
        return Client(self.port, who).call(method, f"/api/{path}", body, headers)

    def order(self, **fields: Any) -> str:
        response = self.call("alice", "POST", "orders", {"total": "50.00", **fields})
        assert response.status == 201, response.body
        return str(response.json()["id"])

    def act(self, who: str, order: str, action: str, **headers: str) -> Response:
        return self.call(who, "POST", f"orders/{order}/actions/{action}", None, **headers)

    def at_once(self, order: str, calls: Sequence[tuple[str, str]]) -> list[Response]:
        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(lambda one: self.act(one[0], order, one[1]), calls))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("states")
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    url = server.url("states") if server else None
    project = emit(folder / "app", SPECS, database=request.param, url=url, auth="none", jobs=False)
    project.done("npm run db:migrate")
    variables = {**project.variables, "API_TOKENS": json.dumps(TOKENS)}
    with replace(project, variables=variables).serving("standalone") as port:
        yield Api(port)


def test_one_of_a_hundred_at_once_succeeds(api: Api) -> None:
    for _ in range(3):
        order = api.order()
        responses = api.at_once(order, [("alice", "place")] * AT_ONCE)

        assert Counter(one.status for one in responses) == {200: 1, 409: AT_ONCE - 1}
        version = api.call("alice", "GET", f"orders/{order}").json()["version"]
        assert version == 2


def test_actions_that_exclude_each_other_do_not_both_succeed(api: Api) -> None:
    order = api.order()
    assert api.act("alice", order, "place").status == 200
    calls = [("admin", "pay"), ("alice", "cancel")] * 25
    responses = api.at_once(order, calls)

    assert Counter(one.status for one in responses) == {200: 1, 409: 49}
    states = {one.json()["status"] for one in responses if one.status == 200}
    assert states == {api.call("alice", "GET", f"orders/{order}").json()["status"]}


def test_a_refusal_tells_what_the_caller_may_do(api: Api) -> None:
    order = api.order()
    api.act("alice", order, "place")
    response = api.act("alice", order, "place")

    assert response.status == 409
    problem = response.json()
    assert problem["current"] == "placed"
    assert problem["attempted"] == "place"
    assert problem["allowed"] == ["cancel", "reopen"]
    assert response.places == ["/status"]


def test_a_guard_hides_the_row_and_what_it_forbids_is_not_allowed(api: Api) -> None:
    order = api.order(total="100.00")

    assert api.act("alice", order, "cancel").status == 404
    assert api.act("alice", order, "reopen").json()["allowed"] == ["place"]


@pytest.mark.parametrize("action", ["place", "cancel", "reopen"])
def test_rows_of_others_are_refused_as_those_that_do_not_exist(api: Api, action: str) -> None:
    order = api.order()
    foreign = api.act("bob", order, action)
    unknown = api.act("bob", "00000000-0000-7000-8000-000000000000", action)

    assert foreign.status == 404
    assert _said(foreign) == _said(unknown)
    assert api.act("bob", order, "pay").status == 403


def test_deleted_rows_have_no_state_to_change(api: Api) -> None:
    order = api.order()
    assert api.call("admin", "DELETE", f"orders/{order}").status == 204

    assert api.act("alice", order, "place").status == 404


def test_a_state_is_in_no_body(api: Api) -> None:
    order = api.order()
    version = {"id": order, "version": 1}
    item = {"name": "a", "state": "gone"}
    refused = [
        api.call("alice", "POST", "orders", {"total": "1.00", "status": "paid"}),
        api.call("alice", "PATCH", f"orders/{order}", {"status": "paid"}),
        api.call("alice", "POST", "orders", {"total": "1.00", "items": [item]}),
        api.call("alice", "POST", "orders/bulk", {"update": [{**version, "status": "paid"}]}),
        api.call("alice", "POST", "orders/bulk", {"create": [{"total": "1.00", "status": "paid"}]}),
    ]

    assert [one.status for one in refused] == [422] * 5
    assert refused[2].places == ["/items/0/state"]


def test_an_action_compares_versions_and_repeats_answers(api: Api) -> None:
    order = api.order()
    assert api.act("alice", order, "place", **{"If-Match": '"2"'}).status == 412
    headers = {"If-Match": '"1"', "Idempotency-Key": "once"}
    first = api.act("alice", order, "place", **headers)
    second = api.act("alice", order, "place", **headers)

    assert (first.status, second.status) == (200, 200)
    assert first.json() == second.json()


def _said(response: Response) -> object:
    return {**response.json(), "requestId": ""}


@dataclass(frozen=True)
class Fault:
    """A fault of a project, and the emitted test that notices it."""

    file: str
    before: str
    after: str
    test: str
    noticed: str


FAULTS = [
    Fault(
        "src/server/state-changes.ts",
        "{ AND: [scope, { [field]: state }] }",
        "{ AND: [scope] }",
        "tests/orders/states.test.ts",
        "place from paid: 409",
    ),
    Fault(
        "src/server/state-changes.ts",
        "{ AND: [scope, { [field]: state }] }",
        "{ AND: [{ [field]: state }] }",
        "tests/orders/access.test.ts",
        "place by bob: 404",
    ),
    Fault(
        "src/server/state-changes.ts",
        "data: { ...data, from: state, to },",
        "data: { ...data, from: to, to },",
        "tests/orders/states.test.ts",
        "place from draft: placed",
    ),
    Fault(
        "src/server/state-changes.ts",
        "const scope = starts ? rules[action](actor) : null;",
        "const scope = starts ? ({} as Where) : null;",
        "tests/orders/states.test.ts",
        "place from placed: 409",
    ),
    Fault(
        "src/server/orders/states.ts",
        'from: ["placed"], to: "paid"',
        'from: ["placed", "draft"], to: "paid"',
        "tests/orders/states.test.ts",
        "pay from draft: 409",
    ),
    Fault(
        "src/server/orders/policy.ts",
        "cancel: allOf(owner, rows<Where>({ total: { lt: 10000n } })),",
        "cancel: owner,",
        "tests/orders/access.test.ts",
        "cancel of total=100.00 by bob=owner: 404",
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    return emit(tmp_path_factory.mktemp("faults") / "app", SPECS, jobs=False, standalone=False)


def test_the_tests_of_a_project_with_states_pass(project: Emitted) -> None:
    project.done("npx tsc --noEmit")
    project.done("npx eslint . --max-warnings 0")
    project.done("npx prettier --check .")
    project.done("npx vitest run tests/orders tests/items")


@pytest.mark.parametrize("fault", FAULTS, ids=[one.noticed for one in FAULTS])
def test_a_fault_is_noticed(project: Emitted, fault: Fault, tmp_path: Path) -> None:
    copy = project.copy(tmp_path / "app")
    copy.edit(fault.file, fault.before, fault.after)
    ended = copy.run(f"npx vitest run {fault.test}")

    assert ended.code != 0
    assert fault.noticed in "".join(ended.output.split("Failed Tests")[1:])
