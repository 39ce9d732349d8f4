import { z } from "zod";

import { type Sort } from "~/server/pagination";
import {
  boolean,
  conditionsOf,
  literal,
  number,
  parametersOf,
  type Filters,
  type Through,
} from "./filters";

/** The most sort fields, search words, and characters of a search. */
const MAX_SORT = 3;
const MAX_SEARCH = 100;
const MAX_WORDS = 5;

/** Options that lists and single rows share. */
type Shown<I extends string> = {
  /** The relations that can be included. */
  include?: readonly I[];
  /** The schema whose fields can be selected. */
  fields?: z.ZodObject;
};

/**
 * The parameters of a list: filters by field, `sort=-placedAt,total`, `limit`, `cursor` and `count`;
 * `q`, `include` and `fields` where the list has them. Whatever is not named here is refused.
 */
export function listQuery<
  F extends Filters,
  T extends Through,
  I extends string = never,
>({
  filter,
  through,
  search = false,
  sort,
  page,
  ...shown
}: Shown<I> & {
  filter: F;
  /** Filters by fields of related rows, as in `customer.name`. */
  through?: T;
  search?: boolean;
  /** The sort fields besides the id; nullable ones sort nulls last. */
  sort: Record<string, "nullable" | "required">;
  page: { size: number; max: number };
}) {
  const conditions = parametersOf(filter, through ?? {});
  return parameters({
    limit: number(z.int().min(1).max(page.max)).optional(),
    cursor: z.string().max(2_000).optional(),
    count: boolean().optional(),
    sort: sorting({ id: "required", ...sort }).optional(),
    ...those({ q: words().optional() }, [search && "q"]),
    ...choices(shown),
    ...Object.fromEntries(
      conditions.map(({ name, type }) => [name, type.optional()]),
    ),
  }).transform(
    (
      { limit, cursor, count, sort: order, q, include, fields, ...values },
      context,
    ) => ({
      limit: limit ?? page.size,
      cursor,
      count,
      sort: order ?? [],
      q: q ?? [],
      include: include ?? [],
      fields: shownFields(fields, include),
      filter: conditionsOf<F, T>(conditions, values, context),
    }),
  );
}

/** The query parameters of a single row: `include` and `fields`. */
export function getQuery<I extends string = never>(shown: Shown<I>) {
  return parameters(choices(shown)).transform(({ include, fields }) => ({
    include: include ?? [],
    fields: shownFields(fields, include),
  }));
}

/** A strict schema, whose error for an unknown parameter lists the known ones. */
function parameters<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys"
        ? `There are: ${Object.keys(shape).join(", ")}.`
        : undefined,
  });
}

/** The enabled parameters; the others are typed as never sent. */
function those<S extends z.ZodRawShape>(
  types: S,
  wanted: (keyof S | false)[],
): S {
  return Object.fromEntries(
    Object.entries(types).filter(([name]) => wanted.includes(name)),
  ) as S;
}

function choices<I extends string>({ include, fields }: Shown<I>) {
  const types = {
    include: among(include ?? []).optional(),
    fields: among(Object.keys(fields?.shape ?? {})).optional(),
  };
  return those(types, [!!include && "include", !!fields && "fields"]);
}

/** The selected fields, with the id and included relations. */
function shownFields(fields?: string[], include: string[] = []) {
  return fields && ["id", ...fields, ...include];
}

/** Comma-separated names. `text` is the schema of the whole, before it is split. */
function among<Name extends string>(names: readonly Name[], text = z.string()) {
  return text
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(z.enum(names)).min(1))
    .meta({ description: `Any of ${names.join(", ")}, parted by commas.` });
}

/** Search words, all of which must match. */
function words() {
  const wordsOf = (text: string) => literal(text.trim()).split(/\s+/);
  return z
    .string()
    .max(MAX_SEARCH)
    .regex(/\S/, "Send a word.")
    .refine(
      (text) => wordsOf(text).length <= MAX_WORDS,
      `At most ${MAX_WORDS} words.`,
    )
    .transform(wordsOf)
    .meta({ description: "Words that must all be found." });
}

function sorting(allowed: Record<string, "nullable" | "required">) {
  const names = Object.keys(allowed).flatMap((name) => [name, `-${name}`]);
  const fieldOf = (name: string) => name.replace(/^-/, "");
  // Checked before duplicates are removed.
  const short = z
    .string()
    .refine(
      (text) => text.split(",").length <= MAX_SORT,
      `At most ${MAX_SORT} names.`,
    );
  return among(names, short).pipe(
    z
      .array(z.enum(names))
      .min(1)
      .max(MAX_SORT)
      .refine(
        (names) => new Set(names.map(fieldOf)).size === names.length,
        "A field may be given once.",
      )
      .transform((fields) =>
        fields.map((name): Sort => {
          const field = fieldOf(name);
          return {
            field,
            direction: name.startsWith("-") ? "desc" : "asc",
            nullable: allowed[field] === "nullable",
          };
        }),
      ),
  );
}
