import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { subject } from "./subject";

checkGet(subject, {
  as: people.alice,
});

checkDelete(subject, {
  as: people.manager,
});

checkBulk(subject, {
  delete: people.manager,
  limit: 20,
});
