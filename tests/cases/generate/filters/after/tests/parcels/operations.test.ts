import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as carrierSubject } from "../carriers/subject";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkQueries(subject, {
  as: people.alice,
  limit: 100,
  texts: ["code"],
  nullable: ["weight"],
  through: [
    ["carrier.name", "carrierId", carrierSubject],
    ["carrier.kind", "carrierId", carrierSubject],
    ["carrier.fee", "carrierId", carrierSubject],
    ["backup.carried", "backupId", carrierSubject],
  ],
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["code", "carrierId"],
});

checkReferences(subject, {
  as: people.alice,
  references: [
    ["carrierId", carrierSubject.unknownId],
    ["backupId", carrierSubject.unknownId],
  ],
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "weight",
});

checkDelete(subject, {
  as: people.alice,
});
