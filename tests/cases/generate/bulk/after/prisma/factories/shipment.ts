import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/shipments/repository";
import * as schema from "~/server/shipments/schema";
import { decimal, fakerFor, freeNumber, words } from "../fake";
import * as depotRows from "./depot";

/** What shipments point to. */
export type References = {
  depotId: string;
  labelIds?: string[];
};

/** Makes what one has to point to, for a user. */
export async function references(userId: string): Promise<References> {
  return {
    depotId: await depotRows.insertId(userId),
  };
}

/** The body that creates number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("shipment", n);
  return schema.create.parse({
    code: words(fake, { min: 1, max: 20, unique: n }),
    weight: decimal(fake, { scale: 2, min: 0, max: 10000 }),
    fragile: fake.datatype.boolean(),
    secret: words(fake, { min: 1, max: 40 }),
    ...references,
  });
}

/** The rows that have what has to be unique in the body with number n. */
function rivals(n: number, references: References): Prisma.ShipmentWhereInput {
  const made = body(n, references);
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
    const rows = await db.shipment.count({ where: where(n) });
    return rows > 0;
  };
  const { n } = await freeNumber("shipment", isUsed);
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
  return repository.create({ id, ...input, userId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** Those of the ids that have a row already. */
export async function existing(ids: string[]) {
  return repository.existing({}, ids);
}
