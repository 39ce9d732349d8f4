import { z } from "zod";

import { type FileRule } from "~/server/files/rule";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, file, pathNumber } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: pathNumber() });

/** The id of a single row in a body. */
export const key = z.strictObject({ id: z.int32() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.int32(),
  name: z.string(),
  portrait: file().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(40),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** The files that can be uploaded. */
export const files = {
  portrait: {
    types: ["image/png"],
    max: 10_485_760,
    removable: true,
  },
} satisfies Record<string, FileRule>;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("Critic", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type FileField = keyof typeof files;
