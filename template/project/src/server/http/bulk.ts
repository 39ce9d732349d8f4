import { type z } from "zod";

type Lists = Partial<Record<"update" | "delete", { id: string }[]>>;

/** Rejects bodies that update or delete a row more than once. */
export function refuseDuplicateIds(
  lists: Lists,
  context: z.core.$RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const name of ["update", "delete"] as const) {
    for (const [index, { id }] of (lists[name] ?? []).entries()) {
      if (seen.has(id)) {
        const path = [name, index, "id"];
        const message = "Duplicate id.";
        context.addIssue({ code: "custom", path, message });
      }
      seen.add(id);
    }
  }
}
