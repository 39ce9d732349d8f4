import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/invoices/repository";
import * as schema from "~/server/invoices/schema";
import { date, decimal, fakerFor, freeNumber, oneOf, words } from "../fake";

/** Foreign keys of invoices. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("invoice", n);
  return schema.create.parse({
    number: words(fake, { min: 1, max: 20, unique: n }),
    state: oneOf(fake, schema.State.options),
    total: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    rate: decimal(fake, { scale: 4, min: 0, max: 1 }),
    due: date(fake),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.InvoiceWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        number: made.number,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.invoice.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("invoice", isUsed);
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
  return db.invoice.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}
