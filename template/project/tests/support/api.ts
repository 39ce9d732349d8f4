import { expect, inject } from "vitest";
import { z } from "zod";

import { type Name } from "./global-setup";
import { type Person } from "./people";
import { handle } from "./routes";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server that is called; without one, the handlers are called in this process. */
    baseUrl: string | null;
    people: Record<Name, Person>;
  }
}

/** Everybody whom the tests know, by name. A name that is a role has that role. */
export const people = inject("people");
export const { alice, bob } = people;

type Options = {
  /** Who calls; nobody in particular where it is left out. */
  as?: Person | undefined;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead. */
  file?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  headers?: Record<string, string> | undefined;
};

/** Calls the API. */
export async function api(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS",
  path: string,
  { as, body, file, headers }: Options = {},
): Promise<Response> {
  const baseUrl = inject("baseUrl");
  const url = `${baseUrl ?? "http://localhost:3000"}${path}`;
  const request = new Request(url, {
    method,
    headers: {
      ...(as && { Authorization: `Bearer ${as.token}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(file && { body: file, duplex: "half" }),
    redirect: "manual",
  });
  return baseUrl ? fetch(request) : handle(request);
}

/** What every refusal is. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(
    z.strictObject({
      pointer: z.string().optional(),
      parameter: z.string().optional(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

/** What a refusal says: its status, and the places that it names. */
export async function refusal(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const { status, errors } = problem.parse(await response.json());
  expect(status).toBe(response.status);
  return {
    status,
    places: errors.map(({ pointer, parameter }) => pointer ?? parameter),
  };
}
