import "server-only";

import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { cache } from "react";

import { createCaller, type AppRouter } from "~/server/api/root";
import { getActor } from "~/server/auth/server";
import { createQueryClient } from "./query-client";

const getQueryClient = cache(createQueryClient);
const caller = createCaller(async () => ({ actor: await getActor() }));

/** Procedures for server components, which call them without HTTP. */
export const { trpc: api, HydrateClient } = createHydrationHelpers<AppRouter>(
  caller,
  getQueryClient,
);
