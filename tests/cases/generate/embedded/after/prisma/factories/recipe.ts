import { db, type Prisma } from "~/server/db";
import * as repository from "~/server/recipes/repository";
import * as schema from "~/server/recipes/schema";
import { fakerFor, freeNumber, words } from "../fake";

/** Foreign keys of recipes. */
export type References = Record<string, never>;

/** Inserts the rows that one has to reference, for a user. */
export async function references(_userId: string): Promise<References> {
  return {};
}

/** The body of row number n. */
export function body(n: number, references: References): schema.Create {
  const fake = fakerFor("recipe", n);
  return schema.create.parse({
    title: words(fake, { min: 1, max: 80, unique: n }),
    ...references,
  });
}

/** The rows that conflict with the unique values of body number n. */
function conflictingRows(
  n: number,
  references: References,
): Prisma.RecipeWhereInput {
  const made = body(n, references);
  return {
    OR: [
      {
        title: made.title,
      },
    ],
  };
}

/** A number whose body conflicts with no row. */
async function numberFor(references: References) {
  const where = (n: number) => conflictingRows(n, references);
  const { n } = await freeNumber(async (one) => {
    const taken = await db.recipe.count({ where: where(one) });
    return taken > 0;
  });
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
  return repository.create({ id, ...input, userId });
}

export async function insertId(userId: string) {
  return (await insert(userId)).id;
}

/** The ids that exist. */
export async function listIds(ids: string[]) {
  return repository.listIds({}, ids);
}
