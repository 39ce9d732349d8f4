import { people } from "../support/api";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
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
