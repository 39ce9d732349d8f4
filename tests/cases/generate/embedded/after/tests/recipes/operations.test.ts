import { db } from "~/server/db";
import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkNested } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as stepSubject } from "../steps/subject";
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

checkNested(subject, {
  as: people.alice,
  nested: [["steps", "recipeId", stepSubject, db.step]],
  conflicting: ["steps"],
});

checkUpdate(subject, {
  as: people.alice,
  unique: ["title"],
});

checkDelete(subject, {
  as: people.alice,
});
