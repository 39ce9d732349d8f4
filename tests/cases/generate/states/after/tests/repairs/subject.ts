import * as repository from "~/server/repairs/repository";
import * as schema from "~/server/repairs/schema";
import * as factory from "../../prisma/factories/repair";
import { idFor } from "../../prisma/fake";
import { type Subject } from "../support/subject";

/** What the tests of repairs need to know of them. */
export const subject: Subject = {
  path: "/api/repairs",
  schema,
  factory,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
  unknownId: idFor("nothing", 1),
  filters: ["status"],
  changed: "device",
  versioned: true,
};
