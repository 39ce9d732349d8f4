import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, chosen, targetsOf } from "~/server/included";
import * as agentRepository from "~/server/agents/repository";
import * as taskRow from "~/server/tasks/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** What a statement reads besides. */
export function related(include: schema.Include[], visible: Visible) {
  return chosen(include, {
    tasks: {
      where: visible.tasks,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: taskRow.select,
    },
  } satisfies Prisma.DealSelect);
}

type Related = Prisma.DealGetPayload<{
  select: ReturnType<typeof related>;
}>;

/** A row, and what was read with it. */
export type Read = Row & Partial<Related>;

/** Rows as the API shows them, with what is to be included. */
export async function present(
  rows: Read[],
  include: schema.Include[],
  visible: Visible,
) {
  const found = {
    agent: await targetsOf(
      include.includes("agent"),
      rows.map((row) => row.agentId),
      (ids) => agentRepository.findMany(visible.agent, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    agent: found.agent?.one(row.agentId),
    tasks: row.tasks?.map(taskRow.fromRow),
  }));
}
