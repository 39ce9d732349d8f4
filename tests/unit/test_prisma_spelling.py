"""Fields that are written as in Prisma's schema: one error each, which says how to write them."""

from __future__ import annotations

import pytest

from t3gen import spec
from t3gen.spec.short_form import respelled
from t3gen.spec.vocabulary import TYPES

LINES = {
    "Int": "int",
    "String": "string",
    "String?": "string?",
    "String[]": "string[]",
    "DateTime": "datetime",
    "Boolean": "boolean",
    "Json": "json",
    "BigInt": "bigint",
    "Float": "float",
    "Bytes": "bytes",
    "Decimal": "decimal(12, 2)",
    "Decimal @db.Decimal(10,4)": "decimal(10, 4)",
    "String @unique @db.VarChar(40)": "string(40) unique",
    "String @db.Text": "text",
    "String @db.Uuid": "uuid",
    "DateTime @db.Date": "date",
    "DateTime @default(now())": "datetime = now",
    "Boolean @default(false)": "boolean = false",
    "int @unique": "int unique",
}


@pytest.mark.parametrize("line", LINES)
def test_it_is_written_anew(line: str) -> None:
    assert LINES[line] == respelled(line)


@pytest.mark.parametrize("line", LINES)
def test_it_is_one_error_with_the_line_to_write(line: str) -> None:
    (problem,) = spec.read({"a.yaml": f"resource: A\nfields:\n  x: {line}\n".encode()}).problems

    assert ("SPEC.UNKNOWN_TYPE", 3, 6) == (problem.code, problem.line, problem.column)
    assert f'Write "{LINES[line]}".' == problem.hint


@pytest.mark.parametrize("line", sorted(LINES.values()))
def test_what_is_to_be_written_is_right(line: str) -> None:
    assert () == spec.read({"a.yaml": f"resource: A\nfields:\n  x: {line}\n".encode()}).problems


@pytest.mark.parametrize("line", [*(kind.example for kind in TYPES.values()), "Customer", ""])
def test_nothing_else_is_taken_for_it(line: str) -> None:
    assert respelled(line) is None


def test_below_relations_it_is_moved() -> None:
    text = b"resource: A\nfields: {x: int}\nrelations:\n  total: Decimal\n"

    (problem,) = spec.read({"a.yaml": text}).problems

    assert "SPEC.NOT_A_RESOURCE" == problem.code
    assert 'as "total: decimal(12, 2)"' in problem.hint
