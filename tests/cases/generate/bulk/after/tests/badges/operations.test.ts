import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
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
  as: people.packer,
  required: ["text", "rank"],
});

checkUpdate(subject, {
  as: people.packer,
  immutable: "rank",
});

checkDelete(subject, {
  as: people.manager,
});

checkBulk(subject, {
  create: people.packer,
  update: people.packer,
  delete: people.manager,
  limit: 100,
});
