import { z } from "zod";

import { MAX_INCLUDED } from "~/server/included";
import { named } from "./answers";

/** The schema of an answer that includes relations if they are asked for. */
export function including<
  Shape extends z.ZodRawShape,
  Relations extends z.ZodRawShape,
>(resource: z.ZodObject<Shape, z.core.$strict>, relations: Relations) {
  const schema = z.strictObject({ ...resource.shape, ...relations });
  return named(schema, resource, (name) => `${name}WithIncluded`);
}

/** A relation to one row. */
export function toOne<Target extends z.ZodType>(target: Target) {
  return target.nullish();
}

/** A relation to several rows. */
export function toMany<Target extends z.ZodType>(target: Target) {
  return z.array(target).max(MAX_INCLUDED).optional();
}
