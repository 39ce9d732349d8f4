import { z } from "zod";

import { type Sort } from "~/server/pagination";
import {
  conditionsOf,
  number,
  parametersOf,
  type Filters,
  type Through,
} from "./filters";

/** The most fields that a list is sorted by. */
const MAX_SORT = 3;

/**
 * The parameters of a list: filters by field, `sort=-placedAt,total`, `limit` and `cursor`. Whatever
 * is not named here is refused.
 */
export function listQuery<F extends Filters, T extends Through>({
  filter,
  through,
  sort,
  page,
}: {
  filter: F;
  /** Filters by what is at the end of a relation, as in `customer.name`. */
  through?: T;
  /** The fields that a list can be sorted by, and which of them can be null: those come last. */
  sort: Record<string, "nullable" | "required">;
  page: { size: number; max: number };
}) {
  const conditions = parametersOf(filter, through ?? {});
  return parameters({
    limit: number(z.int().min(1).max(page.max)).optional(),
    cursor: z.string().max(2_000).optional(),
    sort: sorting(sort).optional(),
    ...Object.fromEntries(
      conditions.map(({ name, type }) => [name, type.optional()]),
    ),
  }).transform(({ limit, cursor, sort: order, ...values }, context) => ({
    limit: limit ?? page.size,
    cursor,
    sort: order ?? [],
    filter: conditionsOf<F, T>(conditions, values, context),
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
