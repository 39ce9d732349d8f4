import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { subject } from "./subject";

checkBulk(subject, {
  delete: people.manager,
  limit: 20,
});
