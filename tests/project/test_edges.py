"""What zod accepts, the database keeps: values at the edges of all types, wherever they stand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from databases import Database
from emitted import emit
from http_client import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

SPECS = {
    "edge.yaml": b"""\
resource: Edge
fields:
  code:   string(40)? min=0
  body:   text? min=0 max=200
  mail:   email?
  link:   url?
  words:  slug?
  amount: int?
  big:    bigint?
  exact:  decimal(18, 6)?
  ratio:  float?
  flag:   boolean?
  day:    date?
  moment: datetime?
  key:    uuid?
  kind:   enum(a, b)?
  data:   json?
  blob:   bytes?
  photo:  file(image/png, image/jpeg, application/pdf, application/zip)?
access: {list: public, get: public, create: public, update: public, delete: public}
api:
  filter: [code, mail, link, words, amount, big, exact, ratio, flag, day, moment, key, kind]
  sort: [code, amount, big, exact, ratio, day, moment]
  search: [code, body]
"""
}
FILTERS = ("code", "mail", "link", "words", "amount", "big", "exact", "ratio", "flag", "day")
FILTERED = (*FILTERS, "moment", "key", "kind")
OPERATORS = ("", "[not]", "[in]", "[gt]", "[gte]", "[lt]", "[lte]", "[contains]", "[startsWith]")

TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "\0", "a\0b", "\ud800", "\udc00x", "\ufeff", "\U0010ffff", "%", "_", "\\", "\\,",
         ",", "'", '"', "null", "true", "{}", "x" * 40, "x" * 41, "\u0130" * 40, "ß" * 40,
         "🦄" * 20]
    ),
    st.text(st.characters(), max_size=45),
)  # fmt: skip
YEARS = st.sampled_from(
    ["0000", "0001", "0099", "1582", "1969", "1970", "2024", "9999", "10000", "-1"]
)
DAYS = st.sampled_from(["01-01", "02-29", "02-30", "10-10", "12-31", "13-01", "00-00"])
TIMES = st.sampled_from(
    ["00:00:00", "23:59:59.999", "23:59:59.9999999", "24:00:00", "23:59:60", "12:00", "00:00:00.0"]
)
ZONES = st.sampled_from(["Z", "", "+00:00", "-14:00", "+14:00", "+23:59", "-23:59", "-00:00", "z"])
DATES = st.builds(lambda year, day: f"{year}-{day}", YEARS, DAYS)
MOMENTS = st.builds(lambda date, time, zone: f"{date}T{time}{zone}", DATES, TIMES, ZONES)
NUMBERS = st.one_of(
    st.sampled_from(
        [0, -0.0, 2**31 - 1, -(2**31), 2**31, 2**53, 2**63 - 1, -(2**63), 2**63, 10**30, 1e308,
         -1e308, 1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 0.1, 1e21, 1e-7]
    ),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
DIGITS = st.one_of(
    st.sampled_from(
        ["-0", "-0.0", "0.000001", "999999999999.999999", "-999999999999.999999", "1000000000000",
         "9223372036854775807", "-9223372036854775808", "9223372036854775808", "00", "1e3", ".5",
         "1.", "+1", "٣", "NaN", "Infinity", "0x10", "1" * 60]
    ),
    NUMBERS.map(str),
)  # fmt: skip
IDS = st.sampled_from(
    ["00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
     "018f0000-0000-7000-8000-00000000ABCD", "018f0000000070008000000000000000", "{}"]
)  # fmt: skip
OTHERS = st.sampled_from(
    ["a@b.org", "é@b.org", "a@é.org", "http://b.org", "https://é.org/ß?%00", "http://[::1]/", "a-b",
     "a", "", "AA==", "AA", "+/+/", "true", True, False, None]
)  # fmt: skip
SCALARS = st.one_of(TEXTS, DATES, MOMENTS, NUMBERS, DIGITS, IDS, OTHERS)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "code": TEXTS, "body": TEXTS, "mail": OTHERS | TEXTS, "link": OTHERS | TEXTS, "words": OTHERS,
    "amount": NUMBERS, "big": DIGITS, "exact": DIGITS, "ratio": NUMBERS, "flag": OTHERS,
    "day": DATES, "moment": MOMENTS, "key": IDS, "kind": OTHERS, "data": JSON, "blob": OTHERS,
}  # fmt: skip
ONE = st.sampled_from(sorted(FIELDS)).flatmap(lambda name: st.tuples(st.just(name), FIELDS[name]))
MANY = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    file = tmp_path_factory.mktemp("database") / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        database = Database("postgresql", server.url("edges"), file, server)
    root = tmp_path_factory.mktemp("edges") / "app"
    project = emit(root, SPECS, database=request.param, auth="none", url=database.url)
    project.done("npm run db:migrate")
    with project.serving("standalone", FILES_DIR=str(root / "files")) as port:
        yield Client(port)


def written(value: Any) -> str:
    """Return a value as an address has it; half a surrogate as what is no UTF-8."""
    text = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else str(value)
    return quote((text or "").encode("utf-8", "surrogatepass"))


def patched(value: Any) -> Any:
    """Return JSON after it was sent as a merge patch of itself (RFC 7396)."""
    if not isinstance(value, dict):
        return value
    return {name: patched(one) for name, one in value.items() if one is not None}


@MANY
@given(field=ONE)
@example(field=("day", "0000-01-01"))
@example(field=("moment", "0000-12-31T23:59:59Z"))
@example(field=("moment", "9999-12-31T23:59:59-14:00"))
@example(field=("moment", "0001-01-01T00:00:00+14:00"))
@example(field=("data", {"a\0b": 1}))
@example(field=("data", [{"\ud800": 1}]))
@example(field=("data", {"a": None, "b": {"c": None}, "d": [None, {"e": None}]}))
def test_what_is_accepted_is_kept(client: Client, field: tuple[str, Any]) -> None:
    name, value = field
    made = client.call("POST", "/api/edges", {name: value})
    assert made.status in (201, 422), (made.status, made.body)
    if made.status == 422:
        return
    row = made.json()
    path = f"/api/edges/{row['id']}"
    assert row == client.call("GET", path).json()
    # What is answered may be sent; in a merge patch null removes a name.
    again = client.call("PATCH", path, {name: row[name]})
    assert (200, patched(row[name])) == (again.status, again.json()[name])
    # No address has an exponent.
    if (
        name in FILTERED
        and row[name] is not None
        and not (name == "ratio" and "e" in str(row[name]))
    ):
        found = client.call("GET", f"/api/edges?{name}={written(row[name])}&limit=1")
        assert found.status == 200, found.body
        assert found.json()["items"][0][name] == row[name]


@MANY
@given(
    name=st.sampled_from(FILTERED),
    operator=st.sampled_from(OPERATORS),
    value=SCALARS,
    others=st.lists(TEXTS, max_size=2),
)
@example(name="day", operator="[lt]", value="0000-01-01", others=[])
@example(name="moment", operator="[in]", value="9999-12-31T23:59:59-14:00", others=[])
def test_what_may_be_asked_is_answered(
    client: Client, name: str, operator: str, value: Any, others: list[str]
) -> None:
    values = ",".join(map(written, [value, *others]))
    for query in (f"{name}{operator}={values}", f"q={values}", f"{written(value)}={values}"):
        answer = client.call("GET", f"/api/edges?{query}")
        assert answer.status in (200, 400, 414), (answer.status, answer.body)


@MANY
@given(name=TEXTS | SCALARS.map(str), value=SCALARS)
def test_names_are_values_too(client: Client, name: str, value: Any) -> None:
    bodies: list[Any] = [{name: value}, {"data": {name: value}}, {"data": [{name: {name: 1}}]}]
    for body in bodies:
        made = client.call("POST", "/api/edges", body)
        assert made.status in (201, 422), (made.status, made.body)
        if made.status == 201:
            row = made.json()
            assert row == client.call("GET", f"/api/edges/{row['id']}").json()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (12.5, 'Send a number as text, as "1.50".'),
        ("twelve", 'Send a number as text, as "1.50".'),
        ("1234567890123.5", "At most 12 digits before the point and 6 after it."),
        ("1.1234567", "At most 12 digits before the point and 6 after it."),
    ],
)
def test_a_decimal_is_refused_with_the_reason(client: Client, sent: object, message: str) -> None:
    refused = client.call("POST", "/api/edges", {"exact": sent})
    assert (422, [message]) == (
        refused.status,
        [error["message"] for error in refused.json()["errors"]],
    )


def test_several_values_may_have_commas_and_backslashes(client: Client) -> None:
    codes = {f"{uuid.uuid4().hex[:8]}{end}" for end in ("a,b", "c\\", "d\\e", "f\\,", "g")}
    for code in codes:
        assert 201 == client.call("POST", "/api/edges", {"code": code}).status
    listed = ",".join(code.replace("\\", "\\\\").replace(",", "\\,") for code in codes)
    found = client.call("GET", f"/api/edges?code[in]={quote(listed)}").json()["items"]
    assert codes == {row["code"] for row in found}


STARTS = {
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0",
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "application/zip": b"PK\3\4\x14\0\0\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.txt",
}


@pytest.mark.parametrize("kind", STARTS)
def test_a_file_may_end_anywhere(client: Client, kind: str) -> None:
    row = client.call("POST", "/api/edges", {}).json()
    for length in range(len(STARTS[kind]) + 1):
        body, headers = STARTS[kind][:length], {"Content-Type": kind}
        answer = client.call("PUT", f"/api/edges/{row['id']}/photo", body, headers)
        assert answer.status in (200, 422), (length, answer.status, answer.body)
