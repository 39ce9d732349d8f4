"""Values at the limits of their types, sent to a served backend and read back.

The resources are those of the cases values-at-their-limits and lists-on-postgresql.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from http_client import Client

PATH = "/api/extremes"
PLAIN: Mapping[str, Any] = {
    "exact": "0.000000",
    "small": "0.00000000000000000",
    "huge": "0",
    "count": 0,
    "ratio": 0,
    "flag": False,
    "day": "2026-01-31",
    "moment": "2026-01-31T08:00:00.000Z",
    "code": "018f0000-0000-7000-8000-000000000000",
    "letter": "x",
    "long": "x",
    "body": "",
    "mail": "a@b.org",
    "link": "https://b.org/",
    "slug": "a",
    "kind": "a",
    "data": {},
    "box": {"edge": "0.5", "big": "1"},
    "blob": "",
}
OPTIONAL = ("amount", "number", "note", "since", "at", "extra", "raw", "choice")
WORDS = (
    "é", "e\u0301", "日本語", "שלום", "\u202eabc", "👩‍👩‍👧‍👦", "\U0010ffff", "\u2028", "\ufeff",
    "a\tb\r\nc", "'; DROP TABLE x; --", "\\u0000", "%_*?", "${x} `y` {{ z }}",
)  # fmt: skip
SAME: Mapping[str, tuple[Any, ...]] = {
    "exact": ("999999999999.999999", "-999999999999.999999", "0.000001", "-0.000001"),
    "small": ("9.99999999999999999", "-9.99999999999999999", "0.00000000000000001"),
    "huge": ("9223372036854775807", "-9223372036854775808", "9007199254740993"),
    "count": (2**31 - 1, -(2**31)),
    "ratio": (1e308, -1e308, 5e-324, 0.1, -2.5, 1e21, 123456789.12345679),
    "flag": (True,),
    "day": ("0001-01-01", "1582-10-10", "1969-12-31", "2024-02-29", "9999-12-31"),
    "moment": ("0001-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    "code": ("ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000"),
    "letter": ("é", "\u3042", "'"),
    "long": (*WORDS, "x" * 10_000, "🦄" * 5_000),
    "body": ("", " ", *WORDS, "é" * 100_000),
    "mail": ("first.last+tag@sub.example.org",),
    "link": ("https://b.org/?a=b&c=%20#d", "http://b.org:8080/x"),
    "slug": ("a-b-2", "x" * 80),
    "kind": ("B_1",),
    "data": (
        [], {}, "", 0, False, [None], {"a": None}, [[[]]],
        {"": "", "constructor": 1, "é": WORDS[5]},
        {"big": 9007199254740991, "small": -1.5e-7, "list": [True, {"deep": [1]}]},
    ),
    "box": (
        {"edge": "999999.999", "big": "9223372036854775807", "inner": {"colour": ""}},
        {"edge": "-0.001", "big": "-1", "day": None, "inner": None},
    ),
    "blob": (
        "",
        base64.b64encode(bytes(range(256))).decode(),
        base64.b64encode(b"\0" * 100_000).decode(),
    ),
    "amount": ("9999999.99", None),
    "number": ("-9223372036854775808", None),
    "note": ("", None),
    "since": ("0001-01-01", None),
    "at": ("1970-01-01T00:00:00.000Z", None),
    "extra": ([None], "", None),
    "raw": ("AA==", None),
    "choice": ("no", None),
}  # fmt: skip
"""What comes out as it went in."""
OTHERWISE: Mapping[str, tuple[tuple[Any, Any], ...]] = {
    "exact": (("1.5", "1.500000"), ("12", "12.000000"), ("-0", "0.000000")),
    "code": (("018F0000-0000-7000-8000-00000000ABCD", "018f0000-0000-7000-8000-00000000abcd"),),
    "moment": (
        ("2026-03-29T02:30:00+02:00", "2026-03-29T00:30:00.000Z"),
        ("2026-01-31T08:00:00-11:30", "2026-01-31T19:30:00.000Z"),
        ("2026-01-31T08:00:00Z", "2026-01-31T08:00:00.000Z"),
    ),
}
"""What comes out in its one form."""
REFUSED: Mapping[str, tuple[Any, ...]] = {
    "exact": ("1000000000000", "0.0000001", 1.5, "1e3", "", "NaN"),
    "huge": ("9223372036854775808", 1, "1.0", "0x10"),
    "count": (2**31, 1.5, "1"),
    "ratio": ("1", None, 1.7976931348623157e308),
    "day": ("2026-02-29", "2026-01-31T00:00:00Z", "26-01-31", "0000-01-01", "10000-01-01"),
    "moment": (
        "2026-01-31",
        "2026-01-31T08:00:00",
        0,
        "0000-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
    ),
    "code": ("x", ""),
    "letter": ("", "xx"),
    "long": ("", "x" * 10_001, "a\0b", "\ud800"),
    "body": ("é" * 100_001, None),
    "kind": ("A", "", None),
    "data": (
        None,
        {"a": {"__proto__": 1}},
        "a\0b",
        [1.7e308],
        "\ud800",
        {"a\0b": 1},
        [{"\udc00": 1}],
    ),
    "blob": ("*", base64.b64encode(b"\0" * 100_001).decode()),
    "box": ({"edge": "0.5"}, {"edge": "0.5", "big": "1", "more": 1}),
}
LISTS: Mapping[str, tuple[Any, ...]] = {
    "labels": ([], ["b", "a", "b"], list(WORDS[:5])),
    "scores": ([], [0, 100, 0]),
    "kinds": (["drawing", "photo", "drawing"],),
    "links": (["https://b.org/?a=b&c"],),
}


def wrong(client: Client) -> Iterator[str]:
    """Yield what does not come back, comes back changed, or is taken where it must not be."""
    for field, value, expected in _values():
        created = client.call("POST", PATH, {**PLAIN, field: value})
        if created.status != 201:
            yield f"{field}: {value!r:.60} gives {created.status} {created.body[:200]!r}"
            continue
        shown = client.call("GET", created.headers["location"]).json()
        if not (_equal(created.json()[field], expected) and _equal(shown[field], expected)):
            yield f"{field}: {value!r:.60} comes back as {shown[field]!r:.60}"
    for field, values in REFUSED.items():
        for value in values:
            status = client.call("POST", PATH, {**PLAIN, field: value}).status
            if status != 422:
                yield f"{field}: {value!r:.60} gives {status} and not 422"
    yield from _absent(client)
    yield from _capitals(client)


def wrong_lists(client: Client) -> Iterator[str]:
    """Yield the lists that do not come back as they were sent."""
    plain: dict[str, list[Any]] = {field: [] for field in LISTS}
    for field, values in LISTS.items():
        for value in values:
            created = client.call("POST", "/api/surveys", {**plain, field: value})
            shown = client.call("GET", created.headers.get("location", "/api/nothing")).json()
            if shown.get(field) != value:
                yield f"{field}: {value!r:.60} comes back as {shown!r:.200}"


def _values() -> Iterator[tuple[str, Any, Any]]:
    for field, values in SAME.items():
        yield from ((field, value, value) for value in values)
    for field, pairs in OTHERWISE.items():
        yield from ((field, value, expected) for value, expected in pairs)


def _equal(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON, where true is not 1."""
    return (
        type(one) in (int, float) if type(other) in (int, float) and one == other else one == other
    )


