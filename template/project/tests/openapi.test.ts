import { describe, expect, it } from "vitest";

import { openapi } from "~/server/openapi";
import { api } from "./support/api";

describe("the OpenAPI document", () => {
  it("has the methods that each path serves, and no others", async () => {
    const { paths } = await openapi();
    for (const [path, methods] of Object.entries(paths)) {
      const response = await api("OPTIONS", path.replace(/{\w+}/g, "any"));
      const allowed = response.headers.get("allow")?.toLowerCase().split(", ");
      const served = allowed?.filter((name) => !/head|options/.test(name));

      expect(Object.keys(methods).sort(), path).toEqual(served?.sort());
    }
  });

  it("names each operation once", async () => {
    const { paths } = await openapi();
    const names = Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);

    expect(new Set(names).size).toBe(names.length);
  });
});
