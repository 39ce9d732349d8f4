import { describe, expect, it } from "vitest";

import * as rows from "~/server/gadgets/files";
import * as schema from "~/server/gadgets/schema";
import * as factory from "../../prisma/factories/gadget";
import { alice, api, refusal } from "../support/api";
import { bytesOf, patience, sampleFile, someBytes } from "../support/files";

const collection = "/api/gadgets";
const actor = alice;
const reader = actor;

/** What is stored of the file in a field. */
async function stored(id: string, field: schema.FileField) {
  const files = await rows.find({}, id);
  const file = files?.[field] as { key: string } | null | undefined;
  return file ?? null;
}

const fields = ["photo", "manual"] as const;

describe.each(fields)("/:id/%s", (field) => {
  const { types, max, removable } = schema.files[field];
  const [type] = types;
  const file = sampleFile(type);

  async function insert() {
    const { id } = await factory.insert(actor.id);
    return { id, path: `${collection}/${id}/${field}` };
  }

  async function put(
    path: string,
    sent: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> = file,
    headers: Record<string, string> = { "Content-Type": type },
  ) {
    return api("PUT", path, { as: actor, file: sent, headers });
  }

  it("takes a file, and gives it back byte by byte", async () => {
    const { id, path } = await insert();
    const response = await put(`${path}?name=na%C3%AFve`);

    expect(response.status).toBe(200);
    const shown = schema.resource.parse(await response.json())[field];
    expect(shown).toMatchObject({ type, size: file.length, url: path });
    const answer = await api("GET", path, { as: reader });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(file);
    expect(answer.headers.get("content-type")).toContain(type);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await bytesOf(await stored(id, field))).toEqual(file);
  });

  it("keeps nothing of a name but a name", async () => {
    const { path } = await insert();
    const name = encodeURIComponent('../..\\"a"\r\n\u202e.exe');
    const response = await put(`${path}?name=${name}`);
    const shown = schema.resource.parse(await response.json())[field];
    const answer = await api("GET", path, { as: reader });

    expect(shown?.name).toMatch(/^"a"\.exe\.[a-z0-9]+$/);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^(inline|attachment); filename="_a_\.exe\.[a-z0-9]+"; filename\*=UTF-8''%22a%22\.exe\.[a-z0-9]+$/,
    );
  });

  it("removes the file that another one replaces", async () => {
    const { id, path } = await insert();
    await put(path);
    const first = await stored(id, field);
    await put(path);
    const second = await stored(id, field);

    expect(second?.key).not.toBe(first?.key);
    await expect.poll(() => bytesOf(first), patience).toBeNull();
    expect(await bytesOf(second)).toEqual(file);
  });

  it("refuses bytes that are not what they are declared to be", async () => {
    const { id, path } = await insert();
    const response = await put(path, someBytes(100));

    expect((await refusal(response)).status).toBe(422);
    expect(await stored(id, field)).toBeNull();
  });

  it("refuses other types", async () => {
    const { path } = await insert();
    const headers = { "Content-Type": "application/x-msdownload" };
    const response = await put(path, file, headers);

    expect((await refusal(response)).status).toBe(415);
  });

  const small = max <= 20 * 1024 * 1024;
  it.runIf(small)("refuses what is too long, declared or not", async () => {
    const { id, path } = await insert();
    const long = someBytes(max + 1);
    const declared = await put(path, long);
    const unsaid = await put(path, new Blob([long]).stream());

    expect((await refusal(declared)).status).toBe(413);
    expect((await refusal(unsaid)).status).toBe(413);
    expect(await stored(id, field)).toBeNull();
  });

  it("overwrites no change that the caller has not seen", async () => {
    const { path } = await insert();
    const headers = { "Content-Type": type, "If-Match": '"1"' };
    const first = await put(path, file, headers);
    const second = await put(path, file, headers);

    expect(first.headers.get("etag")).toMatch(/^"2-/);
    expect((await refusal(second)).status).toBe(412);
  });

  it.runIf(removable)("takes the file away again", async () => {
    const { id, path } = await insert();
    await put(path);
    const before = await stored(id, field);
    const response = await api("DELETE", path, { as: actor });

    expect(response.status).toBe(204);
    expect(await stored(id, field)).toBeNull();
    await expect.poll(() => bytesOf(before), patience).toBeNull();
  });

  it("goes with its row", async () => {
    const { id, path } = await insert();
    await put(path);
    const before = await stored(id, field);
    await api("DELETE", `${collection}/${id}`, { as: actor });

    await expect.poll(() => bytesOf(before), patience).toBeNull();
  });

  it("takes nothing from strangers", async () => {
    const { id, path } = await insert();
    const headers = { "Content-Type": type };
    const response = await api("PUT", path, { file, headers });

    expect((await refusal(response)).status).toBe(401);
    expect(await stored(id, field)).toBeNull();
  });

  it("is not shown to strangers", async () => {
    const { path } = await insert();
    await put(path);

    expect((await refusal(await api("GET", path))).status).toBe(401);
  });

  it("is not found where there is none", async () => {
    const { path } = await insert();
    const response = await api("GET", path, { as: reader });

    expect((await refusal(response)).status).toBe(404);
  });
});
