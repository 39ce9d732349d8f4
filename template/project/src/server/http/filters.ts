import { z } from "zod";

/** The most conditions of a list, values of an `[in]`, and characters of `[contains]`. */
const MAX_CONDITIONS = 10;
const MAX_IN = 100;
const MAX_PART = 100;

type Operators = Record<string, z.ZodType>;
/** Operators by field; for relations, by relation and field. */
export type Filters = Record<string, Operators>;
export type Through = Record<string, Filters>;

/** The Prisma filter of a field: `{ status: { equals: ... } }`. */
type ConditionOf<O extends Operators> = {
  [Operator in Exclude<keyof O, "null">]?:
    z.output<O[Operator]> | Null<O, Operator>;
};
/** Nullable fields only: `[null]` becomes `equals: null` or `not: null`. */
type Null<O extends Operators, Operator> = "null" extends keyof O
  ? Operator extends "equals" | "not"
    ? null
    : never
  : never;

type Conditions<F extends Filters> = {
  [Field in keyof F]?: ConditionOf<F[Field]>;
};

export type FilterOf<F extends Filters, T extends Through> = Conditions<F> & {
  [Relation in keyof T]?: Conditions<T[Relation]>;
};

/** `status=paid`, `status[not]=paid`, `status[in]=paid,placed`; in a value, a comma is `\,`. */
export function equality<T extends z.ZodType<unknown, string>>(value: T) {
  return { equals: value, not: value, in: several(value) };
}

/** `active=true`, `active[not]=true` */
export function flag() {
  return { equals: boolean(), not: boolean() };
}

/** Equality, and `total[gt]=`, `[gte]=`, `[lt]=`, `[lte]=` */
export function range<T extends z.ZodType<unknown, string>>(value: T) {
  return { ...equality(value), gt: value, gte: value, lt: value, lte: value };
}

/** Equality, and `name[contains]=`, `name[startsWith]=`, which are case-insensitive. */
export function text(max: number) {
  const part = z
    .string()
    .min(1)
    .max(Math.min(max, MAX_PART))
    .transform(literal);
  return {
    ...equality(z.string().max(max)),
    contains: part,
    startsWith: part,
  };
}

/** `tags[has]=new`: lists that contain a value. */
export function holding<T extends z.ZodType<unknown, string>>(value: T) {
  return { has: value };
}

/** Adds `note[null]=true` and `false`. Null values match neither equality nor `not`. */
export function nullable<O extends Operators>(operators: O) {
  return { ...operators, null: boolean() };
}

/** A number in a query parameter. */
export function number<T extends z.ZodType<number, number>>(value: T) {
  return z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, "Send a number.")
    .transform(Number)
    .pipe(value);
}

/** `true` or `false` in a query parameter. */
export function boolean() {
  return z.enum(["true", "false"]).transform((text) => text === "true");
}

/** Escapes `%` and `_` for LIKE. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function several<T extends z.ZodType<unknown, string>>(value: T) {
  return z.string().transform(parted).pipe(z.array(value).min(1).max(MAX_IN));
}

/** The values of `a,b\,c`: "a" and "b,c". A backslash escapes commas and backslashes only. */
function parted(text: string): string[] {
  const parts = text.split(/(?<=(?<!\\)(?:\\\\)*),/);
  return parts.map((part) => part.replace(/\\([\\,])/g, "$1"));
}

/** A query parameter and the path of its condition: `customer.name[contains]`. */
type Parameter = { name: string; path: string[]; type: z.ZodType };

export function parametersOf(filters: Filters, through: Through): Parameter[] {
  return [
    ...Object.entries(filters).flatMap((entry) => ofField([], entry)),
    ...Object.entries(through).flatMap(([relation, fields]) =>
      Object.entries(fields).flatMap((entry) => ofField([relation], entry)),
    ),
  ];
}

function ofField(
  above: string[],
  [field, operators]: [string, Operators],
): Parameter[] {
  return Object.entries(operators).map(([operator, type]) => {
    const path = [...above, field];
    const suffix = operator === "equals" ? "" : `[${operator}]`;
    return { name: path.join(".") + suffix, path: [...path, operator], type };
  });
}

/** The conditions of a parsed query. */
export function conditionsOf<F extends Filters, T extends Through>(
  parameters: Parameter[],
  values: Record<string, unknown>,
  context: z.core.$RefinementCtx,
): FilterOf<F, T>[] {
  const given = parameters.filter(({ name }) => values[name] !== undefined);
  const surplus = given[MAX_CONDITIONS];
  if (surplus) {
    const message = `At most ${MAX_CONDITIONS} conditions.`;
    context.addIssue({ code: "custom", path: [surplus.name], message });
  }
  return given.map(({ name, path }) =>
    path.reduceRight<unknown>(wrapped, values[name]),
  ) as FilterOf<F, T>[];
}

/** A value by operator; `[null]` becomes `equals` or `not`. */
function wrapped(value: unknown, name: string) {
  if (name === "null") return { [value ? "equals" : "not"]: null };
  return { [name]: value };
}
