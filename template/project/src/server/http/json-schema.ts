import { z } from "zod";

export type Json = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export function jsonSchema(
  schema: z.core.$ZodType,
  io: "input" | "output",
): Json {
  const described: Json = {
    ...z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema: one }) => {
        // The format suffices; the pattern has hundreds of characters.
        if (one.format === "date" || one.format === "date-time") {
          delete one.pattern;
        }
        // The pattern suffices; the format is stricter: local parts have at most 64 characters.
        if (one.format === "email") delete one.format;
        if (io === "input") sayChanges(zodSchema, one);
      },
    }),
  };
  delete described.$schema;
  return described;
}

/** The schema of a text before its transforms. */
function sayChanges(type: z.core.$ZodType, one: Json): void {
  if (type instanceof z.ZodPipe && type.out instanceof z.core.$ZodString) {
    // The constraints after trimming and the like.
    Object.assign(one, {
      ...jsonSchema(type.out, "input"),
      ...one,
    });
  }
  const text = type instanceof z.ZodPipe ? type.in : type;
  if (!(text instanceof z.core.$ZodString)) return;
  const become = (given: string) =>
    (text._zod.def.checks ?? []).reduce((changed, { _zod: { def } }) => {
      return isChange(def) ? def.tx(changed) : changed;
    }, given);
  if (one.minLength && become(" ") === "") one.pattern ??= "\\S";
  if (become("a") === become("A") && typeof one.pattern === "string") {
    one.pattern = one.pattern.replace(/A-Z(a-z)?|a-z(A-Z)?/g, "A-Za-z");
  }
}

function isChange(def: object): def is { tx: (text: string) => string } {
  return "tx" in def;
}

/** The OpenAPI parameters of a query, with the types of their parsed values. */
export function queryParameters(query: z.ZodType): Json[] {
  return Object.entries(shapeOf(query)).map(([name, type]) => {
    const schema = parameterSchema(type);
    // `status[in]=paid,placed`: one parameter with comma-separated values.
    const listed = schema.type === "array" ? { explode: false } : {};
    return { name, in: "query", schema, ...listed };
  });
}

function shapeOf(query: z.ZodType): Record<string, z.ZodType> {
  if (query instanceof z.ZodPipe) return shapeOf(query.in as z.ZodType);
  if (query instanceof z.ZodObject) return query.shape;
  throw new Error("A query is an object of parameters.");
}

function parameterSchema(type: z.ZodType): Json {
  const meant = meaningOf(type);
  if (!(meant instanceof z.ZodArray)) return jsonSchema(meant, "input");
  const items = parameterSchema(meant.element as z.ZodType);
  return { ...jsonSchema(meant, "input"), items };
}

/** The output type of a parsed text: the number of "a number in a query parameter". */
function meaningOf(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodOptional) {
    return meaningOf(type.unwrap() as z.ZodType);
  }
  if (!(type instanceof z.ZodPipe)) return type;
  const { in: sent, out } = type;
  return meaningOf((out instanceof z.ZodTransform ? sent : out) as z.ZodType);
}
