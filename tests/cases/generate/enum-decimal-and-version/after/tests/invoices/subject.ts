import * as repository from "~/server/invoices/repository";
import * as schema from "~/server/invoices/schema";
import * as factory from "../../prisma/factories/invoice";
import { idFor } from "../../prisma/fake";
import { type Subject } from "../support/subject";

/** What the tests of invoices need to know of them. */
export const subject: Subject = {
  path: "/api/invoices",
  schema,
  factory,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
  unknownId: idFor("nothing", 1),
  filters: ["state", "total"],
  changed: "total",
  versioned: true,
};
