import { find } from "~/server/gadgets/files";
import { files } from "~/server/gadgets/schema";
import { people } from "../support/api";
import { checkFiles } from "../support/files";
import { subject } from "./subject";

checkFiles(subject, {
  files,
  find: async (id) => find({}, id),
  as: people.alice,
  reader: people.alice,
  uploads: true,
  refused: [
    ["PUT", undefined, 401],
    ["GET", undefined, 401],
  ],
  deleted: true,
});
