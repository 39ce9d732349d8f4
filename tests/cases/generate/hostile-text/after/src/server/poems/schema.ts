import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

export const Mood = z.enum(["happy", "sad"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** He said "it's" `here` * / and /* there ${env.SECRET} {{ braces }} {% raw %} \ backslash \n <!-- --> </script> @deprecated 😀 and 中文, a tab here */
export const resource = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  verse: z.string(),
  mood: Mood,
  poetId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  title: z.string().min(1).max(200).optional(),
  verse: z
    .string()
    .min(1)
    .max(10000)
    .regex(/^[^`$]*(?:\/\*|"|'|\\)?[^]*$/u),
  mood: Mood.optional(),
  poetId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Poem",
  { params, resource, create, update },
  'He said "it\'s" `here` */ and /* there ${env.SECRET} {{ braces }} {% raw %} \\ backslash \\n <!-- --> </script>\n@deprecated \ud83d\ude00 and \u4e2d\u6587, a tab\there',
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
