/** What may be uploaded: types of media, a number of bytes, and whether it can be removed again. */
export type FileRule = {
  types: [string, ...string[]];
  max: number;
  removable: boolean;
};
