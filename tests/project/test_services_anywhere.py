"""Services take the actor as an argument: a script gets of them what a request gets."""

from __future__ import annotations

from emitted import Emitted

SCRIPT = """\
import { expect, it } from "vitest";

import { insert } from "../prisma/factories/product";
import { AppError } from "~/server/errors";
import { withRequestContext } from "~/server/request";
import * as schema from "~/server/products/schema";
import * as service from "~/server/products/service";
import { alice, api, people } from "./support/api";

const admin = { id: people.admin.id, role: "admin" };
const asJson = (value: object): unknown => JSON.parse(JSON.stringify(value));

it("gives a script what a request gets", async () => {
  const { id } = await insert(admin.id, { fields: { cost: "1.50" } });

  const shown = await api("GET", `/api/products/${id}`, { as: people.admin });
  const hidden = await api("GET", `/api/products/${id}`, { as: alice });
  expect(asJson(await service.get(admin, id))).toEqual(await shown.json());
  expect(asJson(await service.get(null, id))).toEqual(await hidden.json());
  expect(await service.get(admin, id)).toMatchObject({ cost: "1.50" });
  expect(await service.get(null, id)).not.toHaveProperty("cost");
});

it("heeds the actor that it is given, not the one of the request", async () => {
  const { id } = await insert(admin.id, { fields: { cost: "1.50" } });

  const product = await withRequestContext({ id: "1", actor: admin }, () =>
    service.get({ id: alice.id, role: "user" }, id),
  );
  expect(product).not.toHaveProperty("cost");
});

it("binds cursors to the actor that it is given", async () => {
  for (let n = 0; n < 3; n += 1) await insert(admin.id);
  const first = schema.list([]).parse({ limit: "1" });

  const { nextCursor } = await service.list(admin, first);
  const next = { ...first, cursor: nextCursor ?? "" };
  expect((await service.list(admin, next)).items).toHaveLength(1);
  await expect(service.list(null, next)).rejects.toThrow(AppError);
});

it("applies the policy itself", async () => {
  const { id } = await insert(admin.id);

  const change = service.update(null, id, { name: "Mine" });
  await expect(change).rejects.toMatchObject({ code: "unauthorized" });
  const removal = service.remove({ id: alice.id, role: "user" }, id);
  await expect(removal).rejects.toMatchObject({ code: "forbidden" });
});
"""


def test_a_service_gives_a_script_what_it_gives_a_request(shop: Emitted) -> None:
    test = shop.root / "tests" / "script.test.ts"
    test.write_text(SCRIPT, encoding="utf-8")
    try:
        shop.done("npx vitest run tests/script.test.ts")
    finally:
        test.unlink()
