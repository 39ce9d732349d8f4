import { describe, expect, it } from "vitest";

import * as repository from "~/server/badges/repository";
import * as schema from "~/server/badges/schema";
import * as factory from "../../prisma/factories/badge";
import { api, people, refusal } from "../support/api";
import { idsOf } from "../support/lists";

const path = "/api/badges/bulk";
const creator = people.packer;
const changer = people.packer;
const remover = people.manager;

/** What the database has under the id, as the API would show it. */
async function stored(id: string) {
  return JSON.stringify(await repository.find({}, id));
}

const valid = () => factory.fresh(creator.id);

describe("POST /api/badges/bulk", () => {
  it("creates several, in the order in which they came", async () => {
    const create = [await valid(), await valid()];
    const response = await api("POST", path, { as: creator, body: { create } });

    expect(response.status).toBe(200);
    const answer = schema.bulkAnswer.parse(await response.json());
    expect(answer.create).toMatchObject(create);
  });

  it("creates none where one is not as it should be", async () => {
    const create = [await valid(), { ...(await valid()), surprise: 1 }];
    const response = await api("POST", path, { as: creator, body: { create } });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/create/1/surprise"],
    });
  });

  it("does it once, however often it is sent", async () => {
    const body = { create: [await valid()] };
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const first = await api("POST", path, { as: creator, body, headers });
    const second = await api("POST", path, { as: creator, body, headers });

    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await second.json()).toEqual(await first.json());
  });

  it("changes several, in the order in which they came", async () => {
    const rows = [
      await factory.insert(changer.id),
      await factory.insert(changer.id),
    ];
    const update = idsOf(rows).map((id) => ({ id }));
    const response = await api("POST", path, { as: changer, body: { update } });

    expect(response.status).toBe(200);
    const answer = schema.bulkAnswer.parse(await response.json());
    expect(idsOf(answer.update)).toEqual(idsOf(rows));
  });

  it("changes none where one is not there", async () => {
    const other = await valid();
    const { id } = await factory.insert(changer.id);
    const before = await stored(id);
    const field = "text";
    const unknown = crypto.randomUUID();
    const update = [{ id, [field]: other[field] }, { id: unknown }];
    const response = await api("POST", path, { as: changer, body: { update } });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/update/1"],
    });
    expect(await stored(id)).toBe(before);
  });

  it("deletes several", async () => {
    const rows = [
      await factory.insert(remover.id),
      await factory.insert(remover.id),
    ];
    const body = { delete: idsOf(rows).map((id) => ({ id })) };
    const response = await api("POST", path, { as: remover, body });

    expect(response.status).toBe(200);
    for (const { id } of rows) expect(await stored(id)).toBe("null");
  });

  it("deletes none where one is not there", async () => {
    const { id } = await factory.insert(remover.id);
    const unknown = crypto.randomUUID();
    const body = { delete: [{ id }, { id: unknown }] };
    const response = await api("POST", path, { as: remover, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/delete/1"],
    });
    expect(await stored(id)).not.toBe("null");
  });

  it("takes one to update once", async () => {
    const actor = changer;
    const { id } = await factory.insert(actor.id);
    const body = { update: [{ id }, { id }] };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/update/1/id"],
    });
  });

  it("takes one to delete once", async () => {
    const actor = remover;
    const { id } = await factory.insert(actor.id);
    const body = { delete: [{ id }, { id }] };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/delete/1/id"],
    });
  });

  it("takes no more than 100 of a kind", async () => {
    const actor = changer;
    const many = Array.from({ length: 101 }, () => {
      return { id: crypto.randomUUID() };
    });
    const body = { update: many };
    const response = await api("POST", path, { as: actor, body });

    expect((await refusal(response)).status).toBe(422);
  });

  it("asks strangers to sign in", async () => {
    const response = await api("POST", path, { body: {} });

    expect((await refusal(response)).status).toBe(401);
  });
});
