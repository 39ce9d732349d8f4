import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/passports/repository";
import * as schema from "~/server/passports/schema";
import { fakerFor, freeNumber, pattern } from "../fake";
import * as citizenRows from "./citizen";

/** What passports point to. */
export type References = {
  citizenId: string;
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    citizenId: await citizenRows.insertId(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("passport", n);
  return schema.create.parse({
    number: pattern(fake, /^[A-Z0-9]{9}$/),
    ...references,
  });
}

/** The rows that have what has to be unique in the body with number n. */
function rivals(n: number, references: References): Prisma.PassportWhereInput {
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

/** A number whose body may be sent. */
async function numberFor(references: References) {
  const where = (n: number) => rivals(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.passport.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("passport", isUsed);
  return n;
}

/** A body that may be sent for a user: it points to what is there, and is not in the way of what is. */
export async function fresh(userId: string): Promise<schema.Create> {
  const pointers = await references(userId);
  return body(await numberFor(pointers), pointers);
}

type Options = {
  id?: string;
  n?: number;
  references?: References;
  /** What is not left to chance. */
  fields?: Partial<schema.Create>;
};

/** Inserts one for a user, with what it points to where that is not given. */
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

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}
