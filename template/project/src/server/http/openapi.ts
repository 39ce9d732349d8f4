import { type z } from "zod";

import { MAX_INCLUDED } from "~/server/included";
import { basePath } from "./base-path";
import { jsonSchema, queryParameters, type Json } from "./json-schema";
import { linked, refusalComponents, refusalsOf } from "./openapi-answers";

/** What the OpenAPI description of a resource is generated from. */
export type Description = {
  name: string;
  label: string;
  plural: string;
  path: string;
  doc: string;
  schema: {
    params: z.ZodType;
    resource: z.ZodType;
    create: z.ZodType;
    update: z.ZodType;
    list: z.ZodType;
    get?: z.ZodType;
    bulk?: z.ZodType;
    bulkAnswer?: z.ZodType;
  };
  operations: Partial<Record<Operation, { public: boolean }>>;
  /** The file fields. */
  files?: Record<string, FileRule>;
  /** The relations that responses can include, with their schemas. */
  includes?: Record<string, { name: string; list: boolean }>;
  /** Fields with rules of their own, and whom they let read and write. */
  readers?: Record<string, string>;
  writers?: Record<string, string>;
  /** Examples, by field. */
  examples?: Record<string, unknown>;
  /** Whether clients can select fields, so that responses may lack some. */
  sparse?: boolean;
  versioned: boolean;
};

type FileRule = { types: string[]; max: number; removable: boolean };

type Operation =
  "list" | "get" | "create" | "update" | "delete" | "restore" | "bulk";

/** Security schemes by name. */
export type SignIn = Record<string, { type: string } & Record<string, string>>;

/** The OpenAPI 3.1 document of the resources, generated from the schemas that validate requests. */
export function document(
  info: { title: string; version: string },
  signIn: SignIn,
  descriptions: Description[],
) {
  return {
    openapi: "3.1.0",
    info,
    servers: [{ url: basePath || "/" }],
    tags: descriptions.map(({ name, doc }) => ({ name, description: doc })),
    // Any of these; public operations override it.
    security: Object.keys(signIn).map((name) => ({ [name]: [] })),
    paths: linked(
      Object.fromEntries(descriptions.flatMap(pathsOf)),
      descriptions.filter(({ versioned }) => versioned).map(referenceOf),
    ),
    components: {
      schemas: {
        Problem,
        ...(Object.assign({}, ...descriptions.map(schemasOf)) as Json),
      },
      responses: refusalComponents(reference("schemas", "Problem")),
      securitySchemes: signIn,
    },
  };
}

const Problem = {
  type: "object",
  required: [
    "type",
    "title",
    "status",
    "detail",
    "code",
    "requestId",
    "errors",
  ],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["code", "message"],
        properties: {
          pointer: { type: "string" },
          parameter: { type: "string" },
          code: { type: "string" },
          message: { type: "string" },
        },
      },
    },
  },
};

function schemasOf(description: Description): Json {
  const { name, schema, sparse, readers, writers, examples } = description;
  const item = reference("schemas", shownAs(description));
  const resource = about(
    jsonSchema(schema.resource, "output"),
    readers,
    examples,
  );
  const properties = {
    ...(resource.properties as Json),
    ...included(description),
  };
  return {
    [name]: { ...resource, properties },
    ...(sparse
      ? { [`${name}Part`]: { ...resource, properties, required: ["id"] } }
      : {}),
    [`${name}Create`]: about(
      jsonSchema(schema.create, "input"),
      writers,
      examples,
    ),
    [`${name}Update`]: about(
      jsonSchema(schema.update, "input"),
      writers,
      examples,
    ),
    ...(schema.bulk && schema.bulkAnswer
      ? {
          [`${name}Bulk`]: jsonSchema(schema.bulk, "input"),
          [`${name}BulkAnswer`]: jsonSchema(schema.bulkAnswer, "output"),
        }
      : {}),
    [`${name}List`]: {
      type: "object",
      required: ["items", "nextCursor", "prevCursor"],
      properties: {
        items: { type: "array", items: item },
        nextCursor: { type: ["string", "null"] },
        prevCursor: { type: ["string", "null"] },
        count: { type: "integer", description: "With `count=true`." },
      },
      additionalProperties: false,
    },
  };
}

