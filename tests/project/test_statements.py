"""What a list of the emitted shop costs: a number of statements that no number of rows changes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from emitted import Emitted
from services import REPOSITORY, Postgres

FOLDER = REPOSITORY / "tests" / "project"


@pytest.mark.parametrize("kind", ["shop", "shop_on_postgresql"])
def test_a_page_costs_two_statements_and_one_for_each_relation(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    shop: Emitted = request.getfixturevalue(kind)
    copy = shop.copy(tmp_path / "shop")
    shutil.copy(FOLDER / "count_statements.ts", copy.root)

    output = copy.done("npx tsx --env-file=.env count_statements.ts")

    costs = json.loads(output.splitlines()[-1])
    joined = kind == "shop_on_postgresql"
    assert costs == {
        "list": 1,
        "sorted": 1,
        "nulls": 2,
        "counted": 2,
        "searched": 1,
        "included": 2 if joined else 3,
        "one": 1,
        "oneIncluded": 2 if joined else 3,
        "known": 1 if joined else 2,
        "fourMoreLines": 4,
    }


MANY = """
    insert into "user"(id, name, email, "updatedAt") values ('u', 'U', 'u@x.org', now());
    insert into "Customer"(id, name, email, "userId", "updatedAt")
        select gen_random_uuid(), 'C' || i, i || '@x.org', 'u', now()
        from generate_series(1, 2000) i;
    insert into "Order"(
        id, number, status, total, "placedAt", note, "customerId", "userId", "updatedAt"
    )
        select gen_random_uuid(), 'SO-' || i,
            (array['draft', 'placed', 'paid', 'shipped', 'cancelled'])[1 + i % 5]::"OrderStatus",
            i % 200, case when i % 4 > 0 then now() - make_interval(secs => i) end,
            md5(i::text) || case when i % 2000 = 0 then ' needle' else '' end, c.id, 'u', now()
        from generate_series(1, 40000) i
        join (select id, row_number() over () n from "Customer") c on c.n = 1 + i % 2000
"""


def test_a_page_far_down_a_long_list_reads_as_little_as_the_first(
    tmp_path: Path, postgres: Postgres, shop_on_postgresql: Emitted
) -> None:
    url = postgres.url("many_orders")
    copy = replace(shop_on_postgresql.copy(tmp_path / "shop"), variables={"DATABASE_URL": url})
    copy.done("npm run db:migrate")
    postgres.query("many_orders", MANY)
    # As autovacuum does: without it, words that are new wait in a list beside the trigram index.
    # From all rows: from some of them, the planner at times takes a rare word for a common one.
    postgres.query("many_orders", "set default_statistics_target = 1000; vacuum analyze")
    for name in ("explain.ts", "explain_statements.ts"):
        shutil.copy(FOLDER / name, copy.root)

    output = copy.done("npx tsx --env-file=.env explain_statements.ts")

    rows = json.loads(output.splitlines()[-1])
    assert 10 == len(rows)
    dear = {query: read for query, read in rows.items() if max(read) > 1_000}
    assert not dear
