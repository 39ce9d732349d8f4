"""Writes of the emitted shop that PostgreSQL undoes, as another transaction is in their way."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from emitted import Emitted
from http_client import Client, Response
from services import Postgres
from serving import assert_problem

DATABASE = "retries"
MEETS = """
    create sequence "met";
    create function meets() returns trigger language plpgsql as $$
    begin
      -- What a sequence has counted, no transaction takes back.
      if nextval('met') <= {times} then
        raise exception 'They met.' using errcode = '{code}';
      end if;
      return new;
    end $$;
    create trigger meets before insert or update on "{table}" for each row execute function meets()
"""

PRODUCT = """\
    with category as (
      insert into "Category"("id", "name", "slug", "updatedAt")
      values (gen_random_uuid(), 'C', 'c', now()) returning "id"
    )
    insert into "Product"("id", "name", "sku", "price", "categoryId", "updatedAt")
    select gen_random_uuid(), 'P', 'ABC-1234', 1, "id", now() from category returning "id"
"""

TAG = """\
    insert into "Tag"("id", "name", "updatedAt")
    values (gen_random_uuid(), 't', now()) returning "id"
"""


@dataclass(frozen=True)
class Meeting:
    """A shop, and what its rows meet."""

    server: Postgres
    ada: Client
    admin: Client

    @contextmanager
    def times(self, times: int, table: str, code: str = "40P01") -> Iterator[None]:
        """Let so many writes to a table be undone, which is a deadlock unless it is said."""
        self.server.query(DATABASE, MEETS.format(times=times, table=table, code=code))
        try:
            yield
        finally:
            self.server.query(DATABASE, "drop function meets cascade; drop sequence met")


@pytest.fixture(scope="module")
def meeting(
    postgres: Postgres, shop_on_postgresql: Emitted, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Meeting]:
    folder: Path = tmp_path_factory.mktemp("retries")
    variables = {"DATABASE_URL": postgres.url(DATABASE)}
    project = replace(shop_on_postgresql.copy(folder / "shop"), variables=variables)
    project.done("npm run db:migrate")
    with project.serving("standalone") as port:
        ada, admin = (Client(port).sign_up(name) for name in ("ada", "admin"))
        postgres.query(DATABASE, """update "user" set "role" = 'admin' where "name" = 'admin'""")
        yield Meeting(postgres, ada, admin)


def customer(ada: Client, headers: dict[str, str] | None = None) -> Response:
    body = {"name": "A", "email": f"{uuid.uuid4().hex}@example.com"}
    return ada.call("POST", "/api/customers", body, headers or {})


def order(ada: Client, **fields: Any) -> Response:
    customer_id = customer(ada).json()["id"]
    number = f"SO-{uuid.uuid4().int % 10**12}"
    body = {"number": number, "total": "1.00", "customerId": customer_id, **fields}
    return ada.call("POST", "/api/orders", body)


@pytest.mark.parametrize("code", ["40P01", "40001"], ids=["deadlock", "no serial order"])
def test_a_statement_by_itself_is_tried_again(meeting: Meeting, code: str) -> None:
    with meeting.times(2, "Customer", code):
        made = customer(meeting.ada)
    assert made.status == 201, made.body

    with meeting.times(2, "Customer", code):
        path = f"/api/customers/{made.json()['id']}"
        changed = meeting.ada.call("PATCH", path, {"name": "B"})
    assert (200, "B") == (changed.status, changed.json()["name"])


def test_a_row_is_tried_again_with_what_it_embeds_and_links(meeting: Meeting) -> None:
    [product] = meeting.server.query(DATABASE, PRODUCT)
    items = [{"quantity": 7, "unitPrice": "1.00", "productId": product}]
    with meeting.times(2, "OrderItem"):
        made = order(meeting.ada, items=items)
    assert made.status == 201, made.body
    orders = 'select count(*), sum("quantity") from "Order" left join "OrderItem" i on true'
    assert ["1|7"] == meeting.server.query(DATABASE, orders)

    [tag] = meeting.server.query(DATABASE, TAG)
    with meeting.times(2, "_ProductToTag"):
        changed = meeting.admin.call("PATCH", f"/api/products/{product}", {"tagIds": [tag]})
    assert (200, [tag]) == (changed.status, changed.json()["tagIds"])


def test_a_request_with_a_key_is_tried_again_and_done_once(meeting: Meeting) -> None:
    count = 'select count(*) from "Customer"'
    [before] = meeting.server.query(DATABASE, count)
    with meeting.times(2, "Customer"):
        made = customer(meeting.ada, {"Idempotency-Key": uuid.uuid4().hex})
    assert made.status == 201, made.body
    assert [str(int(before) + 1)] == meeting.server.query(DATABASE, count)


def test_what_meets_another_one_again_and_again_is_given_up(meeting: Meeting) -> None:
    with meeting.times(1_000, "Customer"):
        refused = customer(meeting.ada)
        [tries] = meeting.server.query(DATABASE, "select last_value from met")
    assert_problem(refused, 503)
    assert int(refused.headers["retry-after"]) > 0
    assert "5" == tries
