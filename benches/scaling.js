// Makes and solves a table of Fig 2 in a tab of the built site: the tab's turn in `cargo xtask bench`.
//
//     node benches/scaling.js <family> <industrial> <final> <needs> <workers> <file with the native x>
//
// Prints a line `result <name> <seconds> <file with x>` for each time. The tab says of its x a number that follows from every
// bit of it; it must be that of the native x, whose file then stands for both.

const fs = require("node:fs");
const { inTab } = require("./tab");

// As src/annex/scale/state.rs computes it: FNV-1a over the little-endian bytes.
function digest(file) {
  let sum = 0xcbf29ce484222325n;
  for (const byte of fs.readFileSync(file)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  }
  return sum.toString(16).padStart(16, "0");
}

async function solve(page, [family, industrial, finals, needs, workers]) {
  const grouped = (number) => Number(number).toLocaleString("en");
  const choices = {
    Family: family,
    "Industrial goods": grouped(industrial),
    "Final goods": grouped(finals),
    "Needs per good": grouped(needs),
    Workers: workers,
  };
  for (const [name, label] of Object.entries(choices)) {
    await page.getByRole("combobox", { name, exact: true }).selectOption({ label });
  }
  const view = page.getByRole("tabpanel", { name: "Scale" });
  await view.getByRole("button", { name: "Run", exact: true }).click();
  await view.getByRole("status").getByText("Solved").waitFor({ timeout: 300_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download results (CSV)" }).click(),
  ]);
  const [heads, fields] = fs.readFileSync(await download.path(), "utf8").split("\n", 2).map((line) => line.split(","));
  return Object.fromEntries(heads.map((head, place) => [head, fields[place]]));
}

async function main(words) {
  const [workers, file] = words.slice(4);
  const found = await inTab("scale", (page) => solve(page, words));
  if (found.settled !== "true" || found.x !== digest(file)) {
    throw new Error(`x of the tab is not that of ${file}: ${JSON.stringify(found)}`);
  }
  console.log(`result tab-${workers} ${found.seconds_solving} ${file}`);
  console.log(`result tab-making-${workers} ${found.seconds_making} -`);
}

main(process.argv.slice(2));
