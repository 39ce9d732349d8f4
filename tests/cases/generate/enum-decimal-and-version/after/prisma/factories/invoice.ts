import { db } from "~/server/db";
import * as repository from "~/server/invoices/repository";
import * as schema from "~/server/invoices/schema";
import { factory } from "../factory";
import { date, decimal, fakerFor, words } from "../fake";

/** Foreign keys of invoices. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("invoice", n);
  return schema.create.parse({
    number: words(fake, { min: 1, max: 20, unique: n }),
    state: fake.helpers.arrayElement(schema.State.options),
    total: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    rate: decimal(fake, { scale: 4, min: 0, max: 1 }),
    due: date(fake),
    ...references,
  });
}

/** Rows of invoices for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ number: row.number }],
  find: (query) => db.invoice.findMany(query),
  create: (row) => repository.create(row),
});
