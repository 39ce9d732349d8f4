import { db } from "~/server/db";
import * as repository from "~/server/settings/repository";
import * as schema from "~/server/settings/schema";
import { factory } from "../factory";
import { bigint, datetime, decimal, fakerFor, pattern, words } from "../fake";

/** Foreign keys of settings. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("setting", n);
  return schema.create.parse({
    code: words(fake, { min: 6, max: 6, unique: n, casing: "upper" }),
    handle: pattern(fake, /^[a-z][a-z0-9_]*$/i),
    level: fake.number.int({ min: 1, max: 10 }),
    weight: fake.number.float({ min: 0.0, max: 1.0, fractionDigits: 2 }),
    balance: bigint(fake, { min: 0n, max: 1000000n }),
    price: decimal(fake, { scale: 3, min: 0, max: 10000 }),
    enabled: fake.datatype.boolean(),
    greeting: words(fake, { min: 1, max: 40 }),
    startedAt: datetime(fake),
    state: fake.helpers.arrayElement(schema.State.options),
    scope: fake.string.uuid(),
    secret: words(fake, { min: 1, max: 64 }),
    ...references,
  });
}

/** Rows of settings for the tests and the seed; see `prisma/factory.ts`. */
export const { fresh, insert, insertId, listIds } = factory({
  references,
  body,
  conflicts: (row) => [{ code: row.code }, { handle: row.handle }],
  find: (query) => db.setting.findMany(query),
  create: (row) => repository.create(row),
});
