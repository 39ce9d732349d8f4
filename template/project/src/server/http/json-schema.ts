import { z } from "zod";

export type Json = Record<string, unknown>;

/** The names of the resources that schemas belong to. */
export const resources = z.registry<{ resource: string }>();

/** Names the schemas of a resource: "create" is `OrderCreate`, and "resource" is `Order`. Own ones can use `.meta({ id })`. */
export function nameSchemas(
  resource: string,
  { params, ...schemas }: Record<string, z.ZodObject> & { params: z.ZodType },
  description?: string,
) {
  resources.add(params, { resource });
  for (const [use, schema] of Object.entries(schemas)) {
    const id = `${resource}${use.charAt(0).toUpperCase()}${use.slice(1)}`;
    const meta = use === "resource" ? { id: resource, description } : { id };
    z.globalRegistry.add(schema, meta);
    resources.add(schema, { resource });
  }
}

/** A schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. Named schemas are in its `$defs`. */
export function jsonSchema(
  schema: z.core.$ZodType,
  io: "input" | "output",
  annotate?: (schema: z.core.$ZodType, json: Json) => void,
): Json {
  const described: Json = {
    ...z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema: json }) => {
        // The format suffices; the pattern has hundreds of characters.
        if (json.format === "date" || json.format === "date-time") {
          delete json.pattern;
        }
        // The pattern suffices; the format is stricter: local parts have at most 64 characters.
        if (json.format === "email") delete json.format;
        if (io === "input") addTransforms(zodSchema, json);
        annotate?.(zodSchema, json);
      },
    }),
  };
  delete described.$schema;
  return described;
}

/** The schema of a text before its transforms. */
function addTransforms(type: z.core.$ZodType, json: Json): void {
  if (type instanceof z.ZodPipe && type.out instanceof z.core.$ZodString) {
    // The constraints after trimming and the like.
    Object.assign(json, { ...jsonSchema(type.out, "input"), ...json });
  }
  const text = type instanceof z.ZodPipe ? type.in : type;
  if (!(text instanceof z.core.$ZodString)) return;
  const transformed = (value: string) =>
    (text._zod.def.checks ?? []).reduce(
      (result, { _zod: { def } }) =>
        isTransform(def) ? def.tx(result) : result,
      value,
    );
  if (json.minLength && transformed(" ") === "") json.pattern ??= "\\S";
  if (
    transformed("a") === transformed("A") &&
    typeof json.pattern === "string"
  ) {
    json.pattern = json.pattern.replace(/A-Z(a-z)?|a-z(A-Z)?/g, "A-Za-z");
  }
}

function isTransform(def: object): def is { tx: (text: string) => string } {
  return "tx" in def;
}

/** The OpenAPI parameters of an object, with the types of their parsed values. */
export function parametersOf(schema: z.ZodType, place: "path" | "query") {
  return Object.entries(shapeOf(schema)).map(([name, type]) => {
    const json = parameterSchema(type);
    return {
      name,
      in: place,
      ...(place === "path" && { required: true }),
      schema: json,
      // `status[in]=paid,placed`: one parameter with comma-separated values.
      ...(json.type === "array" && { explode: false }),
    };
  });
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in as z.ZodType);
  if (schema instanceof z.ZodObject) return schema.shape;
  throw new Error("Parameters are the properties of an object.");
}

function parameterSchema(type: z.ZodType): Json {
  const parsed = parsedType(type);
  if (!(parsed instanceof z.ZodArray)) return jsonSchema(parsed, "input");
  const items = parameterSchema(parsed.element as z.ZodType);
  return { ...jsonSchema(parsed, "input"), items };
}

/** The type of a parsed text: the number of "a number in a query parameter". */
function parsedType(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodOptional) {
    return parsedType(type.unwrap() as z.ZodType);
  }
  if (!(type instanceof z.ZodPipe)) return type;
  const { in: sent, out } = type;
  return parsedType((out instanceof z.ZodTransform ? sent : out) as z.ZodType);
}
