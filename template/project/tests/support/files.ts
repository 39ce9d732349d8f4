import { crc32 } from "node:zlib";

import { storage } from "~/server/files/storage";

/** The first bytes of files, by their type: as much as it takes to recognise them. */
const heads: Record<string, string> = {
  "application/gzip": "1f8b0800",
  "application/pdf": "255044462d312e370a",
  "application/rtf": "7b5c727466",
  "audio/aac": "fff15080",
  "audio/amr": "2321414d520a",
  "audio/midi": "4d546864",
  "audio/mpeg": "fffb9064",
  "audio/ogg": `4f676753${"00".repeat(24)}01766f72626973`,
  "audio/wav": "524946460000000057415645",
  "audio/x-m4a": "00000018667479704d344120",
  "font/otf": "4f54544f00",
  "font/ttf": "0001000000",
  "font/woff": "774f464600010000",
  "font/woff2": "774f463200010000",
  "image/avif": "000000186674797061766966",
  "image/bmp": "424d",
  "image/gif": "474946383961",
  "image/heic": "000000186674797068656963",
  "image/jpeg": "ffd8ffe0",
  "image/jxl": "ff0a",
  "image/png": "89504e470d0a1a0a0000000049444154",
  "image/tiff": "49492a0008000000",
  "image/webp": "524946460000000057454250",
  "video/mp4": "000000186674797069736f6d",
  "video/mpeg": "000001b3",
  "video/ogg": `4f676753${"00".repeat(24)}807468656f7261`,
  "video/quicktime": "000000146674797071742020",
  "video/webm": "1a45dfa3874282847765626d",
};

const office = "application/vnd.openxmlformats-officedocument.";

/** The first entry of files that are zips inside: its name, and what it holds. */
function entryOf(type: string): [name: string, content: string] {
  if (!type.startsWith(office)) return ["mimetype", type];
  return [
    "[Content_Types].xml",
    `<Types><Override ContentType="${type}.main+xml"/></Types>`,
  ];
}

const padding = Buffer.alloc(256);

/** The bytes of a file that has the type, and not much else. */
export function sampleFile(type: string): Buffer<ArrayBuffer> {
  const head = heads[type];
  if (head) return Buffer.concat([Buffer.from(head, "hex"), padding]);
  const isZip = /zip$|opendocument|officedocument/.test(type);
  if (isZip) return zip(...entryOf(type));
  return Buffer.from(`a text that is declared as ${type}\n`);
}

/** Bytes that are no file of any type, and no text either. */
export function someBytes(length: number): Buffer<ArrayBuffer> {
  return Buffer.alloc(length, 0xfe);
}

/** The bytes of an uploaded file; null if it does not exist. */
export async function bytesOf(file: { key: string } | null) {
  const body = file && (await storage.open(file.key));
  return body && Buffer.from(await new Response(body).arrayBuffer());
}

/** A file that is not wanted any more is removed by a job, a moment later. */
export const patience = { timeout: 10_000 };

/** A zip with one entry that is not compressed. */
function zip(name: string, content: string): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(30);
  header.write("PK\x03\x04", "latin1");
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  const end = Buffer.from("PK\x05\x06", "latin1");
  const parts = [header, Buffer.from(name + content), end, Buffer.alloc(18)];
  return Buffer.concat(parts);
}
