"""Checks in real databases, and in the migrations that add, change and remove them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from databases import Database
from small_project import ENGINE, NOW, PrismaProject, make_project, sources, write

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.model import Consent, PreviousNames

ORDER = """\
model Order {
  id     String  @id @default(uuid(7))
  total  Int
  paid   Int     @default(0)
  note   String?
  state  Status  @default(draft)
  lines  Line[]

CHECKS
}

enum Status {
  draft
  placed
  gone
}
"""
PAID = '// @@check(paid) "total" >= "paid"'
STATE = """// @@check(state) "state" <> 'placed' OR "note" IS NOT NULL"""
VIOLATED = r"(?i)check constraint.*Order_paid_check"
PATH = "prisma/models/order.prisma"


def written(provider: str, *checks: str, old: str = "", new: str = "") -> dict[str, str]:
    """Return a schema with checks, in which a text is replaced by another one."""
    lines = "\n".join(f"  {line}" for line in checks)
    return sources(provider, ORDER.replace("CHECKS", lines).replace(old, new))


@pytest.fixture
def project(database: Database, tmp_path: Path) -> PrismaProject:
    return make_project(tmp_path / "shop", database.provider, database.url)


@pytest.fixture
def provider(database: Database) -> str:
    return database.provider


class Shop:
    """A project with its database."""

    def __init__(self, project: PrismaProject, database: Database) -> None:
        self.root, self.database = project.root, database
        self.minutes = 0

    def migrate(
        self,
        *checks: str,
        old: str = "",
        new: str = "",
        options: migrate.MigrationOptions | None = None,
    ) -> None:
        files = written(self.database.provider, *checks, old=old, new=new)
        now = NOW + timedelta(minutes=self.minutes)
        self.minutes += 10
        planned = migrate.plan_next(self.root, files, engine=ENGINE, now=now, options=options)
        assert isinstance(planned, migrate.Migration)
        write(self.root, {**files, **planned.files})
        migrate.apply(self.root, self.database.url, engine=ENGINE)

    def insert(self, number: int, columns: str, values: str, table: str = "Order") -> None:
        statement = f'insert into "{table}" ("id", {columns}) values (\'{number}\', {values})'
        self.database.query(statement)

    def refuses(
        self, columns: str, values: str, pattern: str = VIOLATED, table: str = "Order"
    ) -> None:
        with pytest.raises(Exception, match=pattern):
            self.insert(999, columns, values, table)


@pytest.fixture
def shop(project: PrismaProject, database: Database) -> Shop:
    return Shop(project, database)


def assumed(*names: str, **others: object) -> migrate.MigrationOptions:
    return migrate.MigrationOptions(consent=Consent(assumptions=frozenset(names)), **others)  # type: ignore[arg-type]


def test_a_new_table_has_its_checks(shop: Shop) -> None:
    shop.migrate(PAID, STATE)

    shop.insert(1, '"total", "paid"', "3, 3")
    shop.refuses('"total", "paid"', "3, 4")
    shop.refuses('"total", "state"', "3, 'placed'", r"Order_state_check")


def test_a_check_is_added_changed_and_removed(shop: Shop) -> None:
    shop.migrate()
    shop.insert(1, '"total", "paid"', "3, 3")
    shop.migrate(PAID, options=assumed("Order.paid"))
    shop.refuses('"total", "paid"', "3, 4")

    stricter = PAID.replace(">=", ">")
    shop.database.query('update "Order" set "paid" = 2')
    shop.migrate(stricter, STATE, options=assumed("Order.paid", "Order.state"))
    shop.refuses('"total", "paid"', "3, 3")

    shop.migrate(STATE)
    shop.insert(2, '"total", "paid"', "3, 4")
    shop.refuses('"total", "state"', "3, 'placed'", r"Order_state_check")
    assert shop.database.query('select count(*) from "Order"') == ["2"]


def test_the_query_of_a_refusal_counts_the_rows_that_violate_the_check(shop: Shop) -> None:
    shop.migrate()
    for number, values in enumerate(("3, 4", "3, 3", "1, 9")):
        shop.insert(number, '"total", "paid"', values)
    with pytest.raises(MigrationError) as refused:
        shop.migrate(PAID)

    query = (refused.value.hint or "").partition("this counts them: ")[2].partition("\n")[0]
    assert shop.database.query(query) == ["2"]


def test_a_check_of_a_new_column_asks_for_no_consent_where_it_is_null(shop: Shop) -> None:
    shop.migrate()
    shop.insert(1, '"total"', "3")
    check = '// @@check(limit) "total" <= "most"'
    shop.migrate(check, old="  paid ", new="  most Int?\n  paid ")

    shop.refuses('"total", "most"', "3, 2", r"Order_limit_check")


