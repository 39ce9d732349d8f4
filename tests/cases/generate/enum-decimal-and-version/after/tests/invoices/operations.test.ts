import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { checkUpdate } from "../support/update";
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

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["number", "total"],
  unique: [["number"]],
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "due",
  immutable: "number",
});

checkDelete(subject, {
  as: people.alice,
});
