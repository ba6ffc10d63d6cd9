// Reads a sparse table and its demand in a tab of the built site, and says how long that took and what memory the worker has:
// node benches/read_mtx.js a.mtx demand.csv

const { inTab } = require("./tab");

async function read(page, files) {
  await page.getByLabel("Open table files").setInputFiles(files);
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
  return { entries: Number(entries.replaceAll(",", "")), seconds: Number(seconds) / (unit === "ms" ? 1000 : 1), memory };
}

inTab("tables", (page) => read(page, process.argv.slice(2))).then((told) => console.log(JSON.stringify(told)));
