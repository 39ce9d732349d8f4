import {
  defaultShouldDehydrateQuery,
  QueryClient,
} from "@tanstack/react-query";
import superjson from "superjson";

/** How long what the server has rendered counts as fresh in the browser, in milliseconds. */
const FRESH = 30_000;

export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH },
      dehydrate: {
        serializeData: superjson.serialize,
        // Queries that are still running are streamed to the browser.
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) ||
          query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
