import * as repository from "~/server/pallet-lines/repository";
import * as schema from "~/server/pallet-lines/schema";
import * as factory from "../../prisma/factories/pallet-line";
import { idFor } from "../../prisma/fake";
import { type Subject } from "../support/subject";

/** What the tests of pallet lines need to know of them. */
export const subject: Subject = {
  path: "/api/pallet-lines",
  schema,
  factory,
  find: async (id) => repository.find(null, {}, id),
  remove: async (id) => repository.remove({}, id),
  unknownId: schema.rowKey.of({
    palletId: idFor("nothing", 1),
    wareId: idFor("nothing", 1),
  }),
  filters: ["quantity", "palletId", "wareId"],
  changed: "quantity",
  versioned: true,
};
