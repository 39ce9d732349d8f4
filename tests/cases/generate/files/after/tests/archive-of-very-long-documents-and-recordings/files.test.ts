import { find } from "~/server/archive-of-very-long-documents-and-recordings/files";
import { files } from "~/server/archive-of-very-long-documents-and-recordings/schema";
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
    ["PUT", people.bob, 404],
    ["GET", undefined, 401],
    ["GET", people.bob, 404],
  ],
  deleted: true,
});
