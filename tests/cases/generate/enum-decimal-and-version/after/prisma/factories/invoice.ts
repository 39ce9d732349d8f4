import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/invoices/repository";
import * as schema from "~/server/invoices/schema";
import { date, decimal, fakerFor, freeNumber, oneOf, words } from "../fake";

/** What invoices point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
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

/** The rows that have what has to be unique in the body with number n. */
function rivals(n: number, references: References): Prisma.InvoiceWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        number: made.number,
      },
    ],
  };
}

/** A number whose body may be sent. */
async function numberFor(references: References) {
  const where = (n: number) => rivals(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.invoice.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("invoice", isUsed);
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