def _absent(client: Client) -> Iterator[str]:
    """Yield where null and absent are mixed up."""
    created = client.call("POST", PATH, PLAIN).json()
    at = f"{PATH}/{created['id']}"
    for field in OPTIONAL:
        if created[field] is not None:
            yield f"{field}: absent becomes {created[field]!r}"
        value = SAME[field][0]
        for body, expected in (({field: value}, value), ({}, value), ({field: None}, None)):
            changed = client.call("PATCH", at, body).json()
            if not _equal(changed.get(field), expected):
                yield f"{field}: {body!r:.60} leaves {changed.get(field)!r:.60}"


def _capitals(client: Client) -> Iterator[str]:
    """Yield where a uuid in capitals is not the same as in small letters."""
    code = "018f0000-0000-7000-8000-0000000000ef"
    id_ = client.call("POST", PATH, {**PLAIN, "code": code.upper()}).json()["id"]
    for given in (id_, id_.upper()):
        if client.call("GET", f"{PATH}/{given}").json().get("id") != id_:
            yield f"{id_} is not found as {given}"
    for given in (code, code.upper()):
        found = client.call("GET", f"{PATH}?code={given}").json()["items"]
        if [one["id"] for one in found] != [id_]:
            yield f"a filter by {given} finds {found!r:.200}"
