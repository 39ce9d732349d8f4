import { db } from "~/server/db";
import * as repository from "~/server/timetables/repository";
import * as schema from "~/server/timetables/schema";
import { factory } from "../factory";
import { fakerFor, words } from "../fake";
import * as airportRows from "./airport";

/** Foreign keys of timetables. */
export type References = {
  id: string;
};

/** Inserts the rows that one has to reference, for a user, unless they are given. */
export async function references(
  userId: string,
  given: Partial<schema.Create> = {},
): Promise<References> {
  return {
    id: given.id ?? (await airportRows.insertId(userId)),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("timetable", n);
  return schema.create.parse({
    season: words(fake, { min: 1, max: 20 }),
    ...references,
  });
}

/** Rows of timetables for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId } = factory({
  references,
  body,
  conflicts: (row) => [{ id: row.id }],
  find: (query) => db.timetable.findMany(query),
  create: (row) => repository.create(row),
});

/** The ids of the first rows. */
export async function listFirst(take: number) {
  return db.timetable.findMany({
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
}
