// What a developer writes in an afternoon: lists, one order, a new one; and nothing else.
import { z } from "zod";

import { Prisma } from "../generated/prisma/client";
import { prisma } from "./database";

/** An answer: its status and its body. */
export type Answer = { status: number; body: unknown };

const create = z.object({
  number: z
    .string()
    .max(32)
    .regex(/^SO-\d+$/),
  status: z.enum(["draft", "placed", "paid", "shipped", "cancelled"]).optional(),
  total: z.coerce.number().min(0),
  placedAt: z.iso.datetime().nullish(),
  note: z.string().max(2000).nullish(),
  customerId: z.uuid(),
});

const unauthorized: Answer = { status: 401, body: { error: "unauthorized" } };

export async function list(
  userId: string | null,
  include: string | null,
): Promise<Answer> {
  if (!userId) return unauthorized;
  const items = await prisma.order.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    take: 20,
    include: { customer: include === "customer" },
  });
  return { status: 200, body: { items } };
}

export async function get(userId: string | null, id: string): Promise<Answer> {
  if (!userId) return unauthorized;
  const order = await prisma.order.findUnique({ where: { id, userId } });
  return order
    ? { status: 200, body: order }
    : { status: 404, body: { error: "not found" } };
}

export async function post(userId: string | null, body: unknown): Promise<Answer> {
  if (!userId) return unauthorized;
  const parsed = create.safeParse(body);
  if (!parsed.success) return { status: 422, body: parsed.error.issues };
  try {
    const order = await prisma.order.create({ data: { ...parsed.data, userId } });
    return { status: 201, body: order };
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError)) throw error;
    if (error.code === "P2002") return { status: 409, body: { error: "exists" } };
    if (error.code === "P2003") return { status: 422, body: { error: "customer" } };
    throw error;
  }
}
