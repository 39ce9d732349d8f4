/** Prints how many statements each of some questions costs, as JSON; run in an emitted shop. */
import { PrismaClient } from "./generated/prisma/client";

const url = process.env.DATABASE_URL ?? "";
const adapter = url.startsWith("file:")
  ? new (await import("@prisma/adapter-libsql")).PrismaLibSql({
      url,
      intMode: "bigint",
    })
  : new (await import("@prisma/adapter-pg")).PrismaPg({
      connectionString: url,
    });
const client = new PrismaClient({
  adapter,
  log: [{ emit: "event", level: "query" }],
});
let statements = 0;
client.$on("query", () => (statements += 1));
// What `~/server/db` takes in place of a client of its own.
Object.assign(globalThis, { prisma: client });

const orders = {
  schema: await import("~/server/orders/schema"),
  service: await import("~/server/orders/service"),
  rows: await import("./prisma/factories/order"),
};
const lines = await import("./prisma/factories/order-item");

const id = crypto.randomUUID();
const email = `${id}@example.com`;
await client.user.create({ data: { id, name: "Ada", email } });
const actor = { id, role: "user" };
for (let at = 0; at < 12; at += 1) {
  // Totals that differ: between rows with the same one a page costs a second statement.
  const fields = { total: `${at}.50` };
  const { id: orderId } = await orders.rows.insert(id, { fields });
  const references = await lines.references(id);
  await lines.insert(id, { references: { ...references, orderId } });
}

async function list(query: Record<string, string>) {
  const asked = orders.schema.list.parse({ limit: "4", ...query });
  const before = statements;
  const page = await orders.service.list(actor, asked);
  return { page, cost: statements - before };
}

async function show(query: Record<string, string>) {
  const { page } = await list({});
  const [first] = page.items;
  const before = statements;
  const asked = orders.schema.get.parse(query);
  await orders.service.get(actor, first?.id ?? "", asked);
  return statements - before;
}

/** What it costs to create several lines of an order with one request. */
async function together(count: number) {
  const { bulk } = await import("~/server/order-items/bulk");
  const orderId = await orders.rows.insertId(id);
  const create = [];
  for (let at = 0; at < count; at += 1) {
    const references = await lines.references(id);
    create.push(lines.body(at, { ...references, orderId }));
  }
  const before = statements;
  await bulk(actor, { create });
  return statements - before;
}

/** The dearest page of a list, from its first to its last and back. */
async function dearest(query: Record<string, string>) {
  let { page, cost } = await list(query);
  for (const end of ["nextCursor", "prevCursor"] as const) {
    while (page[end] !== null) {
      const next = await list({ ...query, cursor: page[end] });
      page = next.page;
      cost = Math.max(cost, next.cost);
    }
  }
  return cost;
}

/** What it costs to know who sends the token of a session. */
async function known() {
  const { authenticate } = await import("~/server/auth/actor");
  const expiresAt = new Date(Date.now() + 7 * 24 * 60 * 60 * 1_000);
  const data = { id: "session", token: "token", userId: id, expiresAt };
  await client.session.create({ data });
  const headers = new Headers({ Authorization: "Bearer token" });
  const before = statements;
  const found = await authenticate(headers);
  if (found?.id !== id) throw new Error("Somebody else is found, or nobody.");
  return statements - before;
}

const include = "customer,items";
const costs = {
  list: await dearest({}),
  sorted: await dearest({ sort: "-total" }),
  nulls: await dearest({ sort: "placedAt" }),
  counted: await dearest({ count: "true" }),
  searched: await dearest({ q: "SO", "customer.name[contains]": "a" }),
  included: await dearest({ include }),
  one: await show({}),
  oneIncluded: await show({ include }),
  known: await known(),
  fourMoreLines: (await together(6)) - (await together(2)),
};
console.log(JSON.stringify(costs));
await client.$disconnect();
