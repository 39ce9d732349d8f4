import { db } from "~/server/db";
import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkNested } from "../support/relations";
import { subject as stepSubject } from "../steps/subject";
import { subject } from "./subject";

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
