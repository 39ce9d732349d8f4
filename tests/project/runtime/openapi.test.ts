import { describe, expect, it } from "vitest";

import { contractOf } from "~/server/http/contract";
import { problemSchema } from "~/server/http/problem";
import { openapi, routeFiles } from "~/server/openapi";
import { api } from "../support/api";

/** The operations of the handlers of `route`, as the document names them. */
async function operations() {
  const files = Object.entries(await routeFiles());
  return files.flatMap(([file, exports]) => {
    const path = `/${file}`
      .replace("/route.ts", "")
      .replace(/\[(\w+)\]/g, "{$1}");
    return Object.entries(exports).flatMap(([method, handler]) => {
      const contract = contractOf(handler);
      const isDescribed = contract && contract.openapi !== false;
      return isDescribed ? [`${method.toLowerCase()} ${path}`] : [];
    });
  });
}

describe("GET /api/openapi.json", () => {
  it("answers with the description of the API", async () => {
    const response = await api("GET", "/api/openapi.json");

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(await openapi());
  });

  it("describes every route, and no others", async () => {
    const { paths } = await openapi();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );

    expect(described.sort()).toEqual((await operations()).sort());
  });

  it("has an example of an error response that is like error responses", async () => {
    const { Problem } = (await openapi()).components.schemas as {
      Problem: { examples: unknown[] };
    };

    for (const example of Problem.examples) problemSchema.parse(example);
    expect(Problem.examples).toHaveLength(1);
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
  it("redirects to the documentation page", async () => {
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
