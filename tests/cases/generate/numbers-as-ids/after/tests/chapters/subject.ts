import * as repository from "~/server/chapters/repository";
import * as schema from "~/server/chapters/schema";
import * as factory from "../../prisma/factories/chapter";
import { type Subject } from "../support/subject";

/** What the tests of chapters need to know of them. */
export const subject: Subject = {
  path: "/api/chapters",
  schema,
  factory,
  find: async (id: number) => repository.find(null, {}, id),
  remove: async (id: number) => repository.remove({}, id),
  unknownId: 2_147_483_647,
  filters: ["novelId"],
  changed: "heading",
  versioned: true,
};
