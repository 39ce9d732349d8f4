"""The emitted shop, as its user finds it: every script passes, on both databases and servers."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import Database
from emitted import Emitted, emit, shop_specs
from services import FUZZ, Postgres

TABLES = ("Address", "Category", "Customer", "Order", "OrderItem", "Product", "Review", "Tag")


def rows(database: Database) -> dict[str, list[str]]:
    """Return every row of the seeded tables, without the time at which it was written."""
    columns = {
        "Address": '"id", "street", "city", "postcode", "country", "customerId"',
        "Category": '"id", "name", "slug", "parentId"',
        "Customer": '"id", "name", "email", "phone", "userId"',
        "Order": '"id", "number", "status", "total", "note", "customerId", "userId", "version"',
        "OrderItem": '"id", "quantity", "unitPrice", "orderId", "productId"',
        "Product": '"id", "name", "sku", "description", "price", "stock", "active", "categoryId"',
        "Review": '"id", "rating", "title", "body", "productId", "userId"',
        "Tag": '"id", "name"',
    }
    assert set(TABLES) == set(columns)
    return {
        table: database.query(f'select {names} from "{table}" order by "id"')
        for table, names in columns.items()
    }


def database_of(project: Emitted, server: Postgres | None = None) -> Database:
    provider = "postgresql" if server else "sqlite"
    file = project.root / "prisma" / "db.sqlite"
    return Database(provider, project.database_url, file, server)


def test_it_is_typed(shop: Emitted) -> None:
    shop.done("npm run typecheck")


def test_it_is_linted_without_a_warning(shop: Emitted) -> None:
    shop.done("npx eslint . --max-warnings 0")


def test_it_is_formatted(shop: Emitted) -> None:
    shop.done("npm run format:check")
    shop.done("npx prettier --check .")


@pytest.mark.parametrize("server", ["", "next", *["standalone"] * FUZZ])
def test_its_tests_pass(shop: Emitted, server: str) -> None:
    shop.bundle()
    output = shop.done("npm test", SERVER=server)

    assert "failed" not in output
    assert "skipped" not in output
    for folder in ("customers", "orders", "order-items", "products"):
        assert f"tests/{folder}/" in output


def test_seeding_fills_every_table_and_doing_it_again_changes_nothing(shop: Emitted) -> None:
    shop.done("npm run db:seed")
    first = rows(database_of(shop))
    shop.done("npm run db:seed")

    assert first == rows(database_of(shop))
    assert dict.fromkeys(TABLES, 25) == {table: len(found) for table, found in first.items()}


def test_seeding_gives_the_same_rows_to_everybody(shop: Emitted, tmp_path: Path) -> None:
    shop.done("npm run db:seed")
    other = Database("sqlite", f"file:{tmp_path}/other.sqlite", tmp_path / "other.sqlite")
    shop.done("npm run db:migrate", DATABASE_URL=other.url)
    shop.done("npm run db:seed", DATABASE_URL=other.url)

    assert rows(database_of(shop)) == rows(other)


def test_it_works_on_postgresql(postgres: Postgres, shop_on_postgresql: Emitted) -> None:
    shop = shop_on_postgresql
    shop.done("npm run db:seed")
    first = rows(database_of(shop, postgres))
    shop.done("npm run db:seed")

    assert first == rows(database_of(shop, postgres))
    assert dict.fromkeys(TABLES, 25) == {table: len(found) for table, found in first.items()}
    shop.done("npm run typecheck")
    shop.done("npx eslint src prisma tests --max-warnings 0")
    shop.done("npm run format:check")
    shop.done("npm test")


def test_it_works_without_an_auth_library(tmp_path: Path) -> None:
    shop = emit(tmp_path / "shop", shop_specs(), auth="none")

    assert "better-auth" not in (shop.root / "package.json").read_text(encoding="utf-8")
    shop.done("npm run typecheck")
    shop.done("npx eslint . --max-warnings 0")
    shop.done("npm run format:check")
    shop.done("npm test")


def test_an_app_without_resources_is_whole(tmp_path: Path) -> None:
    app = emit(tmp_path / "app", {})
    app.done("npm run db:push")
    app.done("npm run build")
    app.done("npm run check")
    app.done("npm run format:check")
    app.done("npm test")
    app.done("npm run db:seed")
    for kind in ("standalone", "next"):
        with app.serving(kind):
            pass
