import { Prisma } from "~/server/db";
import { idFor, type IdKind } from "./fake";

/** The ids of the rows made so far, by model. */
const made = new Map<string, string[]>();

/** One of the rows of a model that is filled already, another one for each n. */
export function pick(model: string, n: number): string {
  const ids = made.get(model) ?? [];
  const id = ids[n % ids.length];
  if (id === undefined) throw new Error(`There is no ${model} to point to.`);
  return id;
}

/** Makes `count` rows that follow from their number, and leaves those alone that are there. */
export async function fill(table: {
  model: string;
  id?: IdKind;
  count: number;
  existing: (ids: string[]) => Promise<{ id: string }[]>;
  insert: (id: string, n: number) => Promise<{ id: string }>;
}) {
  const { model, count } = table;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const ids = numbers.map((n) => idFor(model, n, table.id));
  const there = new Set((await table.existing(ids)).map(({ id }) => id));
  for (const [n, id] of ids.entries()) {
    if (!there.has(id) && (await inserted(table.insert(id, n)))) there.add(id);
  }
  // In the order of their numbers, whichever were there before: the next run picks the same.
  made.set(
    model,
    ids.filter((id) => there.has(id)),
  );
  console.log(`${model}: ${there.size}`);
}

/** False where the row would repeat a value that has to be unique: then there is one row less. */
async function inserted(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    const taken =
      error instanceof Prisma.PrismaClientKnownRequestError &&
      error.code === "P2002";
    if (taken) return false;
    throw error;
  }
}
