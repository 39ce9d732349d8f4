import { Prisma } from "~/server/db";
import { idFor, type IdKind } from "./fake";

/** The ids of seeded rows, by model. */
const idsByModel = new Map<string, string[]>();

/** The id of a seeded row of a model, chosen by n. */
export function pickId(model: string, n: number): string {
  const ids = idsByModel.get(model) ?? [];
  const id = ids[n % ids.length];
  if (id === undefined) throw new Error(`There is no ${model} to point to.`);
  return id;
}

/** Inserts `count` rows with ids that follow from their numbers; existing ones are left unchanged. */
export async function seedTable(table: {
  model: string;
  id?: IdKind;
  count: number;
  listIds: (ids: string[]) => Promise<{ id: string }[]>;
  insert: (id: string, n: number) => Promise<{ id: string }>;
}) {
  const { model, count } = table;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const ids = numbers.map((n) => idFor(model, n, table.id));
  const seeded = new Set((await table.listIds(ids)).map(({ id }) => id));
  for (const [n, id] of ids.entries()) {
    if (!seeded.has(id) && (await inserted(table.insert(id, n))))
      seeded.add(id);
  }
  // In the order of their numbers, so that the next run picks the same ones.
  idsByModel.set(
    model,
    ids.filter((id) => seeded.has(id)),
  );
  console.log(`${model}: ${seeded.size}`);
}

/** False if the row violates a unique constraint; then there is one row less. */
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
