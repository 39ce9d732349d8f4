"""How many rows tests and seed can make of a resource."""

from __future__ import annotations

import pytest

from t3gen import model, spec


def capacities(text: str) -> dict[str, int]:
    reading = spec.read({"specs.yaml": text.encode()})
    return {one.name: one.capacity for one in model.resolve(reading)}


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("string", 1000),
        ("string(1)", 36),
        ("string len=2", 1000),
        ("boolean", 2),
        ("enum(solo)", 1),
        ("enum(a, b, c)", 3),
        ("int", 1000),
        ("int min=-2 max=40", 43),
        ("bigint min=1 max=6", 6),
        ("decimal(6, 2) min=0.05 max=0.1", 6),
        ("float min=0 max=0.1", 11),
        ("date min=2026-01-30 max=2026-02-02", 4),
        ("datetime", 1000),
    ],
)
def test_a_unique_field_has_so_many_values(field: str, most: int) -> None:
    assert {"Row": most} == capacities(f"resource: Row\nfields:\n  n: {field} unique\n")


@pytest.mark.parametrize(
    ("unique", "most"),
    [
        ("[user, kind]", 2),
        ("[kind, flag]", 2),
        ("[kind, code]", 1000),
        ("[user, state]", 1),
        ("[user, closed]", 1),
        ("[user, note]", 2),
        ("[user, nobody]", 1000),
        ("[user, near]", 1000),
        ("[user, far]", 1000),
    ],
)
def test_a_unique_group_has_as_many_rows_as_bodies_can_tell_apart(unique: str, most: int) -> None:
    text = (
        "resource: Row\n"
        "fields:\n"
        "  kind: enum(a, b)\n"
        "  flag: boolean\n"
        "  code: string\n"
        "  state: enum(new, old) = new readonly\n"
        "  closed: boolean = false write=role(admin)\n"
        "  note: enum(x, y)? write=role(admin)\n"
        "  nobody: enum(x)? readonly\n"
        "relations: {near: Other, far: Other? inverse=back}\n"
        f"owner: user\nunique: [{unique}]\n"
        "---\nresource: Other\nfields: {n: int}\n"
    )
    assert most == capacities(text)["Row"]


def test_a_row_needs_one_of_its_own_of_what_it_has_to_point_to() -> None:
    text = (
        "resource: Half\nfields: {flag: boolean unique}\n---\n"
        "resource: Child\nfields: {n: int}\nrelations: {half: Half}\n---\n"
        "resource: Grandchild\nfields: {n: int}\nrelations: {child: Child}\n---\n"
        "resource: Guest\nfields: {n: int}\nrelations: {half: Half?}\n"
    )
    assert {"Half": 2, "Child": 2, "Grandchild": 2, "Guest": 1000} == capacities(text)
