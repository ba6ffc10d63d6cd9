// The plan's charts are read value by value, by pointer and by keyboard, and as tables.

const { AxeBuilder } = require("@axe-core/playwright");
const path = require("node:path");
const { test, expect } = require("./page");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function says(slider, day, value, unit) {
  await expect(slider).toHaveAttribute("aria-valuetext", new RegExp(`^Day ${day}: `));
  const text = await slider.getAttribute("aria-valuetext");
  const told = Number(/: ([0-9.,e-]+)/.exec(text)[1].replaceAll(",", ""));
  expect(Math.abs(told - value) / value).toBeLessThan(1e-8);
  expect(text.endsWith(unit)).toBe(true);
}

const cursor = (page, of) => page.getByRole("slider", { name: `Read ${of} day by day` });

test("the cursor says what the plan's CSV says", async ({ desk, page }) => {
  await desk.open("?economy=village&day=250");
  const { rows } = await desk.plan();
  const share = cursor(page, "egalitarianism");
  await share.focus();
  // It begins where the plan is.
  await says(share, 250, 100 * rows[250].egalitarianism, "%");
  await page.keyboard.press("ArrowLeft");
  await says(share, 249, 100 * rows[249].egalitarianism, "%");
  await page.keyboard.press("Home");
  await says(share, 0, 100 * rows[0].egalitarianism, "%");
  await page.keyboard.press("End");
  await says(share, 250, 100 * rows[250].egalitarianism, "%");

  const milk = cursor(page, "the stock of Milk");
  await milk.focus();
  await page.keyboard.press("ArrowLeft");
  await says(milk, 249, rows[249]["stock:Milk"], "\u00a0l");
  // Reading moves nothing but the cursor.
  await desk.shows(250);
});

test("charts of what is made, worked and caused are there for who asks", async ({ desk, page }) => {
  // Five kinds of charts, each looked at by axe.
  test.slow();
  await desk.open("?economy=valley&invest=0.53&day=94");
  const { rows } = await desk.plan();
  const also = page.getByRole("combobox", { name: "Show also" });
  for (const row of rows) {
    row.percent = 100 * row.egalitarianism;
  }
  const shows = async (what, of, column, unit) => {
    await also.selectOption(what);
    await cursor(page, of).focus();
    await says(cursor(page, of), 94, rows[94][column], unit);
    await page.keyboard.press("ArrowLeft");
    await says(cursor(page, of), 93, rows[93][column], unit);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    expect(violations).toEqual([]);
  };
  await shows("what is made", "the output of Flour", "output:Flour", "");
  await shows("hours of work", "hours of work in Works", "labour:Lb(Works)", "\u00a0h; 22\u00a0h available");
  await page.screenshot({ path: path.join(folder, "also-1280-light.png"), fullPage: true });
  // What full targets take stands beside what is made, and the hours available beside those worked.
  await also.selectOption("what is made");
  await page.getByText("Show as table: the output of Timber").click();
  const table = page.getByRole("region", { name: "Table of the output of Timber" }).getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveText(["Day", "Timber", "In full"]);
  const made = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "94", exact: true }) });
  const [output, full] = (await made.getByRole("cell").allTextContents()).map((text) => Number(text.replaceAll(",", "")));
  expect(output / rows[94]["output:Timber"]).toBeCloseTo(1, 9);
  const orders = page.getByRole("region", { name: /^Today's orders/ }).getByRole("row", { name: /^Timber/ });
  const inFull = Number((await orders.getByRole("cell").first().textContent()).replaceAll(",", ""));
  expect(Math.abs(full / inFull - 1)).toBeLessThan(1e-4);
  // 53 % of what was made today and yesterday comes back a day or two later.
  const way = 0.53 * (rows[94]["output:Timber"] + rows[93]["output:Timber"]);
  await also.selectOption("what is on its way into stock");
  await cursor(page, "Timber on its way into stock").focus();
  await says(cursor(page, "Timber on its way into stock"), 94, way, "");
  await expect(cursor(page, "Ore on its way into stock")).toHaveCount(0);
  await shows("what each profile gets of each good", "the share of Bread for Town", "percent", "%");
  await shows("what is caused, since day 0", "CO2 since day 0", "externality:CO2", "");
  // They go on with the plan, and can be taken away.
  await desk.step(1);
  await desk.shows(95);
  await page.keyboard.press("End");
  await says(cursor(page, "CO2 since day 0"), 95, (await desk.plan()).rows[95]["externality:CO2"], "");
  await also.selectOption("nothing more");
  await expect(cursor(page, "CO2 since day 0")).toHaveCount(0);
});

