import { db } from "~/server/db";
import * as repository from "~/server/subscribers/repository";
import * as schema from "~/server/subscribers/schema";
import { factory } from "../factory";
import { email, fakerFor, words } from "../fake";
import * as magazineRows from "./magazine";

/** Foreign keys of subscribers. */
export type References = {
  magazineId: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    magazineId: given.magazineId ?? (await magazineRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("subscriber", n);
  return schema.create.parse({
    email: email(fake),
    active: fake.datatype.boolean(),
    plan: fake.helpers.arrayElement(schema.Plan.options),
    note: words(fake, { min: 1, max: 40, unique: n }),
    since: fake.number.int({ min: 0, max: 1000000 }),
    ...references,
  });
}

/** Rows of subscribers for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [
    { magazineId: row.magazineId, email: row.email },
    { magazineId: row.magazineId, note: row.note },
  ],
  find: (query) => db.subscriber.findMany(query),
  create: (row) => repository.create(row),
});
