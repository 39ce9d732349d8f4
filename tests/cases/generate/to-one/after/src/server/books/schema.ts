import { z } from "zod";

import { equality, nullable } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Something that an author has written. */
export const resource = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  authorId: z.uuid(),
  editorId: z.uuid().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  title: z.string().min(1).max(200),
  authorId: z.uuid().toLowerCase(),
  editorId: z.uuid().toLowerCase().nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    authorId: equality(z.uuid().toLowerCase()),
    editorId: nullable(equality(z.uuid().toLowerCase())),
  },
  sort: { title: "required" },
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Book",
  { params, resource, create, update },
  "Something that an author has written.",
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
