import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkReferences } from "../support/relations";
import { subject as poetSubject } from "../poets/subject";
import { subject } from "./subject";

checkCreate(subject, {
  as: people.alice,
  required: ["verse", "poetId"],
});

checkReferences(subject, {
  as: people.alice,
  references: [["poetId", poetSubject.unknownId]],
});
