import { db } from "~/server/db";
import * as repository from "~/server/stopovers/repository";
import * as schema from "~/server/stopovers/schema";
import { factory } from "../factory";
import { fakerFor } from "../fake";
import * as flightRows from "./flight";

/** Foreign keys of stopovers. */
export type References = {
  flightId: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    flightId: given.flightId ?? (await flightRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("stopover", n);
  return schema.create.parse({
    id: `row-${n}`,
    fuel: fake.datatype.boolean(),
    ...references,
  });
}

/** Rows of stopovers for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  conflicts: (row) => [{ id: row.id }],
  find: (query) => db.stopover.findMany(query),
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return db.stopover.findMany({
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
}