def test_a_rebuilt_or_retyped_table_keeps_its_checks(shop: Shop) -> None:
    shop.migrate(PAID, STATE)
    shop.insert(1, '"total", "paid"', "3, 3")
    shop.migrate(PAID, STATE, old="  paid   Int     @default(0)", new="  paid BigInt @default(1)")

    shop.refuses('"total", "paid"', "3, 4")
    shop.refuses('"total", "state"', "3, 'placed'", r"Order_state_check")


def test_a_renamed_column_keeps_its_check(shop: Shop) -> None:
    shop.migrate(PAID)
    shop.insert(1, '"total", "paid"', "3, 3")
    previous = PreviousNames(fields={"Order": {"settled": "paid"}})
    settled = PAID.replace('"paid"', '"settled"')
    options = migrate.MigrationOptions(previous=previous)
    shop.migrate(settled, old="  paid ", new="  settled ", options=options)
    shop.refuses('"total", "settled"', "3, 4")


def test_a_renamed_table_has_checks_of_its_new_name(shop: Shop) -> None:
    shop.migrate(PAID)
    shop.insert(1, '"total", "paid"', "3, 3")
    shop.migrate(PAID, old="}\n\nenum", new='  @@map("orders")\n}\n\nenum')

    shop.refuses('"total", "paid"', "3, 4", r"orders_paid_check", "orders")


@pytest.mark.parametrize(
    "field",
    [
        "first Status",
        "first DateTime @updatedAt",
        "first Json?",
        "first Bytes",
        "first Float? @default(2)",
    ],
)
def test_a_check_is_added_whatever_the_first_column_is(shop: Shop, field: str) -> None:
    old, new = "  total  Int\n", f"  {field}\n  total Int\n"
    shop.migrate(old=old, new=new)
    shop.migrate(PAID, old=old, new=new, options=assumed("Order.paid"))

    value = {"Status": "'draft'", "Bytes": "''", "Float?": "2"}.get(field.split()[1], "null")
    value = "'2026-01-01T00:00:00.000+00:00'" if "DateTime" in field else value
    shop.insert(1, '"first", "total", "paid"', f"{value}, 3, 3")
    shop.refuses('"first", "total", "paid"', f"{value}, 3, 4")


def test_an_enum_of_a_check_loses_a_value(shop: Shop) -> None:
    shop.migrate(STATE)
    shop.insert(1, '"total"', "3")
    shop.insert(2, '"total", "state"', "3, 'gone'")
    consent = Consent(losses=frozenset({"Order.state.gone"}))
    shop.migrate(STATE, old="  gone\n", options=migrate.MigrationOptions(consent=consent))

    shop.refuses('"total", "state"', "3, 'placed'", r"Order_state_check")
    assert shop.database.query('select distinct "state" from "Order"') == ["draft"]


def test_a_value_of_an_enum_in_a_check_is_renamed(shop: Shop) -> None:
    only = """// @@check(state) "state" IN ('draft', 'placed')"""
    shop.migrate(only)
    shop.insert(1, '"total", "state"', "3, 'placed'")
    previous = PreviousNames(values={("Order", "state"): {"open": "placed"}})
    options = migrate.MigrationOptions(previous=previous)
    shop.migrate(only.replace("placed", "open"), old="  placed\n", new="  open\n", options=options)

    shop.insert(2, '"total", "state"', "3, 'open'")
    shop.refuses('"total", "state"', "3, 'gone'", r"Order_state_check")


def test_a_new_value_of_an_enum_is_in_checks_of_later_migrations(shop: Shop) -> None:
    shop.migrate(STATE)
    only = """// @@check(late) "state" <> 'late'"""
    options = assumed("Order.late")
    if shop.database.provider != "sqlite":
        with pytest.raises(MigrationError, match="the migration that adds it"):
            shop.migrate(STATE, only, old="  gone\n", new="  gone\n  late\n", options=options)
        shop.migrate(STATE, old="  gone\n", new="  gone\n  late\n")
    shop.migrate(STATE, only, old="  gone\n", new="  gone\n  late\n", options=options)

    shop.refuses('"total", "state"', "3, 'late'", r"Order_late_check")


def test_checks_that_prismas_own_command_does_not_know_are_in_the_next_migration(
    shop: Shop, project: PrismaProject
) -> None:
    shop.migrate(PAID)
    shop.insert(1, '"total", "paid"', "3, 3")
    old, new = "  paid   Int     @default(0)", "  paid   Int     @default(1)"
    write(shop.root, written(shop.database.provider, PAID, STATE, old=old, new=new))
    project.done("migrate", "dev", "--name", "by_prisma")
    shop.minutes = 60 * 24 * 365 * 100
    assert "@@check(state)" not in (migrate.newest(shop.root).text)

    shop.migrate(PAID, STATE, old=old, new=new, options=assumed("Order.paid", "Order.state"))

    shop.refuses('"total", "paid"', "3, 4")
    shop.refuses('"total", "state"', "3, 'placed'", r"Order_state_check")
