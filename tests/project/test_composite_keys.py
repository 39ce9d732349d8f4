"""Keys of several columns over HTTP, and in migrations."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from databases import Database
from emitted import Emitted, emit
from http_client import Client, Response
from services import Postgres
from small_project import ENGINE, NOW, generate, make_project, sources, write

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.model import PreviousNames

ORDER = b"""\
resource: Order
fields: {number: string(40) unique}
relations:
  items:    OrderItem[] embed
  products: Product[] many through=OrderItem
owner: user
api: {include: [items, products]}
---
resource: Product
fields: {name: string(40)}
options: {id: serial}
---
resource: OrderItem
fields: {quantity: int min=1, extra: json?}
relations:
  order:   Order on_delete=cascade
  product: Product
owner: order
options: {id: [order, product], version: true}
api:
  filter:  [order, product]
  sort:    [quantity]
  include: [order, product]
  bulk:    20
"""
READING = b"""\
resource: Reading
fields:
  sensor: string(40)
  kind:   enum(night, day)
  at:     bigint
  value:  int
options: {id: [kind, sensor, at], timestamps: created}
api: {filter: [sensor, kind, at], sort: [value, sensor], bulk: 20}
"""
SPECS = {"order.yaml": ORDER, "reading.yaml": READING}
PEOPLE = ("alice", "bob")
TOKENS = {
    hashlib.sha256(name.encode()).hexdigest(): {"id": name, "role": "user"} for name in PEOPLE
}
TEXTS = (
    "a,b",
    "a/b",
    "..",
    ".",
    "~",
    "~2C",
    "%2F",
    "100%",
    "?x=1#y",
    "a b",
    "\\",
    "é☃𝄞",
    "+&=;",
    "'(!)*",
)
"""Parts of keys that paths have a meaning for, or that are escaped."""
WRONG = (
    "day",
    "day,s",
    "day,s,0,0",
    "dusk,s,0",
    "day,s,x",
    "day,s,1.5",
    "day,s,9223372036854775808",
    "day,s~zz,0",
    "day,s~C3,0",
    "day,s~00,0",
    f"day,{'s' * 41},0",
)
"""Ids that no row can have."""


@dataclass(frozen=True)
class Api:
    """The served app, as alice and bob call it."""

    project: Emitted
    port: int

    def call(
        self, method: str, path: str, body: object = None, *, who: str = "alice", **headers: str
    ) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(self.port, who).call(method, f"/api/{path}", body, named)

    def made(self, path: str, body: object, **headers: str) -> Any:
        response = self.call("POST", path, body, **headers)
        assert response.status == 201, response.body
        return response.json()

    def found(self, path: str) -> Any:
        response = self.call("GET", path)
        assert response.status == 200, response.body
        return response.json()

    def order(self, **fields: Any) -> str:
        return str(self.made("orders", {"number": uuid4().hex, **fields})["id"])

    def product(self) -> int:
        return int(self.made("products", {"name": "Tea"})["id"])

    def item(self, **fields: Any) -> Any:
        keys = {"orderId": fields.pop("order", None) or self.order()}
        keys["productId"] = fields.pop("product", None) or self.product()
        return self.made("order-items", {**keys, "quantity": 1, **fields})

    def walk(self, query: str, size: int = 3) -> list[str]:
        """Return the ids of a list that is read page by page, and backwards to its start."""
        pages, cursor = [], ""
        while True:
            page = self.found(f"{query}&limit={size}{cursor}")
            pages.append([one["id"] for one in page["items"]])
            if page["nextCursor"] is None:
                break
            cursor = f"&cursor={quote(page['nextCursor'])}"
        for before in reversed(pages[:-1]):
            page = self.found(f"{query}&limit={size}&cursor={quote(page['prevCursor'])}")
            assert before == [one["id"] for one in page["items"]]
        assert page["prevCursor"] is None
        return [one for page in pages for one in page]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("composite")
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    url = server.url("composite_keys") if server else None
    answers = {"database": request.param, "auth": "none", "trpc": True, "jobs": False}
    project = emit(folder / "app", SPECS, url=url, **answers)
    project.done("npm run db:migrate")
    variables = {**project.variables, "API_TOKENS": json.dumps(TOKENS)}
    with replace(project, variables=variables).serving("standalone") as port:
        yield Api(project, port)


def reading(sensor: str, kind: str = "day", at: int = 0, value: int = 1) -> dict[str, Any]:
    return {"sensor": sensor, "kind": kind, "at": str(at), "value": value}


def test_the_id_of_a_row_is_its_parts(api: Api) -> None:
    order, product = api.order(), api.product()
    body = {"orderId": order, "productId": product, "quantity": 2}
    response = api.call("POST", "order-items", body)

    path = f"order-items/{order},{product}"
    assert response.status == 201
    assert response.headers["location"] == f"/api/{path}"
    created = response.json()
    assert created == {**created, **body, "id": f"{order},{product}", "version": 1}
    assert created == api.found(path)
    assert created == api.found(f"order-items/{quote(created['id'], safe='')}")
    assert created == api.found(f"order-items/{order.upper()},{product}")


def test_a_row_is_changed_and_deleted_by_its_key(api: Api) -> None:
    item = api.item()
    path, etag = f"order-items/{item['id']}", '"1"'
    changed = api.call("PATCH", path, {"quantity": 7}, If_Match=etag)
    assert (changed.status, changed.json()["quantity"], changed.json()["version"]) == (200, 7, 2)
    assert api.call("PATCH", path, {"quantity": 8}, If_Match=etag).status == 412
    assert api.call("PATCH", path, {"extra": {"a": 1, "b": 2}}).status == 200
    merged = api.call("PATCH", path, {"extra": {"a": None}}).json()
    assert merged["extra"] == {"b": 2}

    assert api.call("DELETE", path).status == 204
    assert api.call("GET", path).status == 404
    assert api.call("DELETE", path).status == 404


def test_a_taken_key_is_a_conflict_that_names_its_parts(api: Api) -> None:
    order, product = api.order(), api.product()
    body = {"orderId": order, "productId": product, "quantity": 2}
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: api.call("POST", "order-items", body), range(8)))

    assert Counter(one.status for one in answers) == {201: 1, 409: 7}
    refused = next(one for one in answers if one.status == 409)
    assert ["/orderId", "/productId"] == refused.places
    again = api.call("POST", "order-items", {**body, "quantity": 3})
    assert again.status == 409


def test_parts_are_required_and_do_not_change(api: Api) -> None:
    item = api.item()
    missing = api.call("POST", "order-items", {"orderId": item["orderId"], "quantity": 1})
    assert (missing.status, missing.places) == (422, ["/productId"])
    given = {**reading("s"), "id": "day,s,0"}
    assert api.call("POST", "readings", given).places == ["/id"]

    for name in ("orderId", "productId", "id"):
        response = api.call("PATCH", f"order-items/{item['id']}", {name: item[name]})
        assert (response.status, response.places) == (422, [f"/{name}"])


def test_what_is_no_key_is_refused_as_other_malformed_ids_are(api: Api) -> None:
    usual = api.call("GET", "orders/none")
    for id_ in WRONG:
        for method, body in (("GET", None), ("PATCH", {"value": 1}), ("DELETE", None)):
            response = api.call(method, f"readings/{id_}", body)
            assert (response.status, response.places) == (usual.status, ["id"]), id_


def test_any_text_is_a_part_of_a_path(api: Api) -> None:
    for text in TEXTS:
        response = api.call("POST", "readings", reading(text, at=-5))

        assert response.status == 201, response.body
        created = response.json()
        assert (created["sensor"], created["at"]) == (text, "-5")
        assert not set(created["id"]) & set("%/?# \\"), created["id"]
        location = response.headers["location"]
        assert location == f"/api/readings/{created['id']}"
        assert created == api.found(location.removeprefix("/api/"))
        assert created == api.found(f"readings/{quote(created['id'], safe='')}")
        [listed] = api.found(f"readings?sensor={quote(text, safe='')}&at=-5")["items"]
        assert listed == created
        assert api.call("DELETE", f"readings/{created['id']}").status == 204


def test_lists_are_sorted_by_the_parts_of_the_key(api: Api) -> None:
    name = f"p{uuid4().hex[:8]}"
    rows = [
        reading(f"{name}{letter}", kind, at, value=at % 2)
        for letter in "ba"
        for kind in ("night", "day")
        for at in (10, -3, 9)
    ]
    response = api.call("POST", "readings/bulk", {"create": rows})
    assert response.status == 200, response.body

    query = f"readings?sensor[in]={name}a,{name}b"
    kinds = {"night": 0, "day": 1} if "postgresql" in str(api.project.database_url) else {}

    def position(row: dict[str, Any]) -> tuple[Any, ...]:
        return kinds.get(row["kind"], row["kind"]), row["sensor"], int(row["at"])

    by_key = [f"{one['kind']},{one['sensor']},{one['at']}" for one in sorted(rows, key=position)]
    assert by_key == api.walk(query) == api.walk(f"{query}&sort=id")
    assert by_key[::-1] == api.walk(f"{query}&sort=-id", 5)
    by_value = sorted(rows, key=lambda one: (-one["value"], *position(one)))
    ids = [f"{one['kind']},{one['sensor']},{one['at']}" for one in by_value]
    assert ids == api.walk(f"{query}&sort=-value,id", 4)
    assert len(api.walk(f"{query}&kind=day")) == 6


def test_rows_are_included_by_both_sides_and_filtered_by_parts(api: Api) -> None:
    products = sorted(api.product() for _ in range(3))
    items = [{"productId": one, "quantity": one} for one in reversed(products)]
    order = api.order(items=items)

    found = api.found(f"orders/{order}?include=items,products")
    assert [one["id"] for one in found["items"]] == [f"{order},{one}" for one in products]
    assert [one["id"] for one in found["products"]] == products
    item = api.found(f"order-items/{order},{products[1]}?include=order,product")
    assert (item["order"]["id"], item["product"]["id"]) == (order, products[1])
    listed = api.found(f"order-items?orderId={order}&productId[not]={products[0]}")["items"]
    assert [one["productId"] for one in listed] == products[1:]


def test_nested_rows_with_one_key_are_a_conflict(api: Api) -> None:
    line, number = {"productId": api.product(), "quantity": 1}, uuid4().hex
    response = api.call("POST", "orders", {"number": number, "items": [line, line]})

    assert (response.status, response.places) == (409, ["/items"])
    assert api.made("orders", {"number": number})


def test_nobody_reaches_the_rows_of_others(api: Api) -> None:
    item = api.item()
    path = f"order-items/{item['id']}"
    calls: Sequence[tuple[str, Any]] = [("GET", None), ("PATCH", {"quantity": 2}), ("DELETE", None)]
    for method, body in calls:
        assert api.call(method, path, body, who="bob").status == 404
    body = {"orderId": item["orderId"], "productId": item["productId"], "quantity": 1}
    refused = api.call("POST", "order-items", body, who="bob")
    assert (refused.status, refused.places) == (422, ["/orderId"])


def test_a_bulk_request_is_done_as_a_whole(api: Api) -> None:
    first, second = api.item(), api.item()
    order, product = api.order(), api.product()
    new = {"orderId": order, "productId": product, "quantity": 4}
    body = {
        "update": [{"id": first["id"].upper(), "quantity": 9}],
        "delete": [{"id": second["id"]}],
    }
    failed = api.call("POST", "order-items/bulk", {**body, "create": [new, new]})
    assert failed.status == 409
    assert failed.places == ["/create/1/orderId", "/create/1/productId"]
    assert api.found(f"order-items/{first['id']}")["quantity"] == 1

    answer = api.call("POST", "order-items/bulk", {**body, "create": [new]})
    assert answer.status == 200, answer.body
    done = answer.json()
    assert done["delete"] == [{"id": second["id"]}]
    assert [one["quantity"] for one in done["update"]] == [9]
    assert [one["id"] for one in done["create"]] == [f"{order},{product}"]
    twice = {"update": body["update"], "delete": [{"id": first["id"]}]}
    assert api.call("POST", "order-items/bulk", twice).places == ["/delete/0/id"]


def test_bulk_requests_in_opposite_orders_do_not_block_each_other(api: Api) -> None:
    items = [api.item()["id"] for _ in range(6)]

    def change(ids: list[str]) -> int:
        update = [{"id": one, "quantity": 3} for one in ids]
        return api.call("POST", "order-items/bulk", {"update": update}).status

    with ThreadPoolExecutor(6) as threads:
        statuses = list(threads.map(change, [items, items[::-1]] * 3))
    assert statuses == [200] * 6


def test_a_request_that_is_repeated_creates_one_row(api: Api) -> None:
    order, product = api.order(), api.product()
    body = {"orderId": order, "productId": product, "quantity": 1}
    key = {"Idempotency_Key": f'"{uuid4()}"'}

    assert api.made("order-items", body, **key) == api.made("order-items", body, **key)


def test_procedures_take_the_same_id(api: Api) -> None:
    item = api.item()
    given = quote(json.dumps({"json": {"id": item["id"]}}))
    answer = api.call("GET", f"trpc/orderItem.get?input={given}")
    assert answer.json()["result"]["data"]["json"]["id"] == item["id"]
    change = {"json": {"id": item["id"], "data": {"quantity": 5}}}
    changed = api.call("POST", "trpc/orderItem.update", change)
    assert changed.json()["result"]["data"]["json"]["quantity"] == 5


def test_the_openapi_document_says_what_an_id_is(api: Api) -> None:
    document = api.found("openapi.json")
    operation = document["paths"]["/api/readings/{id}"]["get"]
    [id_] = [one for one in operation["parameters"] if one["name"] == "id"]
    assert "kind,sensor,at" in json.dumps(id_)
    assert document["components"]["schemas"]["Reading"]["properties"]["id"]["type"] == "string"


def test_rows_are_seeded_once_and_emitted_tests_pass(api: Api) -> None:
    api.project.done("npm run db:seed")
    output = api.project.done("npm run db:seed")

    assert "reading: 25" in output
    assert "orderItem: 25" in output
    api.project.done("npx vitest run tests/readings/operations.test.ts")


LINE = """\
model Line {
  orderId String
  number  Int
  note    String @default("")
  order   Order  @relation(fields: [orderId], references: [id], onDelete: Cascade)

  @@id([orderId, number])
}
"""


def test_a_part_is_renamed_with_its_rows_and_no_key_of_rows_changes(
    database: Database, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "shop", database.provider, database.url)
    generate(project.root, sources(database.provider, line=LINE))
    migrate.apply(project.root, database.url, engine=ENGINE)
    database.query("""insert into "Order" ("id", "number") values ('a', 1)""")
    database.query("""insert into "Line" ("orderId", "number") values ('a', 1), ('a', 2)""")

    for key in ("number, orderId", "orderId, number, note", "orderId, note"):
        files = sources(database.provider, line=LINE.replace("orderId, number]", f"{key}]"))
        with pytest.raises(MigrationError, match="the primary key would change"):
            migrate.plan_next(project.root, files, engine=ENGINE, now=NOW)

    renamed = sources(database.provider, line=LINE.replace("number", "position"))
    names = PreviousNames(fields={"Line": {"position": "number"}})
    options = migrate.MigrationOptions(previous=names)
    planned = migrate.plan_next(project.root, renamed, engine=ENGINE, now=NOW, options=options)
    assert isinstance(planned, migrate.Migration)
    write(project.root, {**renamed, **planned.files})
    migrate.apply(project.root, database.url, engine=ENGINE)
    assert ["1", "2"] == database.query('select "position" from "Line" order by 1')
