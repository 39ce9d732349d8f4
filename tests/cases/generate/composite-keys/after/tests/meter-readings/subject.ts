import * as repository from "~/server/meter-readings/repository";
import * as schema from "~/server/meter-readings/schema";
import * as factory from "../../prisma/factories/meter-reading";
import { type Subject } from "../support/subject";

/** What the tests of meter readings need to know of them. */
export const subject: Subject = {
  path: "/api/meter-readings",
  schema,
  factory,
  find: async (id) => repository.find({}, id),
  remove: async (id) => repository.remove({}, id),
  unknownId: schema.rowKey.of({
    meter: "nothing",
    phase: "night",
    number: 9_223_372_036_854_775_807n,
  }),
  changed: "value",
};
