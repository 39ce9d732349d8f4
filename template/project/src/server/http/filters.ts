import { z } from "zod";

/** The most conditions of one list, the most values of one `[in]`, the longest part of a text. */
const MAX_CONDITIONS = 10;
const MAX_IN = 100;
const MAX_PART = 100;

type Operators = Record<string, z.ZodType>;
/** The operators of fields, and below the names of relations those of the fields there. */
export type Filters = Record<string, Operators>;
export type Through = Record<string, Filters>;

/** What one condition becomes: Prisma's own `{ status: { equals: ... } }`. */
type ConditionOf<O extends Operators> = {
  [Operator in Exclude<keyof O, "null">]?:
    z.output<O[Operator]> | Null<O, Operator>;
};
/** Only what can be null has that operator, and it becomes one of these two. */
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

/** Equality, and `name[contains]=`, `name[startsWith]=`, which take small for capital letters. */
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

/** `tags[has]=new`: what is in a list. */
export function holding<T extends z.ZodType<unknown, string>>(value: T) {
  return { has: value };
}

/** All that, and `note[null]=true` or `false`. A value that is null is neither equal nor `not`. */
export function nullable<O extends Operators>(operators: O) {
  return { ...operators, null: boolean() };
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

/** A text for LIKE, in which `%` and `_` stand for themselves. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function several<T extends z.ZodType<unknown, string>>(value: T) {
  return z.string().transform(parted).pipe(z.array(value).min(1).max(MAX_IN));
}

/** The values of `a,b\,c`: "a" and "b,c". A backslash before anything but a comma or another one is itself. */
function parted(text: string): string[] {
  const parts = text.split(/(?<=(?<!\\)(?:\\\\)*),/);
  return parts.map((part) => part.replace(/\\([\\,])/g, "$1"));
}

/** One parameter of an address, and where its value belongs: `customer.name[contains]`. */
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

/** The conditions that the values of these parameters make, each by itself. */
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

/** The value below a name; `null` is no operator of Prisma's, but what something is or is not. */
function wrapped(value: unknown, name: string) {
  if (name === "null") return { [value ? "equals" : "not"]: null };
  return { [name]: value };
}
