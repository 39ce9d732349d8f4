import { db } from "~/server/db";
import * as repository from "~/server/shelters/repository";
import * as schema from "~/server/shelters/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as districtRows from "./district";

/** Foreign keys of shelters. */
export type References = {
  districtRef: string;
  keptBy?: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    districtRef: given.districtRef ?? (await districtRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("shelter", n);
  return schema.create.parse({
    name: words(fake, { min: 1, max: 60, unique: n }),
    ...references,
  });
}

/** Rows of shelters for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ districtRef: row.districtRef, name: row.name }],
  find: (query) => db.shelter.findMany(query),
  create: (row) => repository.create(row),
});
