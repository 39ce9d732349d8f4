import { describe, expect, it } from "vitest";

import { db } from "~/server/db";
import * as schema from "~/server/international-organization-of-organizations/schema";
import * as factory from "../../prisma/factories/international-organization-of-organizations";
import * as internationalOrganizationMembershipEntryRows from "../../prisma/factories/international-organization-membership-entry";
import { anyNumber } from "../../prisma/fake";
import { alice, api, refusal } from "../support/api";

const path = "/api/international-organization-of-organizations";
const actor = alice;

const valid = () => factory.fresh(actor.id);

describe("POST /api/international-organization-of-organizations", () => {
  it("creates one, and says where it is", async () => {
    const body = await valid();
    const response = await api("POST", path, { as: actor, body });

    expect(response.status).toBe(201);
    const created = schema.resource.parse(await response.json());
    expect(created).toMatchObject(body);
    expect(created.userId).toBe(actor.id);
    expect(response.headers.get("location")).toBe(`${path}/${created.id}`);
  });

  it("creates theMembershipsThatHaveBeenEnteredForThis along with it, all or none", async () => {
    const references =
      await internationalOrganizationMembershipEntryRows.references(actor.id);
    const part = {
      ...internationalOrganizationMembershipEntryRows.body(
        anyNumber(),
        references,
      ),
      theOrganizationThatTheMembershipIsForNowId: undefined,
    };
    const body = {
      ...(await valid()),
      theMembershipsThatHaveBeenEnteredForThis: [part],
    };
    const wrong = {
      ...(await valid()),
      theMembershipsThatHaveBeenEnteredForThis: [
        part,
        { ...part, surprise: 1 },
      ],
    };
    const response = await api("POST", path, { as: actor, body });
    const refused = await api("POST", path, { as: actor, body: wrong });

    expect(response.status).toBe(201);
    const { id } = schema.resource.parse(await response.json());
    const rows = await db.internationalOrganizationMembershipEntry.count({
      where: { theOrganizationThatTheMembershipIsForNowId: id },
    });
    expect(rows).toBe(1);
    expect(await refusal(refused)).toEqual({
      status: 422,
      places: ["/theMembershipsThatHaveBeenEnteredForThis/1/surprise"],
    });
  });

  it("creates nothing where theMembershipsThatHaveBeenEnteredForThis are in each other's way", async () => {
    const references =
      await internationalOrganizationMembershipEntryRows.references(actor.id);
    const part = {
      ...internationalOrganizationMembershipEntryRows.body(
        anyNumber(),
        references,
      ),
      theOrganizationThatTheMembershipIsForNowId: undefined,
    };
    const body = {
      ...(await valid()),
      theMembershipsThatHaveBeenEnteredForThis: [part, part],
    };
    const response = await api("POST", path, { as: actor, body });

    expect((await refusal(response)).status).toBe(409);
    const rows = await db.internationalOrganizationOfOrganizations.count({
      where: {
        theNameUnderWhichTheOrganizationIsListed:
          body.theNameUnderWhichTheOrganizationIsListed,
      },
    });
    expect(rows).toBe(0);
  });

  it("asks for what is required", async () => {
    const response = await api("POST", path, { as: actor, body: {} });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/theNameUnderWhichTheOrganizationIsListed"],
    });
  });

  it("refuses what it does not know", async () => {
    const body = { ...(await valid()), id: crypto.randomUUID() };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({ status: 422, places: ["/id"] });
  });

  it("takes the owner from the session only", async () => {
    const body = {
      ...(await valid()),
      userId: "somebody-else",
    };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 422,
      places: ["/userId"],
    });
  });

  it("refuses a theNameUnderWhichTheOrganizationIsListed that is taken", async () => {
    const first = await valid();
    await api("POST", path, { as: actor, body: first });
    const field = "theNameUnderWhichTheOrganizationIsListed";
    const body = { ...(await valid()), [field]: first[field] };
    const response = await api("POST", path, { as: actor, body });

    expect(await refusal(response)).toEqual({
      status: 409,
      places: [`/${field}`],
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
