import { expect, inject } from "vitest";

import { problemSchema } from "~/server/http/problem";
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

/** What a refusal says: its status, and the places that it names. */
export async function refusal(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const content: unknown = await response.json();
  const { status, errors } = problemSchema.strict().parse(content);
  expect(status).toBe(response.status);
  return {
    status,
    places: errors.map(({ pointer, parameter }) => pointer ?? parameter),
  };
}
