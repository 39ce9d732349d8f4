import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/recordings/repository";
import { stored } from "~/server/recordings/row";
import * as schema from "~/server/recordings/schema";
import { fakerFor, freeNumber, words } from "../fake";
import * as own from "../own";

/** Foreign keys of recordings. */
export type References = {
  studioId: number;
  fallbackId?: number;
  mixedById?: string;
  ledgerId: string;
  seenInIds?: number[];
};

/** Inserts the rows that one has to reference, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    studioId: await own.insertStudio(userId),
    ledgerId: await own.insertLedger(userId),
  };
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("recording", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80 }),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.RecordingWhereInput {
  const sent = body(n, references);
  const made = { ...sent, ...stored(sent) };
  return {
    OR: [
      {
        ledgerId: made.ledgerId,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.recording.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("recording", isUsed);
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
  return db.recording.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}
