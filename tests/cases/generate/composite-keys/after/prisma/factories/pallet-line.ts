import { db } from "~/server/db";
import * as repository from "~/server/pallet-lines/repository";
import * as schema from "~/server/pallet-lines/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as palletRows from "./pallet";
import * as wareRows from "./ware";

/** Foreign keys of pallet lines. */
export type References = {
  palletId: string;
  wareId: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    palletId: given.palletId ?? (await palletRows.insertId(userId)),
    wareId: given.wareId ?? (await wareRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("palletLine", n);
  return schema.create.parse({
    quantity: fake.number.int({ min: 1, max: 1000000 }),
    note: words(fake, { min: 1, max: 200 }),
    ...references,
  });
}

/** The ids of rows, which follow from their keys. */
async function idsOf({ where, take }: { where?: object; take: number }) {
  const { select } = schema.rowKey;
  const query = { where: where as never, take, select };
  const rows = await db.palletLine.findMany(query);
  return rows.map((row) => ({ id: schema.rowKey.of(row) }));
}

/** Rows of pallet lines for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  conflicts: (row) => [{ palletId: row.palletId, wareId: row.wareId }],
  find: idsOf,
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return idsOf({ take });
}
