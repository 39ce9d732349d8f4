import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkRestore } from "../support/restore";
import { checkUpdate } from "../support/update";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["title"],
  owner: "userId",
  unique: [["title"]],
});

checkUpdate(subject, {
  as: people.alice,
  unique: ["title"],
});

checkDelete(subject, {
  as: people.alice,
});

checkRestore(subject, {
  as: people.alice,
  unique: ["title"],
});
