/** Prints how many rows the statements of some lists read, as JSON; run in a shop on PostgreSQL. */
import { client, rowsReadBy } from "./explain";

const schema = await import("~/server/orders/schema");
const service = await import("~/server/orders/service");
const admin = { id: "admin", role: "admin" };

/** What one page of a list reads, so many pages down. */
async function read(query: Record<string, string>, page: number) {
  let cursor: string | null = "";
  let rows = 0;
  for (let at = 0; at < page && cursor !== null; at += 1) {
    const place = cursor ? { cursor } : {};
    const list = schema.list.parse({ limit: "20", ...query, ...place });
    const read = await rowsReadBy(async () => service.list(admin, list));
    rows = read.rows;
    cursor = read.result.nextCursor;
  }
  return rows;
}

const customer = await client.customer.findFirstOrThrow();
const queries: Record<string, string>[] = [
  {},
  { sort: "total" },
  { sort: "-total" },
  { sort: "placedAt" },
  { sort: "-placedAt" },
  { status: "paid" },
  { "total[gte]": "100" },
  { customerId: customer.id },
  { "customer.name": customer.name },
  { q: "needle" },
];
const found: Record<string, [number, number]> = {};
for (const query of queries) {
  found[new URLSearchParams(query).toString()] = [
    await read(query, 1),
    await read(query, 100),
  ];
}
console.log(JSON.stringify(found));
await client.$disconnect();
