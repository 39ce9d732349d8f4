import { type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list as a where-clause. */
export function toWhere({
  genreIds,
  songIds,
  ...filter
}: schema.Filter): Where {
  return {
    ...filter,
    genres: genreIds && { some: { id: genreIds.has } },
    placements: songIds && {
      some: {
        songId: songIds.has,
        song: { deletedAt: null },
      },
    },
  };
}
