import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import { type FileRule } from "~/server/files/rule";
import { storage } from "~/server/files/storage";
import { api, refusal } from "./api";
import { type Person } from "./people";
import { rowIn, type Subject } from "./subject";

type Facts = {
  /** Who uploads files, and who downloads them. */
  as: Person;
  reader: Person;
  /** The fields with files. */
  files: Record<string, FileRule>;
  /** Whether files can be uploaded. */
  uploads: boolean;
  /** Reads the files of a row from the database. */
  find: (id: string) => Promise<object | null>;
  /** Calls that are refused, with their status. */
  refused?: [method: "GET" | "PUT", as: Person | undefined, status: number][];
  /** Whether deleting a row deletes its files. */
  deleted?: boolean;
};

/** Checks the files of a resource that can be uploaded. */
export function checkFiles(subject: Subject, facts: Facts): void {
  const { path, versioned } = subject;
  const { as, reader, refused = [], deleted } = facts;

  describe.each(Object.entries(facts.files))(
    `${path}/:id/%s`,
    (field, { types, max, removable }) => {
      const [type = ""] = types;
      const file = sampleFile(type);

      async function insert() {
        const { id } = await subject.factory.insert(as.id);
        return { id, url: `${path}/${id}/${field}` };
      }

      async function put(
        url: string,
        sent: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> = file,
        headers: Record<string, string> = { "Content-Type": type },
      ) {
        return api("PUT", url, { as, file: sent, headers });
      }

      async function stored(id: string) {
        const row = stores.parse(await facts.find(id));
        return row[field] ?? null;
      }

      async function shownIn(response: Response) {
        expect(response.status).toBe(200);
        return shown.parse((await rowIn(subject, response))[field]);
      }

      it("is not found before it is uploaded", async () => {
        const { url } = await insert();
        const response = await api("GET", url, { as: reader });

        expect((await refusal(response)).status).toBe(404);
      });
      if (!facts.uploads) return;

      it("stores a file, and returns the same bytes", async () => {
        const { id, url } = await insert();
        const response = await put(`${url}?name=na%C3%AFve`);

        const expected = { type, size: file.length, url };
        expect(await shownIn(response)).toMatchObject(expected);
        const answer = await api("GET", url, { as: reader });
        expect(Buffer.from(await answer.arrayBuffer())).toEqual(file);
        expect(answer.headers.get("content-type")).toContain(type);
        expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
        expect(await bytesOf(await stored(id))).toEqual(file);
      });

      it("keeps only the last part of a name", async () => {
        const { url } = await insert();
        const name = encodeURIComponent('../..\\"a"\r\n\u202e.exe');
        const { name: kept } = await shownIn(await put(`${url}?name=${name}`));
        const answer = await api("GET", url, { as: reader });

        expect(kept).toMatch(/^"a"\.exe\.[a-z0-9]+$/);
        expect(answer.headers.get("content-disposition")).toMatch(
          /^(inline|attachment); filename="_a_\.exe\.[a-z0-9]+"; filename\*=UTF-8''%22a%22\.exe\.[a-z0-9]+$/,
        );
      });

      it("deletes a file that is replaced", async () => {
        const { id, url } = await insert();
        await put(url);
        const first = await stored(id);
        await put(url);
        const second = await stored(id);

        expect(second?.key).not.toBe(first?.key);
        await expect.poll(() => bytesOf(first), patience).toBeNull();
        expect(await bytesOf(second)).toEqual(file);
      });

      it("refuses bytes of another type than declared", async () => {
        const { id, url } = await insert();
        const response = await put(url, someBytes(100));

        expect((await refusal(response)).status).toBe(422);
        expect(await stored(id)).toBeNull();
      });

      it("refuses other types", async () => {
        const { url } = await insert();
        const headers = { "Content-Type": "application/x-msdownload" };
        const response = await put(url, file, headers);

        expect((await refusal(response)).status).toBe(415);
      });

      const small = max <= 20 * 1024 * 1024;
      if (small) {
        it("refuses files that are too large", async () => {
          const { id, url } = await insert();
          const large = someBytes(max + 1);
          const declared = await put(url, large);
          const undeclared = await put(url, new Blob([large]).stream());

          expect((await refusal(declared)).status).toBe(413);
          expect((await refusal(undeclared)).status).toBe(413);
          expect(await stored(id)).toBeNull();
        });
      }

      if (versioned) {
        it("compares versions", async () => {
          const { url } = await insert();
          const headers = { "Content-Type": type, "If-Match": '"1"' };
          const first = await put(url, file, headers);
          const second = await put(url, file, headers);

          expect(first.headers.get("etag")).toMatch(/^"2-/);
          expect((await refusal(second)).status).toBe(412);
        });
      }

      if (removable) {
        it("deletes a file on request", async () => {
          const { id, url } = await insert();
          await put(url);
          const before = await stored(id);
          const response = await api("DELETE", url, { as });

          expect(response.status).toBe(204);
          expect(await stored(id)).toBeNull();
          await expect.poll(() => bytesOf(before), patience).toBeNull();
        });
      }

      if (deleted) {
        it("deletes a file with its row", async () => {
          const { id, url } = await insert();
          await put(url);
          const before = await stored(id);
          await api("DELETE", `${path}/${id}`, { as });

          await expect.poll(() => bytesOf(before), patience).toBeNull();
        });
      }

      for (const [method, caller, status] of refused) {
        it(`answers ${method} of those who may not with ${status}`, async () => {
          const { id, url } = await insert();
          const { status: first } = await put(url);
          const before = await stored(id);
          const headers = { "Content-Type": type };
          const sent = method === "PUT" ? { file, headers } : {};
          const response = await api(method, url, { as: caller, ...sent });

          expect(first).toBe(200);
          expect((await refusal(response)).status).toBe(status);
          expect(await stored(id)).toEqual(before);
        });
      }
    },
  );
}

const shown = z.looseObject({ name: z.string() });
const stores = z.record(
  z.string(),
  z.looseObject({ key: z.string() }).nullish(),
);

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
function sampleFile(type: string): Buffer<ArrayBuffer> {
  const head = heads[type];
  if (head) return Buffer.concat([Buffer.from(head, "hex"), padding]);
  const isZip = /zip$|opendocument|officedocument/.test(type);
  if (isZip) return zip(...entryOf(type));
  return Buffer.from(`a text that is declared as ${type}\n`);
}

/** Bytes that are no file of any type, and no text either. */
function someBytes(length: number): Buffer<ArrayBuffer> {
  return Buffer.alloc(length, 0xfe);
}

/** The bytes of an uploaded file; null if it does not exist. */
async function bytesOf(file: { key: string } | null) {
  const body = file && (await storage.open(file.key));
  return body && Buffer.from(await new Response(body).arrayBuffer());
}

/** A job deletes files, shortly after their rows. */
const patience = { timeout: 10_000 };

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
