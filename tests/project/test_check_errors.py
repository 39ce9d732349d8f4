"""What the database refuses because of a check is 422, by whatever request."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitted import Emitted, emit
from services import Postgres

SPECS = {
    "hall.yaml": b"""\
resource: Hall
fields:
  seats: int = 10
  taken: int = 0
  opens: datetime?
  shuts: datetime?
  note:  string(40)?
check:
  seats: taken <= seats
  hours: opens < shuts
relations: {rows: "Row[] embed"}
access: {list: public, get: public, create: public, update: public, delete: public}
api: {bulk: 20}
options: {version: true}
""",
    "row.yaml": b"""\
resource: Row
fields: {first: int, last: int}
relations: {hall: Hall on_delete=cascade inverse=rows}
check: {order: first <= last}
access: {list: public, get: public, create: public, update: public, delete: public}
""",
    "gauge.yaml": b"""\
resource: Gauge
fields:
  low:    float
  high:   float?
  big:    bigint min=5
  bigger: bigint? max=1000
  since:  date unique
  until:  date?
  slug:   slug
  other:  slug?
  ref:    uuid
  twin:   uuid?
  on:     boolean = false
  off:    boolean
  mail:   email
  count:  int = 7 readonly
  most:   int
  fixed:  int immutable
check:
  range: low <= high
  bigs: big < bigger
  days: since < until
  slugs: slug != other & slug not in (admin, "root")
  twins: ref != twin
  flags: not (on & off)
  mails: mail != "nobody@example.com"
  counts: count <= most
  fixed: fixed > most | fixed = 0
  both: (low > 0.5 | high < 0.25) & (big in (6, 7, 8) | bigger is null)
access: {list: public, get: public, create: public, update: public, delete: public}
api: {filter: [low, big, since, on, mail], sort: [low, since], search: [slug], bulk: 10}
options: {soft_delete: true}
""",
}
TEST = """\
import { expect, it } from "vitest";

import { api } from "./support/api";

async function made(body: object): Promise<string> {
  const response = await api("POST", "/api/halls", { body });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function refusal(response: Promise<Response>) {
  const { status, errors } = (await (await response).json()) as {
    status: number; errors: { pointer: string; code: string }[];
  };
  return { status, errors: errors.map(({ pointer, code }) => [pointer, code]) };
}

const broken = (...places: string[]) =>
  ({ status: 422, errors: places.map((place) => [place, "check_failed"]) });
const patch = async (id: string, body: object) => api("PATCH", `/api/halls/${id}`, { body });

it("judges new rows with their defaults", async () => {
  const refused = await refusal(api("POST", "/api/halls", { body: { taken: 11 } }));
  expect(refused).toEqual(broken("/taken", "/seats"));
});

it("lets null pass, as SQL does", async () => {
  const id = await made({ opens: "2026-01-01T10:00:00Z" });
  const body = { shuts: "2026-01-01T10:00:00.000Z" };
  expect(await refusal(patch(id, body))).toEqual(broken("/opens", "/shuts"));
  expect((await patch(id, { opens: null, ...body })).status).toBe(200);
});

it("judges nested rows, and creates nothing", async () => {
  const body = { note: "nested", rows: [{ first: 1, last: 2 }, { first: 3, last: 2 }] };
  expect(await refusal(api("POST", "/api/halls", { body }))).toEqual(broken("/rows"));
  const list = await (await api("GET", "/api/halls?limit=100")).text();
  expect(list).not.toContain("nested");
});

it("judges rows of bulk requests, and changes nothing", async () => {
  const id = await made({});
  const body = { update: [{ id, taken: 5 }], create: [{}, { seats: 1, taken: 2 }] };
  const refused = await refusal(api("POST", "/api/halls/bulk", { body }));
  expect(refused).toEqual(broken("/create/1/taken", "/create/1/seats"));
  expect(await (await api("GET", `/api/halls/${id}`)).text()).toContain('"taken":0');
});

it("lets one of two changes succeed that are valid by themselves only", async () => {
  for (let round = 0; round < 10; round++) {
    const id = await made({ seats: 10, taken: 5 });
    const changes = [patch(id, { seats: 6 }), patch(id, { taken: 8 })];
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 422]);
  }
});
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def theatre(request: pytest.FixtureRequest, tmp_path: Path) -> Emitted:
    if request.param == "sqlite":
        project = emit(tmp_path / "theatre", SPECS, auth="none")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url("check_errors")
        project = emit(tmp_path / "theatre", SPECS, auth="none", database="postgresql", url=url)
    (project.root / "tests" / "violations.test.ts").write_text(TEST, encoding="utf-8")
    return project


def test_violated_checks_are_named_in_every_request(theatre: Emitted) -> None:
    theatre.done("npx prisma generate")
    theatre.done("npx tsc --noEmit")
    theatre.done("npx prettier --check src prisma")
    theatre.done("npx vitest run")
