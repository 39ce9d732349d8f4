"""Database errors are translated by what was done, whoever does it and by whatever request."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitted import Emitted, emit
from services import Postgres

SPECS = {
    "shelf.yaml": b"""\
resource: Shelf
fields: {name: string(40) unique}
access: {list: public, get: public, create: public, update: public, delete: public}
api: {bulk: 20}
""",
    "book.yaml": b"""\
resource: Book
fields: {title: string(40)}
relations: {shelf: Shelf on_delete=restrict, pages: "Page[] embed"}
access: {list: public, get: public, create: public, update: public, delete: public}
""",
    "page.yaml": b"""\
resource: Page
fields: {number: int}
relations: {book: Book inverse=pages}
unique: [[book, number]]
access: {list: public, get: public, create: public, update: public, delete: public}
""",
}
ROUTE = """\
import { z } from "zod";

import { everyone } from "~/server/auth/access";
import { db } from "~/server/db";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";

const shelf = z.strictObject({ shelfId: z.string() });

export const POST = route({ access: everyone, body: shelf }, async ({ body }) => {
  await db.shelf.delete({ where: { id: body.shelfId } });
  return ok({});
});

export const PUT = route({ access: everyone, body: shelf }, async ({ body }) =>
  ok(await db.book.create({ data: { title: "Dune", ...body } })),
);

export const DELETE = route({ access: everyone, body: shelf }, async ({ body }) =>
  ok(await db.book.updateMany({ data: body })),
);
"""
TEST = """\
import { expect, it } from "vitest";

import { api } from "./support/api";

const NOBODY = "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b";

async function made(path: string, body: object): Promise<string> {
  const response = await api("POST", path, { body });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function refusal(response: Promise<Response>) {
  const { status, detail, errors } = (await (await response).json()) as {
    status: number; detail: string; errors: object[];
  };
  return { status, detail, errors };
}

const used = "It is still in use by books.";

it("refuses to delete what is in use, by whatever method", async () => {
  const shelfId = await made("/api/shelves", { name: "used" });
  await made("/api/books", { title: "Dune", shelfId });

  const inUse = { status: 409, detail: used, errors: [{ code: "in_use", message: used }] };
  expect(await refusal(api("DELETE", `/api/shelves/${shelfId}`))).toEqual(inUse);
  expect(await refusal(api("POST", "/api/sweep", { body: { shelfId } }))).toEqual(inUse);
  const body = { delete: [{ id: shelfId }] };
  expect(await refusal(api("POST", "/api/shelves/bulk", { body }))).toMatchObject({
    status: 409,
    errors: [{ pointer: "/delete/0", code: "in_use", message: used }],
  });
});

it("points to what does not exist, by whatever method", async () => {
  const shelfId = await made("/api/shelves", { name: "empty" });
  await made("/api/books", { title: "Dune", shelfId });
  for (const method of ["PUT", "DELETE"] as const) {
    expect(await refusal(api(method, "/api/sweep", { body: { shelfId: NOBODY } }))).toMatchObject({
      status: 409,
      errors: [{ pointer: "/shelfId", code: "not_found" }],
    });
  }
});

it("points to the nested rows that are in each other's way", async () => {
  const shelfId = await made("/api/shelves", { name: "pages" });
  const pages = [{ number: 1 }, { number: 1 }];
  expect(
    await refusal(api("POST", "/api/books", { body: { title: "Dune", shelfId, pages } })),
  ).toMatchObject({ status: 409, errors: [{ pointer: "/pages", code: "already_taken" }] });
});

it("lists what was refused before a database error, and that error", async () => {
  await made("/api/shelves", { name: "taken" });
  const body = { update: [{ id: NOBODY, name: "other" }], create: [{ name: "taken" }] };
  expect(await refusal(api("POST", "/api/shelves/bulk", { body }))).toMatchObject({
    errors: [
      { pointer: "/update/0", code: "not_found" },
      { pointer: "/create/0/name", code: "already_taken" },
    ],
  });
});
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Emitted:
    if request.param == "sqlite":
        project = emit(tmp_path / "library", SPECS, auth="none")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        project = emit(
            tmp_path / "library",
            SPECS,
            auth="none",
            database="postgresql",
            url=server.url("database_errors"),
        )
    route = project.root / "src" / "app" / "api" / "sweep" / "route.ts"
    route.parent.mkdir()
    route.write_text(ROUTE, encoding="utf-8")
    (project.root / "tests" / "errors.test.ts").write_text(TEST, encoding="utf-8")
    return project


def test_an_error_follows_from_what_was_done(library: Emitted) -> None:
    library.done("npx prisma generate")
    library.done("npx vitest run tests/errors.test.ts")
