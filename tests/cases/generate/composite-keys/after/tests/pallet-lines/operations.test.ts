import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { checkIncludes, checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as palletSubject } from "../pallets/subject";
import { subject as wareSubject } from "../wares/subject";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkQueries(subject, {
  as: people.alice,
  limit: 100,
  sorts: ["quantity"],
  numbers: ["quantity"],
});

checkGet(subject, {
  as: people.alice,
});

checkIncludes(subject, {
  as: people.alice,
  belongsTo: [
    ["pallet", "palletId", palletSubject],
    ["ware", "wareId", wareSubject],
  ],
});

checkCreate(subject, {
  as: people.alice,
  required: ["quantity", "palletId", "wareId"],
  unique: [["palletId", "wareId"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [
    ["palletId", palletSubject.unknownId],
    ["wareId", wareSubject.unknownId],
  ],
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "note",
  immutable: "palletId",
});

checkDelete(subject, {
  as: people.alice,
});

checkBulk(subject, {
  create: people.alice,
  update: people.alice,
  delete: people.alice,
  limit: 50,
});