test("what there is nothing of is not offered", async ({ desk, page }) => {
  const also = page.getByRole("combobox", { name: "Show also" });
  // The village causes nothing besides.
  await desk.open("?economy=village&day=3");
  await expect(also.getByRole("option", { name: "hours of work" })).toHaveCount(1);
  await expect(also.getByRole("option", { name: "what is caused, since day 0" })).toHaveCount(0);
});

test("a pointer reads the day it is over", async ({ desk, page }) => {
  await desk.open("?economy=village&day=250");
  const { rows } = await desk.plan();
  const share = cursor(page, "egalitarianism");
  const chart = page.getByRole("img", { name: "Line chart of egalitarianism by day" });
  await expect(share).toBeVisible();
  // Where the chart has the dot of the shown day.
  const dot = await chart.locator("svg circle").last().boundingBox();
  await page.mouse.move(dot.x + dot.width / 2, dot.y - 40);
  await expect(share).toHaveAttribute("aria-valuetext", /^Day 250: /);
  const value = page.locator(".egalitarianism .reading .value");
  await expect(value).toContainText("Day 250: ");
  const read = await page.locator(".egalitarianism .reading .dot").boundingBox();
  expect(Math.abs(read.x + read.width / 2 - dot.x - dot.width / 2)).toBeLessThan(2);
  expect(Math.abs(read.y + read.height / 2 - dot.y - dot.height / 2)).toBeLessThan(2);
  // Half as far from the left edge of the plot: half as many days.
  const zero = await chart.getByText("0", { exact: true }).boundingBox();
  const left = zero.x + zero.width / 2;
  await page.mouse.move(left + (dot.x + dot.width / 2 - left) / 2, dot.y - 40);
  await expect(share).toHaveAttribute("aria-valuetext", /^Day 12[456]: /);
  await page.screenshot({ path: path.join(folder, "cursor-1280-light.png") });
  await page.mouse.move(5, 5);
  await expect(value).toHaveCount(0);
  expect(rows).toHaveLength(251);
});

test("the table of a chart has every day, however many there are", async ({ desk, page }) => {
  await desk.open("?economy=valley&day=150");
  const { rows } = await desk.plan();
  await page.getByText("Show as table: the stock of Grain").click();
  const region = page.getByRole("region", { name: "Table of the stock of Grain" });
  const table = region.getByRole("table");
  await expect(table).toHaveAttribute("aria-rowcount", "152");
  const value = async (day) => {
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: String(day), exact: true }) });
    await expect(row).toHaveCount(1);
    return Number(await row.getByRole("cell").innerText());
  };
  // The shown day is in sight.
  expect(Math.abs((await value(150)) / rows[150]["stock:Grain"] - 1)).toBeLessThan(1e-10);
  await region.focus();
  await expect(async () => {
    await page.keyboard.press("Home");
    await expect(table.getByRole("rowheader", { name: "0", exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(Math.abs((await value(0)) / rows[0]["stock:Grain"] - 1)).toBeLessThan(1e-10);
  expect(await table.getByRole("row").count()).toBeLessThan(40);
  // It follows the plan.
  await desk.runTo(170);
  await expect(table).toHaveAttribute("aria-rowcount", "172");
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
  await page.screenshot({ path: path.join(folder, "twin-1280-light.png"), fullPage: true });
});

test("another economy has its own cursors", async ({ desk, page }) => {
  await desk.open("?economy=village&day=5");
  await expect(page.getByRole("slider", { name: /^Read / })).toHaveCount(4);
  await desk.economy.selectOption("valley");
  await expect(desk.status).toContainText("Day 0 · Valley");
  // Egalitarianism, and the goods that have a stock.
  await expect(page.getByRole("slider", { name: /^Read / })).toHaveCount(6);
  await desk.step(5);
  await desk.shows(5);
  await expect(cursor(page, "the stock of Ore")).toHaveAttribute("aria-valuetext", /^Day 5: /);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`reading is accessible and fits, in ${colorScheme} at ${width} px`, async ({ desk, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await desk.open("?economy=village&day=300");
      await page.getByText("Show as table: egalitarianism").click();
      await cursor(page, "egalitarianism").focus();
      for (let press = 0; press < 3; press += 1) {
        await page.keyboard.press("PageDown");
      }
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await page.screenshot({ path: path.join(folder, `reading-${width}-${colorScheme}.png`) });
    });
  }
}
