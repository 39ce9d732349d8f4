import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/deals/repository";
import * as schema from "~/server/deals/schema";
import { decimal, fakerFor, freeNumber, oneOf, words } from "../fake";
import * as agentRows from "./agent";

/** What deals point to. */
export type References = {
  agentId: string;
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    agentId: await agentRows.insertId(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("deal", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80 }),
    memo: words(fake, { min: 1, max: 10000 }),
    ...references,
  });
}

/** What only some may set of number n. */
function guarded(n: number): Partial<schema.Create> {
  const fake = fakerFor("deal", n);
  return schema.create.partial().parse({
    stage: oneOf(fake, schema.Stage.options),
    margin: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    code: words(fake, { min: 1, max: 12, unique: n }),
  });
}

/** The rows that have what has to be unique in the body with number n. */
function rivals(n: number, references: References): Prisma.DealWhereInput {
  const made = { ...body(n, references), ...guarded(n) };
  return {
    OR: [
      {
        code: made.code,
        deletedAt: null,
      },
    ],
  };
}

/** A number whose body may be sent. */
async function numberFor(references: References) {
  const where = (n: number) => rivals(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.deal.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("deal", isUsed);
  return n;
}

/** A body that may be sent for a user: it points to what is there, and is not in the way of what is. */
export async function fresh(userId: string): Promise<schema.Create> {
  const pointers = await references(userId);
  return body(await numberFor(pointers), pointers);
}

/** The same with what only some may set. */
export async function complete(userId: string): Promise<schema.Create> {
  const pointers = await references(userId);
  const n = await numberFor(pointers);
  return { ...body(n, pointers), ...guarded(n) };
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
  const input = { ...body(n, pointers), ...guarded(n), ...fields };
  return repository.create({ id, ...input, userId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}
