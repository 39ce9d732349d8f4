import { z } from "zod";

import { admits, type FieldRules, type Rule } from "~/server/auth/access";
import { contractOf, rulesOf, type Contract, type Operation } from "./contract";
import { jsonSchema, parametersOf, resources, type Json } from "./json-schema";
import {
  commonHeaders,
  header,
  problemSchema,
  refusalComponents,
  refusalsOf,
} from "./openapi-answers";
import { basePath } from "./url";

/** The exports of the route files, by path below src/app. */
export type RouteFiles = Record<string, Record<string, unknown>>;

/** Security schemes by name. */
export type SecuritySchemes = Record<
  string,
  { type: string } & Record<string, string>
>;

/** A handler that `route` has made. */
type Endpoint = {
  path: string;
  method: string;
  contract: Contract;
  operation: Operation & { operationId: string; tags: string[] };
};

/** The OpenAPI 3.1 document of the routes, made of their contracts. */
export function document(
  info: { title: string; version: string },
  securitySchemes: SecuritySchemes,
  files: RouteFiles,
) {
  const endpoints = Object.entries(files).flatMap(endpointsOf);
  for (const { contract } of endpoints) {
    const { body, answer } = contract;
    if (body) fieldRules.set(body, [rulesOf(contract), "write"]);
    const row = rowOf(answer);
    if (row) fieldRules.set(row, [rulesOf(contract), "read"]);
  }
  const schemas: Record<string, Json> = { Problem: problemSchema };
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const { path, method } = endpoint;
    (paths[path] ??= {})[method] = operationOf(endpoint, endpoints, schemas);
  }
  const tags = new Set(endpoints.flatMap(({ operation }) => operation.tags));
  const json = JSON.stringify({
    openapi: "3.1.0",
    info,
    servers: [{ url: basePath || "/" }],
    tags: [...tags].map((name) => {
      return { name, description: schemas[name]?.description };
    }),
    // Any of these; public operations override it.
    security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })),
    paths,
    components: { schemas, responses: refusalComponents(), securitySchemes },
  });
  return JSON.parse(
    json.replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Json & { paths: typeof paths; components: Record<string, Json> };
}

/** The endpoints of a route file, such as `api/orders/[id]/route.ts`. */
function endpointsOf([file, exports]: [string, object]): Endpoint[] {
  const segments = file
    .split("/")
    .slice(0, -1)
    .filter((name) => !name.startsWith("("));
  const path = segments.map((name) => `/${name.replace(/^\[(.+)\]$/, "{$1}")}`);
  return Object.entries(exports).flatMap(([name, handler]) => {
    const contract = contractOf(handler);
    if (!contract || contract.openapi === false) return [];
    const method = name.toLowerCase();
    const operation = namesOf(method, segments.slice(1), contract);
    Object.assign(operation, contract.openapi);
    return [{ path: path.join(""), method, contract, operation }];
  });
}

const verbs = new Map([
  ["post", "create"],
  ["put", "set"],
  ["patch", "update"],
]);

