import { describe, expect, it } from "vitest";

import { ADDRESS, clientAddress } from "~/server/http/address";
import { count, countIn } from "~/server/limits/limiter";

/** What becomes of so many calls at once, and the headers of the last one. */
async function calls(howMany: number, rate: "5/h" | "1/min", who: string) {
  const headers: Record<string, string> = {};
  const answers = await Promise.allSettled(
    Array.from({ length: howMany }, () => countIn("read", rate, who, headers)),
  );
  const passed = answers.filter(({ status }) => status === "fulfilled").length;
  return { passed, refused: howMany - passed, headers };
}

describe("limits", () => {
  it("let so many through, and tell what is left", async () => {
    const who = crypto.randomUUID();
    const { passed, headers } = await calls(3, "5/h", who);

    expect(passed).toBe(3);
    expect(headers["RateLimit-Policy"]).toBe('"read";q=5;w=3600');
    expect(headers.RateLimit).toMatch(/^"read";r=2;t=3\d\d\d$/);
    expect(await calls(10, "5/h", who)).toMatchObject({ passed: 2 });
  });

  it("count everybody by themselves", async () => {
    await calls(10, "5/h", crypto.randomUUID());

    const other = await calls(5, "5/h", crypto.randomUUID());
    expect(other.refused).toBe(0);
  });

  it("say when to come again", async () => {
    const who = crypto.randomUUID();
    await calls(1, "1/min", who);

    await expect(countIn("read", "1/min", who, {})).rejects.toMatchObject({
      code: "too_many_requests",
      retryAfter: expect.toSatisfy((left) => left > 0 && left <= 60) as number,
    });
  });

  it("can be off", async () => {
    const headers = {};
    await count("read", "off", crypto.randomUUID(), headers);

    expect(headers).toEqual({});
  });
});

function addressOf(headers: Record<string, string>) {
  return clientAddress(new Request("http://localhost", { headers }));
}

describe("addresses", () => {
  it("are those of sockets, whatever a stranger says", () => {
    const headers = {
      [ADDRESS]: "203.0.113.9",
      "X-Forwarded-For": "198.51.100.1",
    };

    expect(addressOf(headers)).toBe("203.0.113.9");
  });

  it("are read without their ports", () => {
    for (const address of ["203.0.113.9:4711", "[::ffff:203.0.113.9]:4711"]) {
      expect(addressOf({ [ADDRESS]: address })).toBe("203.0.113.9");
    }
    const withPort = addressOf({ [ADDRESS]: "[2001:db8::1]:4711" });
    expect(withPort).toBe(addressOf({ [ADDRESS]: "2001:db8::1" }));
  });

  it("are one for all that a customer has of IPv6", () => {
    const first = addressOf({ [ADDRESS]: "2001:db8::1" });
    const second = addressOf({ [ADDRESS]: "2001:db8:0:0:ffff::2" });

    expect(first).toBe(second);
    expect(addressOf({ [ADDRESS]: "2001:db8:0:1::1" })).not.toBe(first);
  });
});
