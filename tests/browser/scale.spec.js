// The Scale view: tables of the paper's Fig 2 made and solved in the tab, by one worker and by several.

const fs = require("node:fs");
const { AxeBuilder } = require("@axe-core/playwright");
const { test, expect } = require("./page");
const { read } = require("./csv");
const { LONG, longestTasks } = require("./tasks");

// The smallest point of Fig 2 has 550 goods and 500 needs for each. In a triangle the last 499 rows have 499, 498, ..., 1
// cells and the 51 before them 500 each: 150,250 cells; entangled, all rows have 500: 275,000.
const CELLS = { published: "150,250", full: "150,250", entangled: "275,000" };
// What the paper's Fig 2 gives for it.
const PUBLISHED_SECONDS = 0.00559;
// What counts as solved.
const SOLVED = 1e-10;

class Scale {
  constructor(page) {
    this.page = page;
    this.run = page.getByRole("tabpanel", { name: "Scale" }).getByRole("button", { name: "Run", exact: true });
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.results = page.getByRole("region", { name: "Results" }).getByRole("row");
  }

  choice(name) {
    return this.page.getByRole("combobox", { name, exact: true });
  }

  async open() {
    await this.page.goto("./?view=scale");
    await expect(this.run).toBeEnabled();
  }

  async smallest() {
    await this.choice("Industrial goods").selectOption({ label: "500" });
    await this.choice("Final goods").selectOption({ label: "50" });
    await this.choice("Needs per good").selectOption({ label: "500" });
  }
}

test("every family is solved by one worker and by two, and the results can be taken away", async ({ page }) => {
  test.setTimeout(90_000);
  const scale = new Scale(page);
  await scale.open();
  await scale.smallest();
  let runs = 0;
  for (const family of Object.keys(CELLS)) {
    await scale.choice("Family").selectOption({ label: family });
    for (const workers of ["1", "2"]) {
      await scale.choice("Workers").selectOption({ label: workers });
      await scale.run.click();
      runs += 1;
      // The heads, and a row for each run.
      await expect(scale.results).toHaveCount(runs + 1, { timeout: 20_000 });
      await expect(scale.results.nth(1)).toContainText(CELLS[family]);
      await expect(scale.run).toBeEnabled();
    }
  }
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download results (CSV)" }).click(),
  ]);
  const { rows, lines } = read(fs.readFileSync(await download.path(), "utf8"));
  expect(rows).toHaveLength(runs);
  expect(lines.slice(1).every((line) => line.includes(",true,"))).toBe(true);
  for (const row of rows) {
    expect(row.residual).toBeLessThanOrEqual(SOLVED);
    expect(row.seconds_published).toBe(PUBLISHED_SECONDS);
  }
});

test("a table that a worker cannot hold is refused with the numbers, and more workers can", async ({ page }) => {
  const scale = new Scale(page);
  await scale.open();
  await scale.choice("Tables").selectOption({ label: "A table beyond one worker's memory" });
  await expect(page.getByRole("alert")).toContainText("4,228 MB at most. With 2 workers there is room.");
  await expect(scale.run).toBeDisabled();
  await scale.choice("Workers").selectOption({ label: "2" });
  await expect(scale.run).toBeEnabled();
});

test("a run is stopped, and another begun", async ({ page }) => {
  test.setTimeout(60_000);
  const scale = new Scale(page);
  await scale.open();
  await scale.choice("Tables").selectOption({ label: "All 75 points of Fig 2" });
  await scale.choice("Family").selectOption({ label: "entangled" });
  await scale.run.click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await scale.stop.click();
  await expect(scale.run).toBeEnabled();
  await expect(scale.run).toBeFocused();
  await scale.choice("Tables").selectOption({ label: "One point of Fig 2" });
  await scale.smallest();
  // Of another family than those that were solved before the stop.
  await scale.choice("Family").selectOption({ label: "full" });
  await scale.run.press("Enter");
  await expect(scale.results.nth(1)).toContainText("full", { timeout: 20_000 });
  await expect(scale.results.nth(1)).toContainText(CELLS.full);
});

test("no task of the page is long while tables are made and solved", async ({ desk, page }) => {
  test.setTimeout(180_000);
  const scale = new Scale(page);
  const longest = await longestTasks({ desk, page }, async () => {
    await page.getByRole("tab", { name: "Scale", exact: true }).click();
    await scale.choice("Tables").selectOption({ label: "All 75 points of Fig 2" });
    await scale.choice("Family").selectOption({ label: "entangled" });
    await scale.choice("Workers").selectOption({ label: "2" });
    await scale.run.click();
    // The heads, and the first rows with their plots; all 75 take half a minute.
    await expect.poll(() => scale.results.count(), { timeout: 40_000 }).toBeGreaterThan(20);
    await scale.stop.click();
    await expect(scale.run).toBeEnabled();
  });
  expect(longest.page).toBeLessThanOrEqual(LONG);
});

test("ten runs in a row leave nothing behind", async ({ page }) => {
  test.setTimeout(90_000);
  const scale = new Scale(page);
  await scale.open();
  await scale.smallest();
  await scale.choice("Family").selectOption({ label: "entangled" });
  await scale.choice("Workers").selectOption({ label: "2" });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // Bytes of the view's WebAssembly, which never shrinks, and of the page's JavaScript once what is no longer used is gone.
  const held = async () => {
    const wasm = await page.evaluate(async () => {
      // It runs already, so this only hands out what there is.
      const { default: init } = await import(new URL("./annex.js", location.href).href);
      return (await init()).memory.buffer.byteLength;
    });
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    return { wasm, script: metrics.find(({ name }) => name === "JSHeapUsedSize").value };
  };
  const run = async () => {
    await scale.run.click();
    await expect(page.getByRole("tabpanel", { name: "Scale" }).getByRole("status")).toContainText("Solved");
    // The memory of a worker goes with it.
    await expect.poll(() => page.workers().filter((worker) => worker.url().includes("scale_worker")).length).toBe(0);
    await page.getByRole("button", { name: "Clear results" }).click();
  };
  await run();
  await run();
  const before = await held();
  for (let runs = 2; runs < 10; runs += 1) {
    await run();
  }
  const after = await held();
  expect(after.wasm).toBe(before.wasm);
  // One run has 1.7 MB of coefficients; what comes and goes with a garbage collection is a tenth of that.
  expect(after.script - before.script).toBeLessThan(400_000);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ page }) => {
      test.setTimeout(60_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const scale = new Scale(page);
      await scale.open();
      await scale.smallest();
      await scale.run.click();
      await expect(scale.results).toHaveCount(2, { timeout: 20_000 });
      await page.screenshot({ path: `target/pictures/scale-${colorScheme}-${width}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`))).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
