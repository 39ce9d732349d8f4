import { z } from "zod";

import { holding } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, listOf, number, url } from "~/server/http/scalars";

export const Kinds = z.enum(["photo", "drawing"]);

export const Places = z.enum(["inside", "outside"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  labels: z.array(z.string()),
  scores: z.array(z.int()),
  kinds: z.array(Kinds),
  links: z.array(z.string()),
  states: z.array(z.string()),
  places: z.array(Places),
  levels: z.array(z.int()),
  keys: z.array(z.uuid()),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  labels: listOf(z.string().min(1).max(20), 5),
  scores: listOf(z.int32().min(0).max(100), 100),
  kinds: listOf(Kinds, 100),
  links: listOf(url().max(2048), 100).optional(),
  states: listOf(z.string().min(1).max(20), 100).optional(),
  places: listOf(Places, 100).optional(),
  levels: listOf(z.int32(), 100).optional(),
  keys: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    labels: holding(z.string().max(20)),
    scores: holding(number(z.int32())),
    kinds: holding(Kinds),
  },
  page: { size: 20, max: 100 },
});

nameSchemas("Survey", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
