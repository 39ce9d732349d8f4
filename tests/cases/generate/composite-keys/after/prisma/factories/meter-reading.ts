import { db } from "~/server/db";
import * as repository from "~/server/meter-readings/repository";
import { stored } from "~/server/meter-readings/row";
import * as schema from "~/server/meter-readings/schema";
import { factory } from "../factory";
import { bigint, decimal, fakerFor, words } from "../fake";

/** Foreign keys of meter readings. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("meterReading", n);
  return schema.create.parse({
    phase: schema.Phase.options[n % 2],
    meter: words(fake, { min: 1, max: 40, unique: n }),
    number: bigint(fake, { min: 0n, max: 1000000n }),
    value: decimal(fake, { scale: 3, min: 0, max: 10000 }),
    ...references,
  });
}

/** The ids of rows, which follow from their keys. */
async function idsOf({ where, take }: { where?: object; take: number }) {
  const { select } = schema.rowKey;
  const query = { where: where as never, take, select };
  const rows = await db.meterReading.findMany(query);
  return rows.map((row) => ({ id: schema.rowKey.of(row) }));
}

/** Rows of meter readings for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  keys: (userId) => ({ userId }),
  conflicts: (row) => [
    { meter: row.meter, phase: row.phase, number: stored(row).number },
  ],
  find: idsOf,
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return idsOf({ take });
}
