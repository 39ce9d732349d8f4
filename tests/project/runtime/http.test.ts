import { describe, expect, it } from "vitest";
import { z } from "zod";

import { everyone } from "~/server/auth/access";
import { db } from "~/server/db";
import { origins } from "~/server/http/origins";
import { ok } from "~/server/http/responses";
import { route } from "~/server/http/route";
import { alice, bob, refusal } from "../support/api";
import { type Person } from "../support/people";

const url = "http://localhost/api/nothing-of-yours";

type Sent = {
  as?: Person;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};

type Handler = ReturnType<typeof route>;

/** Hands a request to a handler, without a server between them. */
async function send(handler: Handler, { as, body, headers }: Sent) {
  const request = new Request(url, {
    method: "POST",
    body: body ?? "{}",
    headers: {
      "Content-Type": "application/json",
      ...(as && { Authorization: `Bearer ${as.token}` }),
      ...headers,
    },
  });
  return handler(request, { params: Promise.resolve({}) });
}

/** Answers with what it was sent. */
const echo = route({ access: everyone, body: z.json() }, async ({ body }) =>
  ok({ body }),
);

describe("a body", () => {
  it("is read as it is", async () => {
    const response = await send(echo, { body: '{"a":[1,"b:",null]}' });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ body: { a: [1, "b:", null] } });
  });

  it.each([
    ["is not JSON", "{", 400],
    ["is not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400],
    ["says a name twice", '{"a":1,"a":2}', 400],
    ["is nested too deep", "[".repeat(30) + "]".repeat(30), 400],
    ["has a number that no database has", "[1e999]", 422],
    ["has NUL", '"\\u0000"', 422],
    ["has half of a letter", '"\\ud800"', 422],
    ["would change every object", '{"__proto__":{}}', 422],
    ["has too many values", `[${"0,".repeat(20_000)}0]`, 413],
    ["is too long", `"${"a".repeat(2_000_000)}"`, 413],
  ])("is refused where it %s", async (_, body, status) => {
    const response = await send(echo, { body });

    expect((await refusal(response)).status).toBe(status);
  });

  it.each([
    ["Content-Type", "text/plain"],
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Encoding", "gzip"],
  ])("is refused with %s: %s", async (name, value) => {
    const response = await send(echo, { headers: { [name]: value } });

    expect((await refusal(response)).status).toBe(415);
  });
});

describe("an answer", () => {
  const failing = route({ access: everyone }, async () => {
    throw new Error("select password from secrets");
  });

  it("tells nothing of what went wrong inside", async () => {
    const response = await send(failing, {});
    const text = await response.clone().text();

    expect((await refusal(response)).status).toBe(500);
    expect(text).not.toContain("secrets");
  });

  it.each([
    ["a success", echo, "application/json"],
    ["a failure", failing, "application/problem+json"],
  ])("has the headers of all where it is %s", async (_, handler, type) => {
    const headers = { "X-Request-Id": "12345678-abc" };
    const answer = await send(handler, { headers });

    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": type,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-request-id": "12345678-abc",
    });
  });

  const own = {
    "Content-Type": "text/csv",
    "cache-control": "private",
    Vary: "Accept",
    "X-Colour": "red",
  };

  it.each([
    ["an answer", { ...ok({}), headers: own }],
    ["a Response", new Response("{}", { headers: own })],
  ])("says of itself what %s of a handler says", async (_, response) => {
    const handler = route({ access: everyone }, async () => response);
    const answer = await send(handler, {});

    expect(await answer.text()).toBe("{}");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "private",
      "content-type": "text/csv",
      vary: "Accept, Origin",
      "x-colour": "red",
      "x-content-type-options": "nosniff",
    });
  });

  it("is read by pages of origins on the list, and by no others", async () => {
    const [listed = ""] = origins;
    const allowed = async (Origin: string) => {
      const { headers } = await send(echo, { headers: { Origin } });
      return headers.get("access-control-allow-origin");
    };

    expect(await allowed(listed)).toBe(listed);
    expect(await allowed("https://stranger.example")).toBeNull();
    expect(await allowed("null")).toBeNull();
  });
});

