import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z, ZodError } from "zod";

import { type Actor } from "~/server/auth/access";
import { AppError, type ErrorCode } from "~/server/errors";
import { assertStorable } from "~/server/http/body";
import { toAppError } from "~/server/http/problem";
import { log } from "~/server/log";
import { runPart } from "~/server/request";

/** What every procedure knows of its caller. */
export type Context = { actor: Actor | null };

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  errorFormatter({ shape, error: { cause } }) {
    return {
      ...shape,
      data: {
        ...shape.data,
        // The messages of an invalid input by field, as forms show them.
        zodError: cause instanceof ZodError ? z.flattenError(cause) : null,
        // The code and the details that the REST API answers in the same case.
        appError:
          cause instanceof AppError
            ? { code: cause.code, details: cause.details }
            : null,
      },
    };
  },
});

export const createTRPCRouter = t.router;
export const createCallerFactory = t.createCallerFactory;

/** The checks of the REST API that no schema makes, errors as those of tRPC, and what follows a success. */
const call = t.middleware(async ({ next, getRawInput }) =>
  runPart(async () => {
    const input = await getRawInput();
    try {
      assertStorable(input, "");
    } catch (thrown) {
      throw toTRPCError(thrown);
    }
    const result = await next();
    if (!result.ok) throw toTRPCError(result.error);
    return result;
  }),
);

/**
 * A procedure for everybody. Services apply their policies, so that a procedure which calls one needs
 * no check of its own.
 */
export const publicProcedure = t.procedure.use(call);

/** A procedure for signed-in callers: `ctx.actor` is not null. */
export const protectedProcedure = publicProcedure.use(({ ctx, next }) => {
  const { actor } = ctx;
  if (!actor) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { actor } });
});

/** The code of tRPC for each of ours. */
const codes = {
  malformed: "BAD_REQUEST",
  invalid_query: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  method_not_allowed: "METHOD_NOT_SUPPORTED",
  conflict: "CONFLICT",
  version_conflict: "PRECONDITION_FAILED",
  too_large: "PAYLOAD_TOO_LARGE",
  address_too_long: "BAD_REQUEST",
  unsupported_media_type: "UNSUPPORTED_MEDIA_TYPE",
  invalid: "UNPROCESSABLE_CONTENT",
  too_many_requests: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, TRPCError["code"]>;

/** An error as tRPC answers it. Only the messages of an AppError reach the caller. */
export function toTRPCError(thrown: unknown): TRPCError {
  const isTRPC = thrown instanceof TRPCError;
  // An invalid input, or an error that a procedure threw as one of tRPC.
  if (isTRPC && thrown.code !== "INTERNAL_SERVER_ERROR") return thrown;
  const cause = toAppError(isTRPC ? (thrown.cause ?? thrown) : thrown);
  if (cause.code === "internal" || cause.cause) {
    log.error({ err: cause.cause ?? cause }, cause.message);
  }
  return new TRPCError({
    code: codes[cause.code],
    message: cause.message,
    cause,
  });
}
