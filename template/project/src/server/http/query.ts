import { z } from "zod";

import { type Sort } from "~/server/pagination";

/** The most values that one `[in]` takes, and the most fields that a list is sorted by. */
const MAX_IN = 100;
const MAX_SORT = 3;

type Operators = Record<string, z.ZodType>;
type Filters = Record<string, Operators>;

/** What the filters of a list become: Prisma's own `{ equals, in, gt, ... }`, by field. */
type FilterOf<F extends Filters> = {
  [Field in keyof F]?: {
    [Operator in keyof F[Field]]?: z.output<F[Field][Operator]>;
  };
};

/** `status=paid`, `status[in]=paid,placed` */
export function equality<T extends z.ZodType<unknown, string>>(value: T) {
  return { equals: value, in: several(value) };
}

/** Equality, and `total[gt]=`, `[gte]=`, `[lt]=`, `[lte]=` */
export function range<T extends z.ZodType<unknown, string>>(value: T) {
  return { ...equality(value), gt: value, gte: value, lt: value, lte: value };
}

/** A number in an address. */
export function number<T extends z.ZodType<number, number>>(value: T) {
  return z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, "Send a number.")
    .transform(Number)
    .pipe(value);
}

/** `true` or `false` in an address. */
export function boolean() {
  return z.enum(["true", "false"]).transform((text) => text === "true");
}

function several<T extends z.ZodType<unknown, string>>(value: T) {
  return z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(value).max(MAX_IN));
}

/**
 * The parameters of a list: filters by field, `sort=-placedAt,total`, `limit` and `cursor`. Whatever
 * is not named here is refused.
 */
export function listQuery<F extends Filters>({
  filter,
  sort,
  page,
}: {
  filter: F;
  /** The fields that a list can be sorted by, and which of them can be null: those come last. */
  sort: Record<string, "nullable" | "required">;
  page: { size: number; max: number };
}) {
  return z
    .strictObject({
      limit: number(z.int().min(1).max(page.max)).optional(),
      cursor: z.string().max(2_000).optional(),
      sort: sorting(sort).optional(),
      ...parameters(filter),
    })
    .transform(({ limit, cursor, sort: order, ...values }) => ({
      limit: limit ?? page.size,
      cursor,
      sort: order ?? [],
      filter: collect(filter, values),
    }));
}

/** One parameter for every operator of every field. */
function parameters(filters: Filters): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([field, operators]) =>
      Object.entries(operators).map(([operator, type]) => [
        nameOf(field, operator),
        type.optional(),
      ]),
    ),
  );
}

function nameOf(field: string, operator: string): string {
  return operator === "equals" ? field : `${field}[${operator}]`;
}

/** The values of those parameters, by field and operator. */
function collect<F extends Filters>(
  filters: F,
  values: Record<string, unknown>,
): FilterOf<F> {
  const collected: Record<string, Record<string, unknown>> = {};
  for (const [field, operators] of Object.entries(filters)) {
    for (const operator of Object.keys(operators)) {
      const value = values[nameOf(field, operator)];
      if (value !== undefined) (collected[field] ??= {})[operator] = value;
    }
  }
  return collected as FilterOf<F>;
}

function sorting(allowed: Record<string, "nullable" | "required">) {
  const names = Object.keys(allowed).flatMap((name) => [name, `-${name}`]);
  return z
    .string()
    .transform((text) => text.split(","))
    .pipe(
      z
        .array(z.enum(names))
        .max(MAX_SORT)
        .transform((fields) =>
          fields.map((name): Sort => {
            const field = name.replace(/^-/, "");
            return {
              field,
              direction: name.startsWith("-") ? "desc" : "asc",
              nullable: allowed[field] === "nullable",
            };
          }),
        ),
    );
}
