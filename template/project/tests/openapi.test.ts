import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import { descriptions, openapi } from "~/server/openapi";
import { api, problem } from "./support/api";

/** What is served beside the resources. */
const others =
  /^\/(route|api\/(auth\/\[|docs\/|health\/|openapi\.json\/|\[\.\.\.))/;

/** The paths of the route files that serve resources, as the document writes them. */
function servedPaths(): string[] {
  return readdirSync("src/app", { recursive: true, encoding: "utf8" })
    .map((file) => `/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith("/route.ts"))
    .filter((file) => !others.test(file))
    .map((file) => file.replace("/route.ts", "").replace("[id]", "{id}"));
}

describe("GET /api/openapi.json", () => {
  it("answers with the description of the API", async () => {
    const response = await api("GET", "/api/openapi.json");

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(openapi());
  });

  it("describes the paths that are served, and no others", () => {
    expect(Object.keys(openapi().paths).sort()).toEqual(servedPaths().sort());
  });

  it("describes the methods that are served, and no others", async () => {
    for (const [path, methods] of Object.entries(openapi().paths)) {
      const response = await api("OPTIONS", path.replace("{id}", "any"));
      const allowed = response.headers.get("allow")?.toLowerCase().split(", ");
      const served = allowed?.filter((name) => !/head|options/.test(name));

      const described = Object.keys(methods).filter(
        (name) => name !== "parameters",
      );
      expect(described.sort(), path).toEqual(served?.sort());
    }
  });
});

/** A refusal among the components, with its example. */
const refusal = z.object({
  content: z.object({
    "application/problem+json": z.object({ example: problem.optional() }),
  }),
});

describe("the refusals of the document", () => {
  it("have examples that are as refusals are", () => {
    const { responses } = openapi().components;
    const refusals = z.record(z.string(), refusal).parse(responses);
    const examples = Object.values(refusals).map(
      ({ content }) => content["application/problem+json"].example,
    );

    const statuses = examples.map((example) => example?.status);
    expect(statuses).toEqual(expect.arrayContaining([400, 404, 409, 422]));
  });
});

describe("the examples of the document", () => {
  it("are accepted", () => {
    for (const { name, schema, examples = {} } of descriptions) {
      const values = (schema.create as z.ZodObject).partial();
      expect(values.safeParse(examples).error, name).toBeUndefined();
    }
  });
});

describe("GET /api/docs", () => {
  it("shows the description, and loads nothing from elsewhere", async () => {
    const response = await api("GET", "/api/docs");
    const html = await response.text();
    const loaded = [...html.matchAll(/(?:href|src)="([^"]+)"/g)];

    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("content-security-policy")).toContain(
      "script-src 'self'",
    );
    expect(loaded.length).toBe(3);
    for (const [, address = ""] of loaded) {
      expect((await api("GET", address)).status, address).toBe(200);
    }
  });
});

describe("GET /", () => {
  it("leads to the page that shows the API", async () => {
    const response = await api("GET", "/");

    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/api/docs");
  });
});

describe("any other path", () => {
  it("is answered as problem+json", async () => {
    const response = await api("POST", "/api/nothing-here", { body: {} });

    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe(
      "application/problem+json",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("vary")?.match(/Origin/g)).toHaveLength(1);
  });
});
