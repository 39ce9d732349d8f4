import { z } from "zod";

/** The schema of a page of a list. */
export function page<Item extends z.ZodType>(item: Item) {
  const schema = z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    prevCursor: z.string().nullable(),
    count: z.int().optional().describe("With `count=true`."),
  });
  return named(
    schema,
    item,
    (name) => `${name.replace(/Part$|WithIncluded$/, "")}List`,
  );
}

/** The schema of an answer of which clients select `fields`; the id is always there. */
export function part<
  Id extends z.ZodType,
  Shape extends z.ZodRawShape & { id: Id },
>(answer: z.ZodObject<Shape, z.core.$strict>) {
  const { id } = answer.shape;
  const schema = answer.partial().extend({ id });
  return named(
    schema,
    answer,
    (name) => `${name.replace(/WithIncluded$/, "")}Part`,
  );
}

/** Names a schema after the one that it is made of. */
export function named<Schema extends z.ZodType>(
  schema: Schema,
  source: z.ZodType,
  nameOf: (name: string) => string,
): Schema {
  const id = z.globalRegistry.get(source)?.id;
  if (id !== undefined) z.globalRegistry.add(schema, { id: nameOf(id) });
  return schema;
}
