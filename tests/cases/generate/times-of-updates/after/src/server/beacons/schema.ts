import { z } from "zod";

import { range } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  updatedAt: datetime().nullable(),
  touchedAt: datetime(),
  createdAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(40),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    touchedAt: range(datetime()),
  },
  sort: { updatedAt: "nullable" },
  page: { size: 20, max: 100 },
});

nameSchemas("Beacon", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
