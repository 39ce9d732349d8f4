import { z } from "zod";

import { equality } from "~/server/http/filters";
import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** A line that only its writer sees. */
export const resource = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  text: z.string().min(1).max(10000),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {
    userId: equality(z.string().min(1).max(255)),
  },
  sort: {
    createdAt: "required",
  },
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
