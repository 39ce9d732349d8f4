import { type Prisma } from "~/server/db";
import { shownFile } from "~/server/rows";

/** A condition on archive of very long documents and recordings. */
export type Where = Prisma.ArchiveOfVeryLongDocumentsAndRecordingsWhereInput;
export type Row = Prisma.ArchiveOfVeryLongDocumentsAndRecordingsGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  recordingOfTheWholeConversationInFull1: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ArchiveOfVeryLongDocumentsAndRecordingsSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    recordingOfTheWholeConversationInFull1: shownFile(
      row.recordingOfTheWholeConversationInFull1,
      `/api/archive-of-very-long-documents-and-recordings/${row.id}/recordingOfTheWholeConversationInFull1`,
    ),
  };
}
