import { describe, expect, it } from "vitest";

import * as repository from "~/server/international-organization-membership-entries/repository";
import * as schema from "~/server/international-organization-membership-entries/schema";
import * as factory from "../../prisma/factories/international-organization-membership-entry";
import { alice, api, refusal } from "../support/api";

const path = "/api/international-organization-membership-entries";
const actor = alice;

/** What the database has under the id, as the API would show it. */
async function stored(id: string) {
  return JSON.stringify(await repository.find({}, id));
}

const valid = () => factory.fresh(actor.id);

describe("PATCH /api/international-organization-membership-entries/:id", () => {
  it("changes what is sent, and nothing else", async () => {
    const sent = await valid();
    const { id, ...before } = await factory.insert(actor.id);
    const body = {
      theNameUnderWhichTheMemberHasBeenEntered:
        sent.theNameUnderWhichTheMemberHasBeenEntered,
    };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(response.status).toBe(200);
    const after = schema.resource.parse(await response.json());
    const expected = {
      ...(JSON.parse(JSON.stringify(before)) as object),
      ...body,
      updatedAt: after.updatedAt,
      version: 2,
    };
    expect(after).toEqual({ id, ...expected });
    expect(JSON.parse(await stored(id))).toEqual(after);
  });

  it("clears what is null", async () => {
    const { id } = await factory.insert(actor.id);
    const body = { theMomentAtWhichTheMembershipHasBeenMade: null };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    const after = schema.resource.parse(await response.json());
    expect(after.theMomentAtWhichTheMembershipHasBeenMade).toBeNull();
  });

  it("refuses a theNameUnderWhichTheMemberHasBeenEntered that is taken", async () => {
    const first = await factory.insert(actor.id);
    const { id } = await factory.insert(actor.id);
    const field = "theNameUnderWhichTheMemberHasBeenEntered";
    const body = { [field]: first[field] };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect((await refusal(response)).status).toBe(409);
  });

  it("changes nothing where nothing is sent", async () => {
    const { id } = await factory.insert(actor.id);
    const before = await stored(id);
    const options = { as: actor, body: {} };
    const response = await api("PATCH", `${path}/${id}`, options);

    expect(response.status).toBe(200);
    expect(await stored(id)).toBe(before);
  });

  it("overwrites no change that the caller has not seen", async () => {
    const sent = await valid();
    const { id } = await factory.insert(actor.id);
    const headers = { "If-Match": '"1"' };
    const body = {
      theNameUnderWhichTheMemberHasBeenEntered:
        sent.theNameUnderWhichTheMemberHasBeenEntered,
    };
    const options = { as: actor, body, headers };
    const first = await api("PATCH", `${path}/${id}`, options);
    const second = await api("PATCH", `${path}/${id}`, options);

    expect(first.headers.get("etag")).toMatch(/^"2-/);
    expect((await refusal(second)).status).toBe(412);
  });

  it("refuses what it does not know", async () => {
    const { id } = await factory.insert(actor.id);
    const body = { surprise: true };
    const response = await api("PATCH", `${path}/${id}`, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/surprise"],
    });
  });

  it("finds nothing under an unknown id", async () => {
    const id = crypto.randomUUID();
    const options = { as: actor, body: {} };
    const response = await api("PATCH", `${path}/${id}`, options);

    expect((await refusal(response)).status).toBe(404);
  });
});
