"""The emitted tests can fail: each fault that is planted into the shop is found by one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from emitted import Emitted


@dataclass(frozen=True)
class Fault:
    """A fault, and the test that has to notice it.

    Args:
        what: What goes wrong.
        file: Where it is planted.
        before: The right code.
        after: The wrong one.
        test: The test file that covers it.
        noticed: The name of the test in it.
    """

    what: str
    file: str
    before: str
    after: str
    test: str
    noticed: str


ORDERS = "src/server/orders"
FAULTS = [
    Fault(
        "the owner rule opens every row",
        f"{ORDERS}/policy.ts",
        "return { userId: actor.id };",
        "return {};",
        "tests/orders/access.test.ts",
        "get by bob: 404",
    ),
    Fault(
        "a row is found outside of what the actor may see",
        f"{ORDERS}/repository.ts",
        "where: { id, AND: [scope] },\n    select: {",
        "where: { id },\n    select: {",
        "tests/orders/access.test.ts",
        "delete by bob: 403",
    ),
    Fault(
        "a list shows what is not the actor's",
        f"{ORDERS}/repository.ts",
        "AND: [scope, ...query.q",
        "AND: [...query.q",
        "tests/orders/access.test.ts",
        "list by bob: hidden",
    ),
    Fault(
        "a count tells of what is not the actor's",
        f"{ORDERS}/repository.ts",
        "db.order.count({ where })",
        "db.order.count()",
        "tests/orders/access.test.ts",
        "list by bob: hidden",
    ),
    Fault(
        "a cursor is good for everybody",
        "src/server/pagination.ts",
        "const list = [where, query.sort, requestUnderWay()?.actor];",
        "const list = [query.sort];",
        "tests/orders/access.test.ts",
        "list by bob: hidden",
    ),
    Fault(
        "a row is changed outside of what the actor may change",
        f"{ORDERS}/repository.ts",
        "update({\n      where: { id, version, AND: [scope] }",
        "update({\n      where: { id, version }",
        "tests/orders/access.test.ts",
        "update by bob: 404",
    ),
    Fault(
        "a row is deleted outside of what the actor may delete",
        "src/server/customers/repository.ts",
        "delete({\n      where: { id, AND: [scope] }",
        "delete({\n      where: { id }",
        "tests/customers/access.test.ts",
        "delete by bob: 404",
    ),
    Fault(
        "a body may point to what the actor may not see",
        "src/server/customers/references.ts",
        "assertOpen(policy.get, repository.existing)",
        "assertOpen(() => ({}), repository.existing)",
        "tests/orders/access.test.ts",
        "is as good as nothing to those who create",
    ),
    Fault(
        "what is deleted is shown",
        "src/server/products/repository.ts",
        "find(scope: Where, id: string) {\n"
        "  const row = await db.product.findUnique({\n"
        "    where: { id, AND: [living, scope] },",
        "find(scope: Where, id: string) {\n"
        "  const row = await db.product.findUnique({\n"
        "    where: { id, AND: [scope] },",
        "tests/products/delete.test.ts",
        "deletes one, once",
    ),
    Fault(
        "what is in use is deleted",
        "src/server/products/repository.ts",
        "AND: [living, free, scope]",
        "AND: [living, scope]",
        "tests/products/delete.test.ts",
        "keeps one that order items point to",
    ),
    Fault(
        "everybody has every role",
        "src/server/auth/access.ts",
        "actor?.role === name",
        "actor",
        "tests/tags/access.test.ts",
        "create by bob: 403",
    ),
    Fault(
        "strangers are let in",
        "src/server/auth/access.ts",
        "throw actor ? forbidden() : unauthorized()",
        "return {} as Where",
        "tests/orders/access.test.ts",
        "list by nobody: 401",
    ),
    Fault(
        "a page may be of any length",
        f"{ORDERS}/schema.ts",
        "max: 100",
        "max: 1_000_000",
        "tests/orders/list.test.ts",
        "keeps pages short",
    ),
    Fault(
        "a filter is ignored",
        f"{ORDERS}/repository.ts",
        ", ...filters]",
        "]",
        "tests/orders/list.test.ts",
        "filters by status",
    ),
    Fault(
        "a filter reaches through a relation to rows that are not seen",
        "src/server/rows.ts",
        "AND: [...scopes, filter]",
        "AND: [filter]",
        "tests/orders/access.test.ts",
        "is not found by customer.name",
    ),
    Fault(
        "% stands for anything",
        "src/server/http/filters.ts",
        'text.replace(/[\\\\%_]/g, "\\\\$&")',
        "text",
        "tests/products/list.test.ts",
        "finds a part of name, and takes % as it is",
    ),
    Fault(
        "what is null and what is not are mixed up",
        "src/server/http/filters.ts",
        'value ? "equals" : "not"',
        'value ? "not" : "equals"',
        "tests/orders/list.test.ts",
        "finds what has no placedAt",
    ),
    Fault(
        "what may not be seen is included",
        f"{ORDERS}/included.ts",
        "customerRepository.findMany(visible.customer, ids)",
        "customerRepository.findMany({}, ids)",
        "tests/orders/access.test.ts",
        "is not included",
    ),
    Fault(
        "nothing is included",
        "src/server/included.ts",
        "include.includes(name)",
        "!include",
        "tests/orders/get.test.ts",
        "includes items",
    ),
    Fault(
        "a search finds everything",
        f"{ORDERS}/repository.ts",
        "...query.q.map(matching), ",
        "",
        "tests/orders/list.test.ts",
        "searches, and takes % as it is",
    ),
    Fault(
        "there is no way back",
        "src/server/pagination.ts",
        "if (backwards) items.reverse();",
        "",
        "tests/orders/list.test.ts",
        "goes back the way it came",
    ),
    Fault(
        "only the page is counted",
        f"{ORDERS}/repository.ts",
        "db.order.count({ where })",
        "db.order.count({ where, take: 1 })",
        "tests/orders/list.test.ts",
        "counts all, where it is asked to",
    ),
    Fault(
        "fields that nobody has asked for are shown",
        "src/server/http/responses.ts",
        "fields.includes(name)",
        "fields",
        "tests/orders/get.test.ts",
        "shows only the fields that are asked for, and the id",
    ),
    Fault(
        "the order of a list is ignored",
        "src/server/pagination.ts",
        "return [...sort, id].map(",
        "return [id].map(",
        "tests/products/list.test.ts",
        "sorts by price",
    ),
    Fault(
        "a list ends after its first page",
        "src/server/pagination.ts",
        "query.limit + 1 - rows.length",
        "query.limit - rows.length",
        "tests/orders/list.test.ts",
        "lists every one once, page after page",
    ),
    Fault(
        "a body may hold anything",
        f"{ORDERS}/schema.ts",
        "export const create = z.strictObject(",
        "export const create = z.object(",
        "tests/orders/create.test.ts",
        "refuses what it does not know",
    ),
    Fault(
        "a broken unique constraint is no conflict",
        "src/server/http/database-errors.ts",
        'case "P2002":',
        'case "P0000":',
        "tests/orders/create.test.ts",
        "refuses a number that is taken",
    ),
    Fault(
        "an id that points to nothing is accepted",
        "src/server/references.ts",
        "if (missing.length === 0) return;",
        "if (missing.length >= 0) return;",
        "tests/orders/create.test.ts",
        "refuses a customerId that points to nothing",
    ),
    Fault(
        "the version is not compared",
        f"{ORDERS}/repository.ts",
        "update({\n      where: { id, version, AND: [scope] }",
        "update({\n      where: { id, AND: [scope] }",
        "tests/orders/update.test.ts",
        "overwrites no change that the caller has not seen",
    ),
    Fault(
        "nothing is removed",
        "src/server/tags/repository.ts",
        "db.tag.delete({",
        "db.tag.findUniqueOrThrow({",
        "tests/tags/delete.test.ts",
        "deletes one, once",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.what for fault in FAULTS])
def test_a_planted_fault_is_found(fault: Fault, shop: Emitted, tmp_path: Path) -> None:
    copy = shop.copy(tmp_path / "shop")
    copy.edit(fault.file, fault.before, fault.after)

    ended = copy.run(f"npx vitest run {fault.test}")

    failed = re.findall(rf"FAIL +{re.escape(fault.test)} > .* > (.+)", ended.output)
    assert fault.noticed in failed, ended.output
    assert ended.code == 1
