// Uses the pages of the example in a browser: signs up, adds a customer and an order, and reads the list twice.
import { browse } from "./browser.mjs";

await browse(async (page, url) => {
  const orders = () => page.locator("main > ul > li").allTextContents();

  await page.goto(`${url}/orders`);
  await page.waitForURL("**/sign-in");
  await page.getByLabel("Name, to sign up").fill("Grace");
  await page.getByLabel("Email").fill(`grace-${process.pid}@example.com`);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/orders");

  await page.getByLabel("Customer name").fill("Grace");
  await page.getByLabel("Customer email").fill(`grace-${process.pid}@example.com`);
  await page.getByRole("button", { name: "Add customer" }).click();
  await page.getByLabel("Customer", { exact: true }).locator("option").waitFor({ state: "attached" });

  await page.getByLabel("Number").fill("nonsense");
  await page.getByLabel("Total").fill("12.50");
  await page.getByRole("button", { name: "Place order" }).click();
  const problem = await page.getByRole("alert").filter({ hasText: "number" }).textContent();

  await page.getByLabel("Number").fill("SO-1");
  await page.getByRole("button", { name: "Place order" }).click();
  await page.getByText("SO-1: ").waitFor();
  const listed = await orders();

  await page.reload();
  await page.getByText("SO-1: ").waitFor();
  return { orders: listed, again: await orders(), problem };
});
