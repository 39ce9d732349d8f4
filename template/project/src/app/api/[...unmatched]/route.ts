import { allMethods } from "~/server/http/methods";
import { problem } from "~/server/http/problem";
import { notFound } from "~/server/errors";

// Whatever no other route serves.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = allMethods(
  async (request) => problem(notFound(), request),
);
