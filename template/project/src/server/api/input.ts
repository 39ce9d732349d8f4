import { z } from "zod";

/** A value of a query: numbers, booleans and lists are written as they are in a URL. */
type Value = string | number | boolean | readonly string[] | null | undefined;

/** The parameters of a query. Procedures return whole rows, so that `fields` is not among them. */
type Parameters<Query extends z.ZodType> = Partial<
  Record<Exclude<keyof z.input<Query>, "fields">, Value>
>;

/** The version that a change expects, as If-Match of the REST API. */
export const version = z.int().min(1).optional();

/** Parameters whose names and values `parseQuery` checks. */
export const parameters = z
  .record(z.string(), z.custom<Value>())
  .refine((input) => !("fields" in input), "Procedures return all fields.");

/** The query of the REST API as an object: `{ limit: 20, sort: "-createdAt", include: ["items"] }` */
export function queryInput<Query extends z.ZodType>(query: Query) {
  return z
    .custom<Parameters<Query> | undefined>()
    .transform((input) => textOf(parameters.parse(input ?? {})))
    .pipe(query as z.ZodType<z.output<Query>, Record<string, string>>);
}

/** The id of a row, and the parameters of its query: `{ id, include: ["items"] }` */
export function rowInput<Query extends z.ZodType>(query: Query) {
  return z
    .custom<{ id: string } & Parameters<Query>>()
    .transform((input) => {
      const { id, ...rest } = parameters.parse(input);
      return { id, query: textOf(rest) };
    })
    .pipe(
      z.object({ id: z.string(), query }) as unknown as z.ZodType<
        { id: string; query: z.output<Query> },
        { id: Value; query: Record<string, string> }
      >,
    );
}

/** The same where the parameters depend on the caller. */
export function parseQuery<Query extends z.ZodType>(
  query: Query,
  input: z.output<typeof parameters>,
): z.output<Query> {
  return query.parse(textOf(input));
}

/** Parameters as texts; a comma within a value of a list is escaped, as in a URL. */
function textOf(input: Record<string, Value>): Record<string, string> {
  const entries = Object.entries(input).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, written(value)]],
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

function written(value: NonNullable<Value>): string {
  if (typeof value !== "object") return String(value);
  return value.map((item) => item.replace(/[\\,]/g, "\\$&")).join(",");
}
