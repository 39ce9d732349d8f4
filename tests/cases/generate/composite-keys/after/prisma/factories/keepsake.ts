import { db } from "~/server/db";
import * as repository from "~/server/keepsakes/repository";
import * as schema from "~/server/keepsakes/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as wareRows from "./ware";

/** Foreign keys of keepsakes. */
export type References = {
  wareId: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    wareId: given.wareId ?? (await wareRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("keepsake", n);
  return schema.create.parse({
    note: words(fake, { min: 1, max: 100 }),
    ...references,
  });
}

/** The ids of rows, which follow from their keys. */
async function idsOf({ where, take }: { where?: object; take: number }) {
  const { select } = schema.rowKey;
  const query = { where: where as never, take, select };
  const rows = await db.keepsake.findMany(query);
  return rows.map((row) => ({ id: schema.rowKey.of(row) }));
}

/** Rows of keepsakes for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  keys: (userId) => ({ userId }),
  conflicts: (row) => [{ userId: row.userId, wareId: row.wareId }],
  find: idsOf,
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return idsOf({ take });
}
