import { people } from "../support/api";
import { checkList } from "../support/lists";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});
