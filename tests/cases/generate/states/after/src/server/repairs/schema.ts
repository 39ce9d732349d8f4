import { z } from "zod";

import { equality } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, decimal } from "~/server/http/scalars";
import { withDiagrams } from "~/server/http/states";
import { initial, transitions } from "./states";

export const Status = z.enum(["received", "offered", "repaired", "returned"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** A device that somebody brings to be repaired. */
export const resource = z.strictObject({
  id: z.uuid(),
  device: z.string(),
  price: decimal(8, 2),
  status: Status,
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  device: z.string().min(1).max(80),
  price: decimal(8, 2, { min: "0" }),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    status: equality(Status),
  },
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Repair",
  { params, resource, create, update },
  withDiagrams(
    "A device that somebody brings to be repaired.",
    initial,
    transitions,
  ),
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type States = { status?: z.output<typeof Status> };
export type Insert = Create & States;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
