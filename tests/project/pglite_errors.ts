/** Prints how many results of statements after an error are those of others; run in a project on PostgreSQL. */
import { Client } from "pg";
import { servePglite } from "./tests/support/pglite";

const server = await servePglite();
const client = new Client({ connectionString: server.url });
await client.connect();
await client.query("create table one (id int primary key)");
await client.query("insert into one values ($1)", [1]);

let wrong = 0;
for (let number = 0; number < 50; number += 1) {
  for (const bad of ["1", "not a number"]) {
    // All at once: the client sends each as soon as it takes the one before for answered.
    const failing = client
      .query("insert into one values ($1)", [bad])
      .then(() => false, () => true);
    const asked = [1, 2, 3].map((at) =>
      client.query(`select $1::int as "n${at}"`, [number + at]),
    );
    if (!(await failing)) wrong += 1;
    for (const [at, result] of (await Promise.all(asked)).entries()) {
      const [row] = result.rows as Record<string, number>[];
      if (row?.[`n${at + 1}`] !== number + at + 1) wrong += 1;
    }
  }
}
console.log(wrong);
await client.end();
await server.stop();
