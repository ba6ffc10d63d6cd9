// Files to take away: saved and opened again, and every other document.

const fs = require("node:fs");
const { test, expect } = require("./page");
const { read } = require("./csv");
const { file } = require("./economies");

async function taken(page, take) {
  const [download] = await Promise.all([page.waitForEvent("download"), take()]);
  const bytes = fs.readFileSync(await download.path());
  return { name: download.suggestedFilename(), bytes };
}

const chosen = (page, title) =>
  taken(page, () => page.getByRole("combobox", { name: "Download" }).selectOption(title));

const opened = ({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: bytes });

test("a saved economy goes on where it was left", async ({ desk, page }) => {
  await desk.open("?economy=valley&day=30");
  await desk.invest(0.6);
  await desk.runTo(80);
  const plan = await desk.plan();
  const saved = await taken(page, () => desk.button("Save economy (JSON)").click());
  expect(saved.name).toBe("economy.json");
  const zip = await chosen(page, "Economy (CSV files in a zip)");
  expect(zip.name).toBe("economy.zip");
  // Saving changes nothing.
  await desk.shows(80);
  expect((await desk.plan()).text).toBe(plan.text);

  await desk.open();
  await desk.files.setInputFiles([opened(saved)]);
  await desk.shows(80);
  await expect(desk.status).toContainText("investing 60\u00a0% ");
  expect((await desk.plan()).text).toBe(plan.text);
  const again = await taken(page, () => desk.button("Save economy (JSON)").click());
  expect(again.bytes.equals(saved.bytes)).toBe(true);

  await desk.open();
  await desk.files.setInputFiles([opened(zip)]);
  // By its name: the village, which is still on screen, is on day 0 as well.
  await expect(desk.status).toContainText("Day 0 · Your files");
  await desk.runTo(80);
  expect((await desk.plan()).text).toBe(plan.text);
});

test("every document of a day", async ({ desk, page }) => {
  await desk.open("?economy=valley&day=5");
  for (const [title, name, columns, rows] of [
    ["Today's orders (CSV)", "orders.csv", ["day", "good", "maker", "output", "extrapolated", "input", "amount"], null],
    ["Fulfilment (CSV)", "fulfilment.csv", ["Name"], 3],
    ["Footprints (CSV)", "footprints.csv", ["of", "name"], 10],
    ["Multipliers (CSV)", "multipliers.csv", ["Name", "output"], 7],
    ["Leontief inverse (CSV)", "leontief-inverse.csv", ["Name", "Grain"], 7],
    ["Output of every good (CSV)", "solution.csv", ["good", "amount"], 7],
  ]) {
    const taken = await chosen(page, title);
    expect(taken.name).toBe(name);
    const lines = taken.bytes.toString("utf8").trimEnd().split("\n");
    expect(lines[0].split(",").slice(0, columns.length)).toEqual(columns);
    if (rows !== null) {
      expect(lines).toHaveLength(rows + 1);
    }
    // The select is ready for the next one.
    await expect(page.getByRole("combobox", { name: "Download" })).toHaveValue("");
  }
  // x as the plan has it, to the bit.
  const { rows } = await desk.plan();
  const solution = read((await chosen(page, "Output of every good (CSV)")).bytes.toString("utf8"));
  expect(solution.text.split("\n")[1]).toBe(`Grain,${rows[5]["output:Grain"]}`);
});

test("a file of 3 GB is refused before it is read", async ({ desk, page }) => {
  await desk.open();
  const transfer = await page.evaluateHandle(() => {
    // A line without end: the same megabyte over and over, which takes no room.
    const piece = new Blob(["x".repeat(1 << 20)]);
    const transfer = new DataTransfer();
    transfer.items.add(new File(Array(3072).fill(piece), "line.csv", { type: "text/csv" }));
    return transfer;
  });
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.getByRole("main").dispatchEvent(type, { dataTransfer: transfer });
  }
  await expect(desk.alert).toContainText("These files are 3072 MB together, and at most 64 MB can be opened. Nothing was read.");
  await desk.shows(0);
});

test("the templates can be taken and opened", async ({ desk, page }) => {
  await desk.open();
  await page.getByRole("link", { name: "Templates" }).first().click();
  await expect(page.getByRole("heading", { name: "Files of an economy" })).toBeVisible();
  const names = ["table", "profiles", "units", "stocks", "externalities", "changes", "policy"];
  const files = [];
  for (const name of names) {
    const taken_ = await taken(page, () => page.getByRole("link", { name: `${name}.csv`, exact: true }).click());
    expect(taken_.name).toBe(`${name}.csv`);
    files.push(file(taken_.name, taken_.bytes.toString("utf8")));
  }
  await page.getByRole("link", { name: "Back to the plan" }).click();
  await desk.shows(0);
  await desk.files.setInputFiles(files);
  await expect(desk.status).toContainText("Day 0 · Your files");
  await expect(desk.status).toContainText("investing 55\u00a0% ");
  await expect(page.getByRole("list", { name: "Investment over time" })).toContainText("from day 30: 70\u00a0% of Flour");
});

test("the charts as SVG and as PNG", async ({ desk, page }) => {
  await desk.open("?economy=village&day=250");
  const charts = page.getByRole("img", { name: /^Line chart of / });
  const count = await charts.count();
  const chosen = async (title) => {
    const downloads = [];
    const hear = (download) => downloads.push(download);
    page.on("download", hear);
    await page.getByRole("combobox", { name: "Download" }).selectOption(title);
    await expect.poll(() => downloads.length, { timeout: 20_000 }).toBe(count);
    page.off("download", hear);
    const files = downloads.map(async (download) => ({
      name: download.suggestedFilename(),
      bytes: fs.readFileSync(await download.path()),
    }));
    return Promise.all(files);
  };
  const box = await charts.first().boundingBox();
  const pictures = await chosen("Charts (SVG)");
  expect(pictures[0].name).toBe("egalitarianism-by-day.svg");
  for (const { bytes } of pictures) {
    // Read as XML apart from the page, it is a picture with lines and letters, and asks for nothing else.
    const found = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, "image/svg+xml");
      const count = (names) => document.querySelectorAll(names).length;
      return { faults: count("parsererror"), root: document.documentElement.localName, lines: count("polyline, path"), texts: count("text"), asks: count("[href], script, image") };
    }, bytes.toString("utf8"));
    expect(found).toMatchObject({ faults: 0, root: "svg", asks: 0 });
    expect(found.lines).toBeGreaterThan(0);
    expect(found.texts).toBeGreaterThan(2);
  }
  const painted = await chosen("Charts (PNG)");
  const [first] = painted.filter(({ name }) => name === "egalitarianism-by-day.png");
  expect(first.bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  // Two dots for each pixel of the page.
  expect(Math.abs(first.bytes.readUInt32BE(16) - 2 * box.width)).toBeLessThanOrEqual(4);
  fs.writeFileSync("target/pictures/egalitarianism.png", first.bytes);
});
