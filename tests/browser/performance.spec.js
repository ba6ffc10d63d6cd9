// How quick the page is: the time to the first plan, and no task on the page's thread that would make it stutter.

const fs = require("node:fs");
const { test, expect } = require("./page");
const { shipped } = require("./economies");
const { LONG, firstPlan, longestTasks } = require("./tasks");

// The aim is under 500 ms; only the absurd fails, because the machine may be busy with other things.
const ABSURD = 5_000;

test("the first plan is on screen soon after navigation", async ({ desk, page }) => {
  const times = [];
  for (let visit = 0; visit < 4; visit += 1) {
    await page.goto("./?economy=village&invest=0.51");
    times.push(Math.round(await firstPlan(page)));
    await desk.shows(0);
  }
  const [first, ...again] = times;
  console.log(`first plan after ${first} ms; visited again: ${again.join(", ")} ms`);
  expect(Math.min(...times)).toBeLessThan(ABSURD);
});

test("no task is long", async ({ desk, page }) => {
  test.setTimeout(90_000);
  const longest = await longestTasks({ desk, page }, async () => {
    await desk.runTo(400);
    await desk.button("Reset").click();
    await desk.shows(0);
    for (const [days, day] of [[1, 1], [5, 6], [10, 16], [50, 66]]) {
      await desk.step(days);
      await desk.shows(day);
    }
    await desk.button("Run").click();
    await expect(desk.status).toContainText(/Day (9\d|[1-9]\d\d) ·/);
    await desk.button("Pause").click();
    await desk.plan();
    await desk.runTo(0);
  });
  expect(longest.page).toBeLessThanOrEqual(LONG);
  expect(longest.workers).toBeLessThanOrEqual(LONG);
});

test("a hundred years do not make the page stutter", async ({ desk, page }) => {
  test.setTimeout(90_000);
  const longest = await longestTasks({ desk, page }, async () => {
    const started = Date.now();
    await desk.runTo(36_000, { timeout: 30_000 });
    console.log(`36,000 days in ${Date.now() - started} ms`);
  });
  expect(longest.page).toBeLessThanOrEqual(LONG);
  expect(longest.workers).toBeLessThanOrEqual(LONG);
});

test("files of 10 MB do not hold the page up", async ({ desk, page }, info) => {
  test.setTimeout(90_000);
  // Blank lines are skipped, so this is the village; its bytes cross to the worker all the same. They lie on the disk,
  // because the driver would pass them through the page's thread itself.
  const large = shipped("village", { "table.csv": (text) => text + "\n".repeat(10 << 20) });
  const files = large.map(({ name, buffer }) => {
    const path = info.outputPath(name);
    fs.writeFileSync(path, buffer);
    return path;
  });
  const longest = await longestTasks({ desk, page }, async () => {
    await desk.files.setInputFiles(files);
    await expect(desk.status).toContainText("Day 0 · Your files", { timeout: 30_000 });
  });
  expect(longest.page).toBeLessThanOrEqual(LONG);
  expect(longest.workers).toBeLessThanOrEqual(LONG);
});

test("a table of two thousand goods that all need each other is read and planned in slices", async ({ desk, page }, info) => {
  test.setTimeout(300_000);
  const goods = 2_000;
  const names = Array.from({ length: goods }, (_, good) => `G${good}`);
  // Numbers of many digits, as measured ones are; every row adds up to less than one, so there is a plan.
  const cell = (row, column) => (((row * 7919 + column * 104729) % 9973) / 9973 / goods + 1e-7).toFixed(9);
  const path = info.outputPath("table.csv");
  const lines = names.map((name, row) => `${name},${names.map((_, column) => cell(row, column)).join(",")}`);
  fs.writeFileSync(path, `Type,${names.join(",")}\n${lines.join("\n")}\n`);
  const profiles = info.outputPath("profiles.csv");
  fs.writeFileSync(profiles, `Name,Population,${names.join(",")}\nEveryone,100${",1".repeat(goods)}\n`);
  const longest = await longestTasks({ desk, page }, async () => {
    await desk.files.setInputFiles([path, profiles]);
    await expect(desk.status).toContainText("Day 0 · Your files", { timeout: 120_000 });
    await desk.step(1);
    await desk.shows(1);
  });
  // The slices of the worker; the page's longest task is the frame that draws so many goods, whatever their cells.
  expect(longest.workers).toBeLessThanOrEqual(LONG);
});

test("large tables are made and solved in slices while the page goes on", async ({ desk, page }) => {
  test.setTimeout(180_000);
  const view = page.getByRole("tabpanel", { name: "Scale" });
  const choose = (name, label) => page.getByRole("combobox", { name, exact: true }).selectOption({ label });
  const longest = await longestTasks({ desk, page }, async () => {
    await page.getByRole("tab", { name: "Scale" }).click();
    await choose("Industrial goods", "5,000");
    await choose("Workers", "2");
    for (const family of ["full", "entangled"]) {
      await choose("Family", family);
      await view.getByRole("button", { name: "Run", exact: true }).click();
      await expect(view.getByRole("status")).toContainText("Solved: ", { timeout: 60_000 });
    }
  });
  expect(longest.page).toBeLessThanOrEqual(LONG);
  expect(longest.workers).toBeLessThanOrEqual(LONG);
});