/** The names of an operation: `listOrder`, `getOrder`, `setOrderScan`, and `payOrder` for POST /api/orders/{id}/pay. */
function namesOf(method: string, segments: string[], contract: Contract) {
  const { params, body, answer } = contract;
  const resource = [params, body, rowOf(answer)]
    .map((schema) => schema && resources.get(schema)?.resource)
    .find((name) => name !== undefined);
  if (resource === undefined) {
    const words = segments.join(" ").match(/\w+/g) ?? [];
    return {
      operationId: [method, ...words].join("_"),
      tags: words.slice(0, 1),
    };
  }
  const [plural, ...parts] = segments.filter((name) => !name.startsWith("["));
  const isList = method === "get" && segments.length === 1;
  const action = method === "post" ? parts.pop() : isList ? "list" : undefined;
  const removes = method === "delete" && parts.length > 0;
  const verb = action ?? verbs.get(method) ?? (removes ? "remove" : method);
  const one = resource.replace(/\B[A-Z]/g, " $&").toLowerCase();
  const operationId = [verb, resource, ...parts.map(upperFirst)].join("");
  const summary = [
    upperFirst(verb),
    ...parts.map((part) => `the ${part} of`),
    isList ? plural : `one ${one}`,
  ];
  return {
    operationId: operationId.replace(/-(.)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    summary: summary.join(" ").replaceAll("-", " "),
    tags: [resource],
  };
}

/** The object of an answer: of a page, that of its items. */
function rowOf(answer: z.ZodType | undefined): z.ZodObject | undefined {
  if (!(answer instanceof z.ZodObject)) return undefined;
  const { items, nextCursor } = answer.shape as Record<string, z.ZodType>;
  const isPage = items instanceof z.ZodArray && nextCursor;
  return isPage ? rowOf(items.element as z.ZodType) : answer;
}

function operationOf(
  { path, method, contract, operation }: Endpoint,
  endpoints: Endpoint[],
  schemas: Record<string, Json>,
): Json {
  const { answer, body, query, params, status = 200, versioned } = contract;
  const { parameters = [], responses, ...own } = operation;
  const reads = method === "get";
  const posts = method === "post";
  const tagged = answer instanceof z.ZodObject && "version" in answer.shape;
  const rules = rulesOf(contract);
  const listed = typeof query === "function" ? query([]) : query;
  const hasBody = body ?? own.requestBody;
  const statuses = [
    ...[400, 401, 403, 414, 429, 431, 500, 503],
    ...(path.includes("{") ? [404] : []),
    ...(reads ? [] : [409]),
    ...(versioned && !reads ? [412] : []),
    ...(hasBody ? [413, 415] : []),
    ...(hasBody || posts ? [422] : []),
  ];
  const sent = body && { schema: convert(body, "input", schemas) };
  const json = answer && convert(answer, "output", schemas);
  const headers = {
    ...commonHeaders,
    ...(tagged && header("ETag", "The version, and a digest.")),
    ...(status === 201 && header("Location", "The URL of the new resource.")),
  };
  return {
    ...(body && method === "patch" && { description: MERGE_PATCH }),
    ...own,
    ...(isPublic(contract) && { security: [] }),
    parameters: [
      ...(params ? parametersOf(params, "path") : []),
      ...(listed ? parametersOf(listed, "query") : []).map((parameter) => {
        const [field = ""] = parameter.name.split("[");
        return { ...parameter, description: noteOf(rules[field]?.read) };
      }),
      ...(posts ? [idempotencyKey] : []),
      ...(versioned && !reads ? [ifMatch] : []),
      ...(tagged && reads ? [ifNoneMatch] : []),
      ...parameters,
    ],
    ...(sent && {
      requestBody: {
        required: true,
        content: {
          "application/json": sent,
          "application/merge-patch+json": sent,
        },
      },
    }),
    responses: {
      [status]: {
        description: "Success.",
        headers,
        ...(json && { content: { "application/json": { schema: json } } }),
        ...(status === 201 && { links: linksOf(path, endpoints) }),
      },
      ...(tagged &&
        reads && { 304: { description: "Not modified.", headers } }),
      ...refusalsOf(statuses),
      ...responses,
    },
  };
}

const MERGE_PATCH =
  "A merge patch (RFC 7396): what is left out is kept, and null clears.";

/** The rules of the fields of a schema. */
const fieldRules = new WeakMap<object, [FieldRules, "read" | "write"]>();

/** A schema as JSON Schema; named ones become components. */
function convert(
  schema: z.ZodType,
  io: "input" | "output",
  components: Record<string, Json>,
): Json {
  const converted = jsonSchema(schema, io, (type, { properties }) => {
    const [rules = {}, use = "read"] = fieldRules.get(type) ?? [];
    for (const [name, property] of Object.entries(properties ?? {})) {
      const description = noteOf(rules[name]?.[use]);
      if (description) Object.assign(property as Json, { description });
    }
  });
  // Recursive schemas without a name are numbered anew by each conversion.
  const text = JSON.stringify(converted);
  const prefix = `Schema${Object.keys(components).length}_`;
  const unique = text.replaceAll("__schema", prefix);
  const { $defs, ...json } = JSON.parse(unique) as Json & { $defs?: Json };
  Object.assign(components, $defs);
  return json;
}

/** Whom a rule admits. */
function noteOf(rule: Rule | undefined): string | undefined {
  return rule && `Only for ${rule.label ?? "some callers"}.`;
}

/** Whether callers need no authentication: for the operation, and for what its body has to set. */
function isPublic(contract: Contract): boolean {
  const { access, body } = contract;
  const shape: Record<string, z.ZodType> =
    body instanceof z.ZodObject ? body.shape : {};
  const rules = Object.entries(rulesOf(contract))
    .filter(([name]) => !(shape[name]?.safeParse(undefined).success ?? true))
    .map(([, { write }]) => write);
  try {
    return access(null) !== null && rules.every((rule) => admits(rule, null));
  } catch {
    return false;
  }
}

/** Links from a new resource to the operations on it. */
function linksOf(path: string, endpoints: Endpoint[]): Json {
  const parameters = { id: "$response.body#/id" };
  const below = endpoints.filter((one) =>
    `${one.path}/`.startsWith(`${path}/{id}/`),
  );
  return Object.fromEntries(
    below.map(({ operation: { operationId } }) => {
      return [operationId, { operationId, parameters }];
    }),
  );
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function headerParameter(name: string, description: string, pattern?: string) {
  const schema = { type: "string", ...(pattern && { pattern }) };
  return { name, in: "header", schema, description };
}

const ifMatch = headerParameter(
  "If-Match",
  "The ETag of the version to change. For any other, it is 412.",
  '^("\\d{1,9}(-[\\w-]{1,64})?"|\\*)$',
);

export const ifNoneMatch = headerParameter(
  "If-None-Match",
  "The ETag of the client's copy. If it is current, it is 304.",
);

const idempotencyKey = headerParameter(
  "Idempotency-Key",
  "A repeated request gets the first response again.",
  "^[\\x21-\\x7e]{1,255}$",
);
