import { commonHeaders, header, ifNoneMatch } from "~/server/http/openapi";
import { type FileRule } from "./rule";

/** The OpenAPI operation of a download. */
export function downloadOperation(rule: FileRule) {
  const etag = header("ETag", "The version of the file.");
  const headers = { ...commonHeaders, ...etag };
  const location = header("Location", "A short-lived URL of the bytes.");
  return {
    parameters: [ifNoneMatch],
    responses: {
      200: { description: "The bytes.", content: contentOf(rule), headers },
      302: {
        description: "The bytes are elsewhere.",
        headers: { ...commonHeaders, ...location },
      },
      304: { description: "Not modified.", headers },
    },
  };
}

/** The OpenAPI operation of an upload. */
export function uploadOperation(rule: FileRule) {
  return {
    description: `At most ${rule.max} bytes.`,
    requestBody: { required: true, content: contentOf(rule) },
  };
}

function contentOf({ types, max }: FileRule) {
  const bytes = { type: "string", format: "binary", minLength: 1 };
  const schema = { ...bytes, maxLength: max };
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}
