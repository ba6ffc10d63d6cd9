// The plan of a chosen morning beside what happened: thin beside thick in the charts, a column in their tables, a sentence.

const { AxeBuilder } = require("@axe-core/playwright");
const fs = require("node:fs");
const path = require("node:path");
const { laborious } = require("./economies");
const { test, expect } = require("./page");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LINK = "?economy=village&invest=0.55&noise=0.1&loss=0.2&seed=20210909&day=140";

const field = (page) => page.getByRole("spinbutton", { name: "Plan of the morning of day" });
const cursor = (page, of) => page.getByRole("slider", { name: `Read ${of} day by day` });
const lines = (page, of) => page.getByRole("img", { name: `Line chart of ${of} by day` }).locator("xpath=..").locator(".beside polyline");

async function choose(page, day) {
  await field(page).fill(String(day));
  await field(page).press("Enter");
  await expect(page.getByText(`On the morning of day ${day} the plan expected`)).toBeVisible();
}

// The cells of a day's row in the table beneath a chart: what happened, and what was planned.
async function cells(page, table, day) {
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: String(day), exact: true }) });
  await expect(row).toHaveCount(1);
  return row.getByRole("cell").allInnerTexts();
}

test("the plan of a morning knows nothing of the losses after it, and leaves no trace", async ({ desk, page }) => {
  await desk.open(LINK);
  const plan = await desk.plan();
  const milk = plan.rows.map((row) => row["stock:Milk"]);
  const came = plan.rows.findIndex((row) => row.egalitarianism > 0.999);
  await page.getByText("Show as table: the stock of Milk").click();
  await choose(page, 20);

  // While Milk binds, its stock grows by 2 · 0.55 a day; the planner expects no losses.
  const expected = (day) => milk[19] * 1.1 ** (day - 19);
  const milkCursor = cursor(page, "the stock of Milk");
  await milkCursor.focus();
  await page.keyboard.press("Home");
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(milkCursor).toHaveAttribute("aria-valuetext", /^Day 40: /);
  const told = await milkCursor.getAttribute("aria-valuetext");
  const [, day, happened, planned] = /^Day (\d+): ([0-9.]+)\u00a0l, planned ([0-9.]+)\u00a0l$/.exec(told);
  expect(Math.abs(happened / milk[day] - 1)).toBeLessThan(1e-8);
  expect(Math.abs(planned / expected(day) - 1)).toBeLessThan(1e-8);

  const region = page.getByRole("region", { name: "Table of the stock of Milk" });
  const table = region.getByRole("table");
  await expect(table.getByRole("columnheader").last()).toHaveText("Planned on the morning of day 20");
  await region.evaluate((element) => element.scrollTo(0, 0));
  await expect(table.getByRole("rowheader", { name: "0", exact: true })).toBeVisible();
  expect((await cells(page, table, 3))[1]).toBe("");
  const count = Number(await table.getAttribute("aria-rowcount"));
  await region.evaluate((element, share) => element.scrollTo(0, share * element.scrollHeight), 20 / count);
  await expect(async () => {
    const [happenedThere, plannedThere] = await cells(page, table, 22);
    expect(Math.abs(happenedThere / milk[22] - 1)).toBeLessThan(1e-10);
    expect(Math.abs(plannedThere / expected(22) - 1)).toBeLessThan(1e-10);
  }).toPass();

  // The sentence says what came of it.
  const sentence = await page.getByText("On the morning of day 20 the plan").innerText();
  const when = Number(/full provision on day (\d+)/.exec(sentence)[1]);
  // All of Milk that full targets take, 3763.764845, has to be there on that morning and not on the one before.
  expect(expected(when - 1)).toBeGreaterThan(0.999 * 3763.764845);
  expect(expected(when - 2)).toBeLessThan(0.999 * 3763.764845);
  expect(sentence).toContain(came < 0 ? "by day 140 it has not come" : `it came on day ${came}`);

  // Thin beside thick in every chart, and the page's own is beneath.
  for (const of of ["egalitarianism", "the stock of Milk", "the stock of Butter"]) {
    expect(await lines(page, of).count()).toBeGreaterThan(2);
  }
  expect((await desk.plan()).text).toBe(plan.text);

  // It stays while the plan goes on, follows what is planned otherwise, and goes when another economy is opened.
  await desk.step(10);
  await desk.shows(150);
  await expect(page.getByText("On the morning of day 20 the plan")).toBeVisible();
  await desk.noise.fill("0");
  await desk.noise.press("Enter");
  await expect(page.getByText("On the morning of day 20 the plan expected full provision on day 80, and so it came.")).toBeVisible();
  await desk.economy.selectOption("valley");
  await expect(desk.status).toContainText("Day 0 · Valley");
  await expect(page.getByText("On the morning of day")).toHaveCount(0);
});

test("it can be chosen and hidden by keyboard, and a day that has no morning yet is named", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.55&day=30");
  await expect(field(page)).toHaveValue("30");
  await field(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("31");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("A morning that can be chosen is that of a planned day, from 0 to 30.")).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect(page.getByText("On the morning of day 0 the plan expected full provision on day 80; by day 30 it has not come. For day 30")).toBeVisible();
  // The chart reaches as far as the plan does.
  await cursor(page, "egalitarianism").focus();
  await page.keyboard.press("End");
  await expect(cursor(page, "egalitarianism")).toHaveAttribute("aria-valuetext", "Day 88: planned 100\u00a0%");
  const button = desk.button("Hide the plan");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await expect(page.getByText("On the morning of day")).toHaveCount(0);
  await expect(lines(page, "egalitarianism")).toHaveCount(0);
  await desk.shows(30);
});

test("charts that are taken away have it", async ({ desk, page }) => {
  await desk.open(LINK);
  const taken = async () => {
    const downloads = [];
    page.on("download", (download) => downloads.push(download));
    await page.getByRole("combobox", { name: "Download" }).selectOption("Charts (SVG)");
    await expect.poll(() => downloads.length).toBeGreaterThanOrEqual(4);
    const of = downloads.find((download) => download.suggestedFilename() === "egalitarianism-by-day.svg");
    return fs.readFileSync(await of.path(), "utf8");
  };
  const before = await taken();
  await choose(page, 20);
  const after = await taken();
  const count = (text) => text.split("<polyline").length;
  expect(count(after)).toBeGreaterThan(count(before));
});

test("a plan that takes long can be stopped, and the page goes on", async ({ desk, page }) => {
  await desk.open("?invest=0.501");
  await desk.files.setInputFiles(laborious(500));
  await expect(desk.status).toContainText("Day 0 · Your files");
  await field(page).fill("0");
  await field(page).press("Enter");
  const stop = desk.button("Stop planning");
  await expect(stop).toBeVisible();
  await stop.click();
  await expect(stop).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await desk.step(1);
  await desk.shows(1);
  await expect(page.getByText("On the morning of day")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`it is accessible and fits, in ${colorScheme} at ${width} px`, async ({ desk, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await desk.open(LINK);
      await page.getByText("Show as table: egalitarianism").click();
      await choose(page, 20);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await page.screenshot({ path: path.join(folder, `morning-${width}-${colorScheme}.png`), fullPage: true });
    });
  }
}
