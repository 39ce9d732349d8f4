import { describe, expect, it } from "vitest";

import * as schema from "~/server/international-organization-membership-entries/schema";
import * as factory from "../../prisma/factories/international-organization-membership-entry";
import { alice, api, refusal } from "../support/api";

const path = "/api/international-organization-membership-entries";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/international-organization-membership-entries", () => {
  it("creates one, and says where it is", async () => {
    const body = await valid();
    const response = await api("POST", path, { as: actor, body });

    expect(response.status).toBe(201);
    const created = schema.resource.parse(await response.json());
    expect(created).toMatchObject(body);
    expect(response.headers.get("location")).toBe(`${path}/${created.id}`);
  });

  it("asks for what is required", async () => {
    const response = await api("POST", path, { as: actor, body: {} });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: [
        "/theNameUnderWhichTheMemberHasBeenEntered",
        "/theContributionOfTheMemberForOneYearOnly",
        "/theOrganizationThatTheMembershipIsForNowId",
      ],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("refuses a theNameUnderWhichTheMemberHasBeenEntered that is taken", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const field = "theNameUnderWhichTheMemberHasBeenEntered";
    const body = { ...(await valid()), [field]: first[field] };
    const response = await api("POST", path, { as: actor, body });

    expect((await refusal(response)).status).toBe(409);
  });

  it("refuses a theOrganizationThatTheMembershipIsForNowId that points to nothing", async () => {
    const body = {
      ...(await valid()),
      theOrganizationThatTheMembershipIsForNowId: crypto.randomUUID(),
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/theOrganizationThatTheMembershipIsForNowId"],
    });
  });

  it("refuses what is not JSON", async () => {
    const headers = { "Content-Type": "text/plain" };
    const body = await valid();
    const response = await api("POST", path, { as: actor, body, headers });

    expect((await refusal(response)).status).toBe(415);
  });

  it("names the methods that it serves to those who try others", async () => {
    const response = await api("PUT", path, { as: actor });

    expect((await refusal(response)).status).toBe(405);
    expect(response.headers.get("allow")).toContain("POST");
  });
});
