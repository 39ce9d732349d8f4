import { z } from "zod";

export type Json = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, the one of OpenAPI 3.1. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const described: Json = {
    ...z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ jsonSchema: one }) => {
        // The format says it all, and the pattern is hundreds of letters long.
        if (one.format === "date" || one.format === "date-time") {
          delete one.pattern;
        }
      },
    }),
  };
  delete described.$schema;
  return described;
}

/** The parameters of a query: each as what it means, not as the text that it is sent as. */
export function queryParameters(query: z.ZodType): Json[] {
  return Object.entries(shapeOf(query)).map(([name, type]) => {
    const schema = parameterSchema(type);
    // `status[in]=paid,placed`: one parameter, its values parted by commas.
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

/** What text is read as: of "a number in an address" the number. */
function meaningOf(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodOptional) {
    return meaningOf(type.unwrap() as z.ZodType);
  }
  if (!(type instanceof z.ZodPipe)) return type;
  const { in: sent, out } = type;
  return meaningOf((out instanceof z.ZodTransform ? sent : out) as z.ZodType);
}
