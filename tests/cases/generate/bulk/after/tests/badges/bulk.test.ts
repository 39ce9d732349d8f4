import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { subject } from "./subject";

checkBulk(subject, {
  create: people.packer,
  update: people.packer,
  delete: people.manager,
  limit: 100,
});
