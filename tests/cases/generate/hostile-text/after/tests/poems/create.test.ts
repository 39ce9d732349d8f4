import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { subject as poetSubject } from "../poets/subject";
import { subject } from "./subject";

checkCreate(subject, {
  as: people.alice,
  required: ["verse", "poetId"],
  references: [["poetId", poetSubject.unknownId]],
});