/** The schema of an object, with access notes and examples for its properties. */
function about(
  schema: Json,
  whom: Record<string, string> = {},
  examples: Record<string, unknown> = {},
): Json {
  const properties = Object.entries(schema.properties as Record<string, Json>);
  const described = properties.map(([name, one]): [string, Json] => [
    name,
    {
      ...one,
      ...forWhom(whom[name]),
      ...(name in examples && { examples: [examples[name]] }),
    },
  ]);
  return { ...schema, properties: Object.fromEntries(described) };
}

function forWhom(whom: string | undefined): Json {
  return whom === undefined ? {} : { description: `Only for ${whom}.` };
}

/** The name of the response schema: partial if clients can select fields. */
function shownAs({ name, sparse }: Description): string {
  return sparse ? `${name}Part` : name;
}

/** The properties of included relations. */
function included({ includes = {} }: Description): Json {
  return Object.fromEntries(
    Object.entries(includes).map(([relation, { name, list }]) => {
      const shown = reference("schemas", name);
      return [
        relation,
        list
          ? { type: "array", items: shown, maxItems: MAX_INCLUDED }
          : { anyOf: [shown, { type: "null" }] },
      ];
    }),
  );
}

/** The paths of a resource with at least one operation. */
function pathsOf(description: Description): [string, Json][] {
  const { path, operations } = description;
  const parameters = [idOf(description)];
  const collection = pick(
    operations,
    { get: "list", post: "create" },
    description,
  );
  const one = pick(
    operations,
    { get: "get", patch: "update", delete: "delete" },
    description,
  );
  const restoring = pick(operations, { post: "restore" }, description);
  const paths: [string, Json][] = [
    [path, collection],
    [`${path}/bulk`, pick(operations, { post: "bulk" }, description)],
    [`${path}/{id}`, { parameters, ...one }],
    [`${path}/{id}/restore`, { parameters, ...restoring }],
    ...Object.entries(description.files ?? {}).map(
      ([field, rule]): [string, Json] => [
        `${path}/{id}/${field}`,
        { parameters, ...fileOf(description, field, rule) },
      ],
    ),
  ];
  return paths.filter(([, methods]) =>
    Object.keys(methods).some((key) => key !== "parameters"),
  );
}

function idOf({ schema }: Description): Json {
  const { properties } = jsonSchema(schema.params, "input");
  const { id } = properties as { id: Json };
  return { name: "id", in: "path", required: true, schema: id };
}

function pick(
  operations: Description["operations"],
  methods: Record<string, Operation>,
  description: Description,
): Json {
  return Object.fromEntries(
    Object.entries(methods)
      .filter(([, operation]) => operations[operation])
      .map(([method, operation]) => [
        method,
        operationOf(operation, description),
      ]),
  );
}

function operationOf(operation: Operation, description: Description): Json {
  const { name, label, plural, doc, operations, schema, versioned } =
    description;
  const details: Record<Operation, Json> = {
    list: {
      summary: `List ${plural}`,
      parameters: queryParameters(schema.list).map((one) => {
        const [field = ""] = String(one.name).split("[");
        return { ...one, ...forWhom(description.readers?.[field]) };
      }),
      responses: answers(200, `${name}List`, ["400"]),
    },
    get: {
      summary: `Get one ${label}`,
      parameters: [
        ...(schema.get ? queryParameters(schema.get) : []),
        ...(versioned ? [ifNoneMatch] : []),
      ],
      responses: {
        ...answers(200, shownAs(description), ["400", "404"]),
        ...(versioned ? { 304: unchanged } : {}),
      },
    },
    create: {
      summary: `Create one ${label}`,
      parameters: [idempotencyKey],
      requestBody: body(`${name}Create`),
      responses: answers(201, name, ["400", "409", "413", "415", "422"]),
    },
    update: {
      summary: `Change one ${label}`,
      description:
        "A merge patch (RFC 7396): what is absent stays, and null clears.",
      ...(versioned ? { parameters: [ifMatch] } : {}),
      requestBody: body(`${name}Update`),
      responses: answers(200, name, [
        ...[
          "400",
          "404",
          "409",
          ...(versioned ? ["412"] : []),
          "413",
          "415",
          "422",
        ],
      ]),
    },
    delete: {
      summary: `Delete one ${label}`,
      ...(versioned ? { parameters: [ifMatch] } : {}),
      responses: answers(204, null, [
        ...["400", "404", "409", ...(versioned ? ["412"] : [])],
      ]),
    },
    bulk: {
      summary: `Create, change and delete several ${plural} at once`,
      description: "All of it or nothing, in the order delete, update, create.",
      parameters: [idempotencyKey],
      requestBody: body(`${name}Bulk`),
      responses: answers(200, `${name}BulkAnswer`, [
        ...["400", "409", "413", "415", "422"],
      ]),
    },
    restore: {
      summary: `Bring one ${label} back that was deleted`,
      parameters: [idempotencyKey],
      responses: answers(200, name, ["400", "404", "409", "422"]),
    },
  };
  return {
    operationId: `${operation}${name}`,
    tags: [name],
    ...(doc && operation === "get" ? { description: doc } : {}),
    ...details[operation],
    ...(operations[operation]?.public ? { security: [] } : {}),
  };
}

