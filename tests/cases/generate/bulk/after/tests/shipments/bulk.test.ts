import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { subject } from "./subject";

checkBulk(subject, {
  create: people.alice,
  update: people.alice,
  delete: people.alice,
  limit: 50,
  unique: "code",
  hidden: ["update", "delete"],
});
