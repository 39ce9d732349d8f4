"""Rows below each other that are marked as deleted with the one above them."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitted import emit
from services import DATABASES

FOLDER = b"""\
resource: Folder
fields: {name: string(40)}
relations: {parent: "Folder? on_delete=cascade"}
access: {list: public, get: public, create: public, update: public, delete: public}
options: {soft_delete: true, version: true}
"""
PAGE = b"""\
resource: Page
fields: {title: string(40)}
relations: {folder: Folder on_delete=cascade}
access: {list: public, get: public, create: public, update: public, delete: public}
"""
LOAN = PAGE.replace(b"Page", b"Loan").replace(b"cascade", b"restrict")
OWN = b"""\
import { expect, it } from "vitest";

import { db } from "~/server/db";
import * as folders from "~/server/folders/repository";
import * as loans from "~/server/loans/repository";
import * as pages from "~/server/pages/repository";

async function folder(parentId?: string) {
  return (await folders.create({ name: "a", parentId })).id;
}

async function there(...ids: string[]) {
  const found = await Promise.all(ids.map((id) => folders.find({}, id)));
  return found.map((row) => row !== null);
}

it("marks all levels and what belongs to them, and restores what went at once", async () => {
  const top = await folder();
  const [left, right] = [await folder(top), await folder(top)];
  const leaf = await folder(left);
  const page = await pages.create({ title: "p", folderId: leaf });
  await folders.remove({}, right);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await folders.remove({}, top)).toEqual({ id: top });

  expect(await there(top, left, right, leaf)).toEqual(Array(4).fill(false));
  expect(await pages.find({}, page.id)).toBeNull();
  expect(await folders.restore({}, leaf)).toBeNull();
  expect((await folders.restore({}, top))?.version).toBe(3);
  expect(await there(top, left, right, leaf)).toEqual([true, true, false, true]);
  expect(await pages.find({}, page.id)).not.toBeNull();
});

it("deletes nothing where something keeps one of them", async () => {
  const top = await folder();
  const leaf = await folder(await folder(top));
  const loan = await loans.create({ title: "l", folderId: leaf });
  expect(await folders.remove({}, top)).toBeNull();
  expect(await there(top, leaf)).toEqual([true, true]);
  await loans.remove({}, loan.id);

  expect(await folders.remove({}, top)).toEqual({ id: top });
  expect(await there(top, leaf)).toEqual([false, false]);
});

it("ends where rows are below each other", async () => {
  const one = await folder();
  const two = await folder(one);
  await db.folder.update({ where: { id: one }, data: { parentId: two } });

  await folders.remove({}, one);
  expect(await there(one, two)).toEqual([false, false]);
});
"""


@pytest.mark.parametrize("database", DATABASES)
def test_a_tree_is_deleted_and_restored_as_one(database: str, tmp_path: Path) -> None:
    specs = {"folder.yaml": FOLDER, "page.yaml": PAGE, "loan.yaml": LOAN}
    project = emit(tmp_path / "app", specs, database=database, auth="none")
    project.done("npx tsc --noEmit")
    project.done("npx eslint src tests --max-warnings 0")
    project.done("npx prettier --check src tests")
    (project.root / "tests" / "folders" / "tree.test.ts").write_bytes(OWN)

    project.done("npm test")
