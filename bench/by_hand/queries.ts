// What somebody in a hurry would have written: lists and one order, and nothing else.
import { auth } from "~/server/auth/better-auth";
import { db } from "~/server/db";

const select = {
  id: true,
  number: true,
  status: true,
  total: true,
  placedAt: true,
  note: true,
  customerId: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} as const;

export async function list(headers: Headers) {
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  const items = await db.order.findMany({
    where: { userId: session.user.id },
    orderBy: { id: "asc" },
    take: 20,
    select,
  });
  return { items };
}

export async function get(headers: Headers, id: string) {
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  return db.order.findUnique({
    where: { id, userId: session.user.id },
    select,
  });
}

export async function tags() {
  const items = await db.tag.findMany({
    orderBy: { id: "asc" },
    take: 20,
    select: { id: true, name: true, createdAt: true, updatedAt: true },
  });
  return { items };
}
