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

/** What settings point to. */
export type References = Record<string, never>;

/** Makes what one has to point to, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body that creates number n. */
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

/** The rows that have what has to be unique in the body with number n. */
function rivals(n: number, references: References): Prisma.SettingWhereInput {
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

/** A number whose body may be sent. */
async function numberFor(references: References) {
  const where = (n: number) => rivals(n, references);
  const isUsed = async (n: number) => {
    const rows = await db.setting.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("setting", isUsed);
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
