import { z } from "zod";

import { AppError } from "~/server/errors";
import { assertStorable } from "~/server/http/body";
import { invalidBody } from "~/server/http/problem";
import { type File, type Row } from "./file";

/** What an export puts before text that a spreadsheet would run. */
const QUOTED_FORMULA = /^'+(?:[=+@\t\r]|-(?![\d.]+$))/;

type Values = Row["values"];

/** The values of a row as the body of a request has them. */
export function toBody(
  { values, error }: Row,
  { format }: File,
  schemas: { resource: z.ZodObject; create: z.ZodObject },
): Values {
  if (error) throw new AppError("invalid", error);
  const { resource, create } = schemas;
  const body: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const schema = create.shape[name] as z.ZodType | undefined;
    // What only answers have, as a file that was exported has it.
    if (!schema && name in resource.shape) continue;
    const given =
      schema && format === "text/csv" ? ofCell(value, schema) : value;
    if (given !== undefined) body[name] = given;
  }
  assertStorable(body, "");
  return body;
}

/** The value of a cell; undefined for an empty one of a field that is neither required nor nullable. */
function ofCell(cell: unknown, schema: z.ZodType): unknown {
  if (typeof cell !== "string") return cell;
  if (cell === "") {
    if (schema.safeParse(null).success) return null;
    return schema.safeParse(undefined).success ? undefined : cell;
  }
  switch (typeOf(schema)) {
    case "number":
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
    case "boolean":
      return /^(true|false)$/i.test(cell) ? /^t/i.test(cell) : cell;
    case "string":
    case "enum":
      return QUOTED_FORMULA.test(cell) ? cell.slice(1) : cell;
    default:
      return jsonIn(cell);
  }
}

function jsonIn(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

/** The type of values, whether or not null is one of them, or they may be absent. */
function typeOf(schema: z.core.$ZodType): z.core.$ZodTypeDef["type"] {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  if (isWrapped) return typeOf(schema.unwrap());
  if (schema instanceof z.ZodPipe) return typeOf(schema.in);
  return schema._zod.def.type;
}

/** A body as a schema has it; throws what is wrong with it. */
export function parsed<T>(schema: z.ZodType<T>, body: Values): T {
  const result = schema.safeParse(body);
  if (!result.success) throw invalidBody(result.error);
  return result.data;
}
