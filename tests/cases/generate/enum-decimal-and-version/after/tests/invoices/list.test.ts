import { people } from "../support/api";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkQueries(subject, {
  as: people.alice,
  limit: 100,
  nullable: ["due"],
  sorts: ["total", "due"],
  numbers: ["total"],
});
