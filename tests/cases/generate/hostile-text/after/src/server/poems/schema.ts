import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

export const Mood = z.enum(["happy", "sad"]);

/** The path of one. */
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

/** What a client sends to create one. */
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

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