describe("a write with a cookie", () => {
  const sendCookie = async (headers: Record<string, string>) =>
    send(echo, { headers: { Cookie: "session=1", ...headers } });

  it("is refused where a page of somebody else sends it", async () => {
    const cross = await sendCookie({ "Sec-Fetch-Site": "cross-site" });
    const other = await sendCookie({ Origin: "https://stranger.example" });

    expect((await refusal(cross)).status).toBe(403);
    expect((await refusal(other)).status).toBe(403);
  });

  it("is done where a page of our own sends it", async () => {
    const response = await sendCookie({ "Sec-Fetch-Site": "same-origin" });

    expect(response.status).toBe(200);
  });
});

describe("an address", () => {
  it.each([
    ["has a parameter twice", "?a=1&a=2", 400],
    ["has a parameter that is not known", "?a=1", 400],
    ["has NUL", "?a=%00", 400],
    ["has too many parameters", `?${"a&".repeat(200)}`, 400],
    ["is too long", `?a=${"a".repeat(10_000)}`, 414],
  ])("is refused where it %s", async (_, query, status) => {
    const request = new Request(`${url}${query}`);
    const handler = route({ access: everyone }, async () => ok({}));
    const response = await handler(request, { params: Promise.resolve({}) });

    expect((await refusal(response)).status).toBe(status);
  });
});

describe("an Idempotency-Key", () => {
  /** A handler that writes a row each time that it gets to, and fails first if it is to. */
  function writing(failures = 0) {
    const routeKey = crypto.randomUUID();
    let calls = 0;
    const handler = route(
      { access: everyone, body: z.json() },
      async ({ body }) => {
        calls += 1;
        await db.idempotencyKey.create({
          data: {
            actor: "a test",
            route: routeKey,
            key: crypto.randomUUID(),
            fingerprint: "",
            expiresAt: new Date(Date.now() + 60_000),
          },
          select: { key: true },
        });
        if (calls <= failures) throw new Error("It broke.");
        return ok({ body, calls });
      },
    );
    const rows = async () =>
      db.idempotencyKey.count({ where: { route: routeKey } });
    return { handler, rows };
  }

  const keyed = () => ({ "Idempotency-Key": crypto.randomUUID() });

  it("does once what is sent twice", async () => {
    const { handler, rows } = writing();
    const sent = { as: alice, headers: keyed() };
    const first = await send(handler, sent);
    const second = await send(handler, sent);

    expect(first.status).toBe(200);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await rows()).toBe(1);
  });

  it("does once what is sent at once", async () => {
    const { handler, rows } = writing();
    const sent = { as: alice, headers: keyed() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => send(handler, sent)),
    );

    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await rows()).toBe(1);
  });

  it("is good for one body", async () => {
    const { handler, rows } = writing();
    const headers = keyed();
    await send(handler, { as: alice, headers });
    const other = await send(handler, { as: alice, headers, body: "[1]" });

    expect((await refusal(other)).status).toBe(422);
    expect(await rows()).toBe(1);
  });

  it("is another one for somebody else", async () => {
    const { handler, rows } = writing();
    const headers = keyed();
    await send(handler, { as: alice, headers });
    const other = await send(handler, { as: bob, headers });

    expect(other.headers.get("idempotency-replayed")).toBeNull();
    expect(await rows()).toBe(2);
  });

  it("leaves nothing of what has failed", async () => {
    const { handler, rows } = writing(1);
    const sent = { as: alice, headers: keyed() };
    const first = await send(handler, sent);
    expect((await refusal(first)).status).toBe(500);
    expect(await rows()).toBe(0);

    const second = await send(handler, sent);
    expect(second.status).toBe(200);
    expect(await rows()).toBe(1);
  });
});
