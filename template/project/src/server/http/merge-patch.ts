import { z } from "zod";

import { AppError } from "~/server/errors";
import { MAX_BODY } from "./body";
import { invalidBody } from "./problem";

/** A value with every name of an object optional, and null where one is to be removed. */
type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Name in keyof T]?: Patch<T[Name]> | null }
    : T;

/** What a client sends to change JSON: a merge patch (RFC 7396) of what the schema describes. */
export function patchOf<Schema extends z.ZodType>(schema: Schema) {
  const patch = partial(schema).describe(
    "A merge patch (RFC 7396): objects are merged with what is stored, and null removes a name.",
  );
  return patch as z.ZodType<Patch<z.output<Schema>>>;
}

function partial(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return partial(schema.unwrap() as z.ZodType);
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    shape[name] = partial(field as z.ZodType).nullish();
  }
  return z.strictObject(shape);
}

/**
 * Merges the JSON of a change with that of a row. The result is held to the schema, and to the length that a
 * body may have: many small patches must not make what one request could not send.
 */
export function merging<Shape extends z.ZodRawShape>(json: z.ZodObject<Shape>) {
  type Names = keyof Shape;
  return <Change extends Partial<Record<Names, unknown>>>(
    change: Change,
    row: Partial<Record<Names, unknown>>,
  ) => {
    const names: Names[] = Object.keys(json.shape);
    const sent = names.filter((name) => change[name] !== undefined);
    const entries = sent.map((name) => [
      name,
      mergePatch(row[name], change[name]),
    ]);
    const merged = json.safeParse(Object.fromEntries(entries));
    if (!merged.success) throw invalidBody(merged.error);
    if (Buffer.byteLength(JSON.stringify(merged.data)) > MAX_BODY) {
      throw new AppError("too_large", `More than ${MAX_BODY} bytes of JSON.`);
    }
    return { ...change, ...merged.data } as Omit<Change, Names> &
      z.output<typeof json>;
  };
}

/** The algorithm of RFC 7396, section 2. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
