/** Prints how many rows the first page of each list of `examples/saas` reads, by caller, as JSON. */
import { client, rowsReadBy } from "./explain";

const found: Record<string, number> = {};
for (const id of process.argv.slice(2)) {
  for (const name of ["projects", "tasks", "comments"]) {
    const schema = await import(`~/server/${name}/schema`);
    const service = await import(`~/server/${name}/service`);
    const query = schema.list.parse({ limit: "20" });
    const actor = { id, role: "user" };
    const read = await rowsReadBy(async () => service.list(actor, query));
    found[`${name} of ${id}`] = read.rows;
  }
}
console.log(JSON.stringify(found));
await client.$disconnect();
