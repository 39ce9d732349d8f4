import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/settings/repository";
import * as schema from "~/server/settings/schema";
import {
  bigint,
  datetime,
  decimal,
  fakerFor,
  freeNumber,
  oneOf,
  pattern,
  words,
} from "../fake";

/** Foreign keys of settings. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("setting", n);
  return schema.create.parse({
    code: words(fake, { min: 6, max: 6, unique: n, casing: "upper" }),
    handle: pattern(fake, /^[a-z][a-z0-9_]*$/i),
    level: fake.number.int({ min: 1, max: 10 }),
    weight: fake.number.float({ min: 0.0, max: 1.0, fractionDigits: 2 }),
    balance: bigint(fake, { min: 0n, max: 1000000n }),
    price: decimal(fake, { scale: 3, min: 0, max: 10000 }),
    enabled: fake.datatype.boolean(),
    greeting: words(fake, { min: 1, max: 40 }),
    startedAt: datetime(fake),
    state: oneOf(fake, schema.State.options),
    scope: fake.string.uuid(),
    secret: words(fake, { min: 1, max: 64 }),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.SettingWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        code: made.code,
      },
      {
        handle: made.handle,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.setting.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("setting", isUsed);
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
  return db.setting.findMany({
    where: { id: { in: ids } },
    take: ids.length,
    select: { id: true },
  });
}
