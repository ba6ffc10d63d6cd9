// The built site in a tab of headless Chromium, for benchmarks.

const http = require("node:http");
const path = require("node:path");
const { chromium } = require("@playwright/test");
const sirv = require("sirv");

const root = path.resolve(__dirname, "..");

// Opens a view of the site in dist/, and ends browser and server when `measure` has what it wants.
async function inTab(view, measure) {
  const serve = sirv(path.join(root, "dist"));
  const server = http.createServer((request, response) => serve(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/?view=${view}`);
    return await measure(page);
  } finally {
    await browser.close();
    server.close();
  }
}

module.exports = { inTab };
