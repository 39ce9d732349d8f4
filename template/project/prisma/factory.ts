import { anyNumber } from "./fake";

/** How many numbers are tried for a row without a conflict. */
const TRIES = 100;

/** The last number of each model whose rows have something unique. */
const lasts = new Map<string, number>();

type Options<Body, References> = {
  id?: string;
  n?: number;
  references?: References;
  /** Fixed values. */
  fields?: Partial<Body>;
};

/** Makes the functions that insert the rows of a model, for the tests and the seed. */
export function factory<
  Body extends object,
  References,
  Row extends { id: string },
  Keys extends object = object,
  Where = never,
>(model: {
  name: string;
  /** Inserts the rows that one has to reference, for a user. */
  references: (userId: string) => Promise<References>;
  /** The body of row number n. */
  body: (n: number, references: References) => Body;
  /** The fields of row number n that need a role to write. */
  guarded?: (n: number) => Partial<Body>;
  /** The columns that the user decides. */
  keys?: (userId: string) => Keys | Promise<Keys>;
  /** The rows that have what is unique of a row. */
  conflicts?: (row: Body & Keys) => Where[];
  /** Fewer tries, and what deletes the earlier rows if none is without a conflict. */
  crowded?: {
    tries: number;
    remove: (where: { OR: Where[] }) => Promise<void>;
  };
  find: (query: {
    where: { OR: Where[] } | { id: { in: string[] } };
    take: number;
    select: { id: true };
  }) => Promise<{ id: string }[]>;
  create: (row: Body & Keys & { id?: string }) => Promise<Row>;
}) {
  const { name, references, body, conflicts, find } = model;
  const select = { id: true } as const;
  const keys = async (userId: string) =>
    (await model.keys?.(userId)) ?? ({} as Keys);
  const whole = (n: number, pointers: References) => ({
    ...body(n, pointers),
    ...model.guarded?.(n),
  });

  /** A number whose row is in conflict with none. If there is none, that of the earliest row, which is deleted. */
  async function numberFor(userId: string, pointers: References) {
    if (!conflicts) return anyNumber();
    const fixed = await keys(userId);
    const where = (n: number) => ({
      OR: conflicts({ ...whole(n, pointers), ...fixed }),
    });
    const isUsed = async (n: number) =>
      (await find({ where: where(n), take: 1, select })).length > 0;
    const first = (lasts.get(name) ?? anyNumber()) + 1;
    const end = first + (model.crowded?.tries ?? TRIES);
    let n = first;
    while (n < end && (await isUsed(n))) n += 1;
    if (n === end) {
      n = first;
      await model.crowded?.remove(where(n));
    }
    lasts.set(name, n);
    return n;
  }

  /** A valid body for a user: its references exist, and its unique values are free. */
  async function fresh(userId: string): Promise<Body> {
    const pointers = await references(userId);
    return body(await numberFor(userId, pointers), pointers);
  }

  /** The same with what only some may set. */
  async function complete(userId: string): Promise<Body> {
    const pointers = await references(userId);
    return whole(await numberFor(userId, pointers), pointers);
  }

  /** Inserts a row for a user, and the rows that it references unless they are given. */
  async function insert(
    userId: string,
    options: Options<Body, References> = {},
  ): Promise<Row> {
    const { id, fields } = options;
    const pointers = options.references ?? (await references(userId));
    const n = options.n ?? (await numberFor(userId, pointers));
    const fixed = await keys(userId);
    return model.create({ id, ...whole(n, pointers), ...fields, ...fixed });
  }

  async function insertId(userId: string): Promise<string> {
    return (await insert(userId)).id;
  }

  /** The ids that exist. */
  async function listIds(ids: string[]) {
    return find({ where: { id: { in: ids } }, take: ids.length, select });
  }

  return { fresh, complete, insert, insertId, listIds };
}
