/** The rule of a file field: media types, size in bytes, and whether the file can be removed. */
export type FileRule = {
  types: [string, ...string[]];
  max: number;
  removable: boolean;
};
