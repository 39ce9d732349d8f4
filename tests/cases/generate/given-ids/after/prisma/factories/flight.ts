import { db } from "~/server/db";
import * as repository from "~/server/flights/repository";
import * as schema from "~/server/flights/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as airportRows from "./airport";

/** Foreign keys of flights. */
export type References = {
  fromId: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    fromId: given.fromId ?? (await airportRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("flight", n);
  return schema.create.parse({
    id: fake.string.uuid(),
    gate: words(fake, { min: 1, max: 5 }),
    ...references,
  });
}

/** Rows of flights for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  conflicts: (row) => [{ id: row.id }],
  find: (query) => db.flight.findMany(query),
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return db.flight.findMany({
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
}
