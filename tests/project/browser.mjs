import { createRequire } from "node:module";
import { join } from "node:path";

const { chromium } = createRequire(join(process.env.PACKAGES, "package.json"))("playwright-core");

/** Runs `act` with a page of Chromium, the URL of the app and the other arguments, and prints its result as JSON. */
export async function browse(act) {
  const args = process.argv.slice(2);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    console.log(JSON.stringify(await act(page, ...args)));
  } finally {
    await browser.close();
  }
}
