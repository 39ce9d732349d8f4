import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/daybooks/repository";
import * as schema from "~/server/daybooks/schema";
import { fakerFor, freeNumber, nth, words } from "../fake";
import * as clientRows from "./client";
import { tenantOf } from "../tenants";

/** Foreign keys of daybooks. */
export type References = {
  approverId?: string;
  clientId: string;
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    clientId: await clientRows.insertId(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("daybook", n);
  return schema.create.parse({
    number: words(fake, { min: 1, max: 32, unique: n }),
    year: nth(n, { min: 0, max: 1000000 }),
    open: fake.datatype.boolean(),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.DaybookWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        number: made.number,
      },
      {
        clientId: made.clientId,
        year: made.year,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const { n } = await freeNumber(async (one) => {
    const taken = await db.daybook.count({ where: where(one) });
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
  const firmId = await tenantOf(userId);
  return repository.create({ id, ...input, userId, firmId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** The ids that exist. */
export async function listIds(ids: string[]) {
  return repository.listIds({}, ids);
}
