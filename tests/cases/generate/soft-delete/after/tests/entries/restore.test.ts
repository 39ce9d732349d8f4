import { people } from "../support/api";
import { checkRestore } from "../support/restore";
import { subject as wikiSubject } from "../wikis/subject";
import { subject } from "./subject";

checkRestore(subject, {
  as: people.alice,
  parent: ["wikiId", wikiSubject],
});
