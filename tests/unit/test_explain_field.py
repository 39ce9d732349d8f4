"""What `t3gen explain Order.total` finds: columns, migrations, operations, code, tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from shop import answer, make_shop, run

pytestmark = pytest.mark.slow
SQL = """\
CREATE TABLE "Order" ("id" TEXT, "total" BIGINT);
CREATE TABLE "Customer" ("id" TEXT, "total" BIGINT);

ALTER TABLE "Order" ADD COLUMN "note" TEXT;
"""
MINE = """\
import * as service from "~/server/orders/service";

export const total = service;
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_shop(tmp_path_factory.mktemp("explain") / "shop")
    migrations = root / "prisma" / "migrations"
    (migrations / "20260101000000_init").mkdir(parents=True)
    (migrations / "20260101000000_init" / "migration.sql").write_text(SQL)
    (migrations / "migration_lock.toml").write_text('provider = "sqlite"\n')
    (root / "src" / "mine.ts").write_text(MINE)
    (root / "src" / "others.ts").write_text("export const total = 1;\n")
    return root


def explained(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    code, found = answer(root, capsys, "explain", name)
    assert code == 0
    return found


def test_a_field_leads_to_its_column_and_the_migrations_that_mention_it(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explained(shop, capsys, "Order.total")

    assert found["declared"] == {"file": "resources/order.yaml", "lines": [8]}
    [column] = found["columns"]
    file = "prisma/migrations/20260101000000_init/migration.sql"
    assert column["migrations"] == [{"file": file, "lines": [1]}]
    assert (column["table"], column["name"], column["type"]) == ("Order", "total", "BigInt")


def test_it_leads_to_the_operations_that_take_or_answer_it(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explained(shop, capsys, "Order.number")

    assert {f"{one['method']} {one['path']}": one["parts"] for one in found["operations"]} == {
        "GET /api/orders": ["answer", "search"],
        "POST /api/orders": ["answer", "body"],
        "GET /api/orders/{id}": ["answer"],
        "PATCH /api/orders/{id}": ["answer"],  # it is immutable
    }


def test_every_line_that_is_found_mentions_it(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explained(shop, capsys, "Order.total")

    places = [*found["code"], *found["tests"]]
    for one in places:
        lines = (shop / one["file"]).read_text().splitlines()
        assert one["lines"] == [
            at for at, line in enumerate(lines, 1) if re.search(r"\btotal\b", line)
        ]
    files = {one["file"] for one in places}
    assert files > {"src/server/orders/schema.ts", "tests/orders/subject.ts"}


def test_own_code_counts_if_it_imports_the_resource(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {one["file"] for one in explained(shop, capsys, "Order.total")["code"]}

    assert "src/mine.ts" in files
    assert "src/others.ts" not in files


def test_a_relation_is_found_by_its_key_as_well(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explained(shop, capsys, "Order.customer")

    assert [one["name"] for one in found["columns"]] == ["customerId"]
    uses = {one["path"]: one["parts"] for one in found["operations"] if one["method"] == "GET"}
    assert uses["/api/orders"] == ["answer", "filter", "include"]


def test_what_is_hidden_from_callers_is_in_no_answer(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = explained(shop, capsys, "Order.user")

    assert [one["name"] for one in owner["columns"]] == ["userId"]
    assert all("body" not in one["parts"] for one in owner["operations"])


@pytest.mark.parametrize(
    ("name", "said"), [("Order.totl", 'Did you mean "total"'), ("Odrer.total", "Order")]
)
def test_a_misspelt_name_is_suggested(
    name: str, said: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == run(shop, "explain", name)
    assert said in capsys.readouterr().err


def test_codes_and_access_have_json_too(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, code = answer(shop, capsys, "explain", "spec.rule")
    _, codes = answer(shop, capsys, "explain")
    _, access = answer(shop, capsys, "explain", "access", "Order")

    assert code["code"] == "SPEC.RULE"
    assert code["code"] in codes["codes"]
    assert access["access"]["Order"]["nobody"]["update"] == "-"
    assert access["access"]["Order"]["role(admin)"]["delete"] == "role(admin)"
