import { db } from "~/server/db";
import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import {
  checkIncludes,
  checkNested,
  checkReferences,
} from "../support/relations";
import { checkRestore } from "../support/restore";
import { checkUpdate } from "../support/update";
import { subject as airportSubject } from "../airports/subject";
import { subject as stopoverSubject } from "../stopovers/subject";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkGet(subject, {
  as: people.alice,
});

checkIncludes(subject, {
  as: people.alice,
  belongsTo: [["from", "fromId", airportSubject]],
  hasMany: [["stops", "flightId", stopoverSubject]],
});

checkCreate(subject, {
  as: people.alice,
  required: ["id", "fromId"],
  given: true,
  unique: [["id"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [["fromId", airportSubject.unknownId]],
});

checkNested(subject, {
  as: people.alice,
  nested: [["stops", "flightId", stopoverSubject, db.stopover]],
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "gate",
  immutable: "id",
});

checkDelete(subject, {
  as: people.alice,
});

checkRestore(subject, {
  as: people.alice,
});

checkBulk(subject, {
  create: people.alice,
  update: people.alice,
  delete: people.alice,
  limit: 20,
  unique: "id",
});
