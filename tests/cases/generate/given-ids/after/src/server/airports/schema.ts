import { z } from "zod";

import { equality, text } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, pathText } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: pathText() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: pathText(),
  city: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  id: pathText()
    .max(3)
    .regex(/^[A-Z]{3}$/),
  city: z.string().min(1).max(60),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ id: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    id: equality(pathText()),
    city: text(60),
  },
  sort: { city: "required" },
  page: { size: 20, max: 100 },
});

nameSchemas("Airport", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
