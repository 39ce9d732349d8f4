import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/recordings/repository";
import { stored } from "~/server/recordings/row";
import * as schema from "~/server/recordings/schema";
import { fakerFor, freeNumber, words } from "../fake";
import * as own from "../own";

/** What recordings point to. */
export type References = {
  studioId: number;
  fallbackId?: number;
  mixedById?: string;
  ledgerId: string;
  seenInIds?: number[];
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    studioId: await own.insertStudio(userId),
    ledgerId: await own.insertLedger(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("recording", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80 }),
    ...references,
  });
}

/** The rows that have what has to be unique in the body with number n. */
function rivals(n: number, references: References): Prisma.RecordingWhereInput {
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

/** A number whose body may be sent. */
async function numberFor(references: References) {
  const where = (n: number) => rivals(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.recording.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("recording", isUsed);
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
