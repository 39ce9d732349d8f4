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

/** The most fields that a list is sorted by, and how much can be searched for. */
const MAX_SORT = 3;
const MAX_SEARCH = 100;
const MAX_WORDS = 5;

/** What an answer can be made of, for one and for many. */
type Shown<I extends string> = {
  /** The relations that can be included. */
  include?: readonly I[];
  /** The schema whose fields can be chosen, where they can. */
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
  /** Filters by what is at the end of a relation, as in `customer.name`. */
  through?: T;
  search?: boolean;
  /** The fields that a list can be sorted by, and which of them can be null: those come last. */
  sort: Record<string, "nullable" | "required">;
  page: { size: number; max: number };
}) {
  const conditions = parametersOf(filter, through ?? {});
  return parameters({
    limit: number(z.int().min(1).max(page.max)).optional(),
    cursor: z.string().max(2_000).optional(),
    count: boolean().optional(),
    sort: sorting(sort).optional(),
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

/** The parameters of one: `include` and `fields`, where it has them. */
export function getQuery<I extends string = never>(shown: Shown<I>) {
  return parameters(choices(shown)).transform(({ include, fields }) => ({
    include: include ?? [],
    fields: shownFields(fields, include),
  }));
}

/** These parameters and no others: one that is not known is told which are. */
function parameters<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys"
        ? `There are: ${Object.keys(shape).join(", ")}.`
        : undefined,
  });
}

/** Those of the types that are wanted; a parameter that is left out is one that is never sent. */
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

/** The id is always there, and so is what is included. */
function shownFields(fields?: string[], include: string[] = []) {
  return fields && ["id", ...fields, ...include];
}

/** Names, parted by commas. `text` is what else it has to be before they are told apart. */
function among<Name extends string>(names: readonly Name[], text = z.string()) {
  return text
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(z.enum(names)).min(1))
    .meta({ description: `Any of ${names.join(", ")}, parted by commas.` });
}

/** Words to search for, which must all be found. */
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
  // Before equal ones become one.
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
