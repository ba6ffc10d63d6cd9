// Reads a sparse table and its demand in a tab of the built site, and says how long that took and what memory the worker has:
// node benches/read_mtx.js a.mtx demand.csv

const http = require("node:http");
const path = require("node:path");
const { chromium } = require("@playwright/test");
const sirv = require("sirv");

const root = path.resolve(__dirname, "..");

async function main([table, demand]) {
  const serve = sirv(path.join(root, "dist"));
  const server = http.createServer((request, response) => serve(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/?view=tables`);
    await page.getByLabel("Open table files").setInputFiles([table, demand]);
    await page.getByRole("button", { name: "Solve" }).waitFor({ timeout: 600_000 });
    const [, , entries, seconds, unit] = /([\d,]+)\sgoods and ([\d,]+)\sentries, read in ([\d.]+)\s(m?s)/.exec(
      await page.getByRole("tabpanel", { name: "Tables" }).locator("[role=status]").first().innerText(),
    );
    const reader = page.workers().find((worker) => worker.url().includes("table_worker"));
    // Started already, so this only hands out what there is.
    const memory = await reader.evaluate(async () => {
      const { default: init } = await import(new URL("./table_worker.js", self.location.href).href);
      return (await init()).memory.buffer.byteLength;
    });
    const told = { entries: Number(entries.replaceAll(",", "")), seconds: Number(seconds) / (unit === "ms" ? 1000 : 1), memory };
    console.log(JSON.stringify(told));
  } finally {
    await browser.close();
    server.close();
  }
}

main(process.argv.slice(2));
