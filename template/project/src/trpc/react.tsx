"use client";

import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { httpBatchStreamLink, loggerLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { useState, type ReactNode } from "react";
import superjson from "superjson";

import type { AppRouter } from "~/server/api/root"; // nothing of it runs in a browser
import { createQueryClient } from "./query-client";

export const api = createTRPCReact<AppRouter>();

/** The inputs of procedures: `RouterInputs["order"]["create"]` */
export type RouterInputs = inferRouterInputs<AppRouter>;

/** The answers of procedures: `RouterOutputs["order"]["get"]` */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

let browserClient: QueryClient | undefined;

/** One client in a browser; on the server, one for each request. */
function getQueryClient() {
  if (typeof window === "undefined") return createQueryClient();
  return (browserClient ??= createQueryClient());
}

export function TRPCReactProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient();
  const [client] = useState(() =>
    api.createClient({
      links: [
        loggerLink({
          enabled: ({ direction, ...operation }) =>
            process.env.NODE_ENV === "development" ||
            (direction === "down" &&
              "result" in operation &&
              operation.result instanceof Error),
        }),
        httpBatchStreamLink({
          transformer: superjson,
          url: `${baseUrl()}/api/trpc`,
        }),
      ],
    }),
  );

  return (
    <QueryClientProvider client={queryClient}>
      <api.Provider client={client} queryClient={queryClient}>
        {children}
      </api.Provider>
    </QueryClientProvider>
  );
}

function baseUrl() {
  if (typeof window !== "undefined") return window.location.origin;
  return `http://localhost:${process.env.PORT ?? 3000}`;
}
