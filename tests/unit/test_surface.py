"""Operations as route files have them, and the cells of access tables that differ."""

from __future__ import annotations

import pytest

from t3gen.actions.steps.surface import Flip, Operation, flips, operations
from t3gen.render import Rendered

ROUTE = "src/app/api/orders{}/route.ts"


def rendered(text: str, owner: str = "Order") -> Rendered:
    return Rendered(text.encode(), executable=False, source="", owner=owner)


def table(*lines: str, name: str = "table") -> str:
    body = "".join(f"  {line}\n" for line in lines)
    return f"import x;\n\nconst {name} = `\n{body}`;\n"


def differing(before: str, after: str) -> list[tuple[str, str, str, str, str]]:
    files = [{"tests/orders/access.test.ts": rendered(text)} for text in (before, after)]
    found = flips(*files)
    assert {one.resource for one in found} <= {"Order"}
    return [(one.who, one.row, one.subject, one.before, one.after) for one in found]


@pytest.mark.parametrize(
    ("path", "exports", "expected"),
    [
        ("", ["GET", "POST"], {"GET list", "POST create"}),
        ("/[id]", ["GET", "PATCH", "DELETE"], {"GET get", "PATCH update", "DELETE delete"}),
        ("/[id]/photo", ["GET", "PUT", "DELETE"], {"GET get photo", "PUT set photo"}),
        ("/[id]/restore", ["POST"], {"POST restore"}),
        ("/[id]/actions/[action]", ["POST"], {"POST pay", "POST send"}),
        ("/bulk", ["POST"], {"POST bulk"}),
        ("/export", ["GET"], {"GET export"}),
    ],
)
def test_operations_are_named_by_what_they_do(
    path: str, exports: list[str], expected: set[str]
) -> None:
    text = "".join(f"export const {one} = route(\n);\n" for one in exports)
    text += 'export const { PUT, OPTIONS } = otherMethods("GET");\n'
    record = {"name": "Order", "path": "orders", "transitions": [{"name": "pay"}, {"name": "send"}]}

    found = operations({ROUTE.format(path): rendered(text)}, {"Order": record})

    assert {f"{one.method} {one.name}" for one in found} >= expected
    assert all("[" not in one.path and one.path.startswith("/api/orders") for one in found)


def test_files_of_no_resource_and_of_others_have_no_operations() -> None:
    text = "export const GET = route(\n);\n"
    files = {
        "src/app/api/health/route.ts": rendered(text, owner=""),
        "src/app/api/tags/route.ts": rendered(text, owner="Tag"),
        "src/server/orders/service.ts": rendered(text),
        ROUTE.format(""): rendered(text),
    }

    found = operations(files, {"Order": {"name": "Order", "path": "orders"}})

    assert found == {Operation("/api/orders", "GET", "Order", "list")}


def test_a_cell_that_differs_is_a_flip() -> None:
    before = table("       list   get", "nobody hidden 401", "alice  shown  200")
    after = table("       list   get", "nobody shown  401", "alice  shown  404")

    assert differing(before, after) == [
        ("alice", "", "get", "200", "404"),
        ("nobody", "", "list", "hidden", "shown"),
    ]
    assert differing(before, before) == []


def test_a_role_of_one_table_only_is_any_user_in_the_other() -> None:
    before = table("       get", "nobody 401", "bob    404", "alice  200")
    after = table("       get", "nobody 401", "bob    404", "alice  200", "admin  200")

    assert differing(before, after) == [("admin", "", "get", "404", "200")]
    assert differing(after, before) == [("admin", "", "get", "200", "404")]


def test_rows_that_one_table_does_not_tell_apart_are_all_as_its_first() -> None:
    plain = table("      get", "bob   404", "alice 200")
    cases = table(
        "                get",
        "bob       base  404",
        "bob       paid  200",
        "bob=owner base  200",
        "bob=owner paid  404",
        name="cases",
    )

    assert differing(plain, plain + cases) == [
        ("bob", "paid", "get", "404", "200"),
        ("bob=owner", "paid", "get", "200", "404"),
    ]


def test_what_is_not_told_is_no_flip() -> None:
    before = table("      get +customer", "alice 200 -")
    after = table("      get +customer", "alice 200 shown")

    assert differing(before, after) == []
    assert differing(table("      get", "alice 200"), after) == []


def test_fields_are_named_without_their_mark() -> None:
    before = table("      cost?", "bob   hidden", name="fields")
    after = table("      cost?", "bob   shown", name="fields")

    assert differing(before, after) == [("bob", "", "cost", "hidden", "shown")]


@pytest.mark.parametrize(
    ("cells", "opens", "closes"),
    [
        (("404", "200"), True, False),
        (("201", "422"), False, True),
        (("shown", "hidden"), False, True),
        (("401", "403"), False, False),
        (("200", "409"), False, False),
    ],
)
def test_only_what_lets_in_or_refuses_opens_or_closes(
    cells: tuple[str, str], opens: bool, closes: bool
) -> None:
    flip = Flip("Order", "get", "bob", "", *cells)

    assert (flip.opens, flip.closes) == (opens, closes)
