import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/passports/repository";
import * as schema from "~/server/passports/schema";
import { fakerFor, freeNumber, pattern } from "../fake";
import * as citizenRows from "./citizen";

/** Foreign keys of passports. */
export type References = {
  citizenId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    citizenId: await citizenRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("passport", n);
  return schema.create.parse({
    number: pattern(fake, /^[A-Z0-9]{9}$/),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.PassportWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        number: made.number,
      },
      {
        citizenId: made.citizenId,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const { n } = await freeNumber(async (one) => {
    const taken = await db.passport.count({ where: where(one) });
    return taken > 0;
  });
  return n;
}

/** A valid body for a user: its references exist, and its unique values are free. */
export async function fresh(userId: string): Promise<schema.Create> {
  const pointers = await references(userId);
  return body(await numberFor(pointers), pointers);
}

type Options = {
  id?: string;
  n?: number;
  references?: References;
  /** Fixed values. */
  fields?: Partial<schema.Create>;
};

/** Inserts a row for a user, and the rows that it references unless they are given. */
export async function insert(userId: string, options: Options = {}) {
  const { id, fields } = options;
  const pointers = options.references ?? (await references(userId));
  const n = options.n ?? (await numberFor(pointers));
  const input = { ...body(n, pointers), ...fields };
  return repository.create({ id, ...input });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** The ids that exist. */
export async function listIds(ids: string[]) {
  return repository.listIds({}, ids);
}
