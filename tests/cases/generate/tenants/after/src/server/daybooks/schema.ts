import { z } from "zod";

import { equality, text } from "~/server/http/filters";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** What a firm has agreed on with a client. */
export const resource = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  year: z.int(),
  open: z.boolean(),
  firmId: z.uuid(),
  approverId: z.string().nullable(),
  clientId: z.uuid(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  number: z.string().min(1).max(32),
  year: z.int32(),
  open: z.boolean().optional(),
  approverId: z.string().min(1).max(255).nullish(),
  clientId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** The relations that responses can include. */
const include = ["client", "postings", "firm"] as const;

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {
    number: text(32),
    clientId: equality(z.uuid().toLowerCase()),
  },
  through: {
    client: {
      name: text(40),
    },
  },
  sort: {
    number: "required",
  },
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({
  include,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
