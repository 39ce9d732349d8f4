import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/postings/repository";
import * as schema from "~/server/postings/schema";
import { fakerFor, freeNumber, slug } from "../fake";
import * as daybookRows from "./daybook";

/** Foreign keys of postings. */
export type References = {
  daybookId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    daybookId: await daybookRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("posting", n);
  return schema.create.parse({
    amount: fake.number.int({ min: 0, max: 1000000 }),
    code: slug(fake, n),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.PostingWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        daybookId: made.daybookId,
        code: made.code,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const { n } = await freeNumber(async (one) => {
    const taken = await db.posting.count({ where: where(one) });
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