/** The operations of a file field. */
function fileOf(description: Description, field: string, rule: FileRule): Json {
  const { name, label, operations, versioned } = description;
  const { get, update } = operations;
  const id = `${name}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const content = Object.fromEntries(
    rule.types.map((type) => [type, { schema: binary(rule.max) }]),
  );
  const changing = {
    tags: [name],
    ...(update?.public ? { security: [] } : {}),
  };
  const parameters = versioned ? [ifMatch] : [];
  const conflicts = versioned ? ["409", "412"] : ["409"];
  return {
    ...(get && {
      get: {
        operationId: `get${id}`,
        summary: `Download the ${field} of one ${label}`,
        tags: [name],
        responses: {
          ...answers(200, null, ["400", "404"]),
          200: { description: "The bytes.", content },
          302: { description: "The bytes are at Location." },
          304: unchanged,
        },
        parameters: [ifNoneMatch],
        ...(get.public ? { security: [] } : {}),
      },
    }),
    ...(update && {
      put: {
        ...changing,
        operationId: `set${id}`,
        summary: `Upload the ${field} of one ${label}`,
        description: `At most ${rule.max} bytes.`,
        parameters: [...parameters, fileName],
        requestBody: { required: true, content },
        responses: answers(200, name, [
          "400",
          "404",
          ...conflicts,
          "413",
          "415",
          "422",
        ]),
      },
    }),
    ...(update &&
      rule.removable && {
        delete: {
          ...changing,
          operationId: `remove${id}`,
          summary: `Remove the ${field} of one ${label}`,
          parameters,
          responses: answers(204, null, ["400", "404", ...conflicts]),
        },
      }),
  };
}

function binary(max: number): Json {
  return { type: "string", format: "binary", minLength: 1, maxLength: max };
}

const fileName = {
  name: "name",
  in: "query",
  schema: { type: "string", minLength: 1, maxLength: 255 },
  description: "What the file is called.",
};

const ifMatch = {
  name: "If-Match",
  in: "header",
  schema: { type: "string", pattern: '^("\\d{1,9}(-[\\w-]{1,64})?"|\\*)$' },
  description: "The ETag that is to be changed. Another version answers 412.",
};

const ifNoneMatch = {
  name: "If-None-Match",
  in: "header",
  schema: { type: "string" },
  description: "The ETag that the caller has. The same answer is 304.",
};

const unchanged = { description: "The caller has it already." };

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
  description: "Sent twice, it is done once: the first answer is given again.",
};

function body(name: string): Json {
  const schema = reference("schemas", name);
  const types = ["application/json", "application/merge-patch+json"];
  const content = types.map((type) => [type, { schema }]);
  return { required: true, content: Object.fromEntries(content) as Json };
}

/** Statuses that any request may return. */
const always = ["414", "429", "431", "500", "503"];

function answers(
  status: number,
  name: string | null,
  problems: string[],
): Json {
  const content = name && {
    "application/json": { schema: reference("schemas", name) },
  };
  return {
    [status]: { description: "Done.", ...(content ? { content } : {}) },
    ...refusalsOf(["401", "403", ...problems, ...always]),
  };
}

function reference(kind: "schemas", name: string) {
  return { $ref: `#/components/${kind}/${name}` };
}

function referenceOf({ name }: Description): string {
  return reference("schemas", name).$ref;
}
