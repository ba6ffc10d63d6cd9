// A point of Fig 2 as an economy to plan: made in the tab, planned and stepped, its long lists searched, sorted and scrolled.

const fs = require("node:fs");
const { AxeBuilder } = require("@axe-core/playwright");
const { test, expect } = require("./page");
const { LONG, longestTasks } = require("./tasks");

const GOODS = 5_500;
const FINALS = 500;
const PROFILES = 200;
// Of the entangled family every good is needed for 500.
const CELLS = "2,750,000";
const SLOW = { timeout: 120_000 };

class Large {
  constructor(page) {
    this.page = page;
    this.make = page.getByRole("button", { name: "Make it and plan a day" });
  }

  choice(name) {
    return this.page.getByRole("combobox", { name, exact: true });
  }

  tab(name) {
    return this.page.getByRole("tab", { name, exact: true });
  }

  grid(name) {
    return this.page.getByRole("grid", { name, exact: true });
  }

  // The row of a grid in a place, from 0.
  row(grid, place) {
    return grid.locator(`[aria-rowindex="${place + 2}"]`);
  }

  find(section) {
    return this.page.locator(`.plan .${section}`).getByRole("searchbox", { name: "Find" });
  }

  async choose(needs = "500") {
    await this.tab("Scale").click();
    await expect(this.make).toBeEnabled();
    await this.choice("Industrial goods").selectOption({ label: "5,000" });
    await this.choice("Final goods").selectOption({ label: "500" });
    await this.choice("Needs per good").selectOption({ label: needs });
    await this.choice("Family").selectOption({ label: "entangled" });
  }

  async open() {
    await this.choose();
    await this.make.click();
    await expect(this.page.getByRole("status")).toContainText(`Day 0 · ${GOODS} goods, 500 needs each, entangled`, SLOW);
    await expect(this.grid("All orders")).toHaveAttribute("aria-rowcount", String(GOODS + 1), SLOW);
  }
}

// Every row that is seen has come: none says that it has not.
async function hasNoBlank(grid) {
  await expect(grid).toHaveAttribute("aria-busy", "false");
  await expect(grid.getByText("…", { exact: true })).toHaveCount(0);
  const blank = await grid.evaluate((region) => {
    const { top, bottom } = region.getBoundingClientRect();
    const head = region.querySelector("thead").getBoundingClientRect().height;
    const seen = [...region.querySelectorAll("tbody [role=row]")].map((row) => row.getBoundingClientRect());
    const covered = seen.filter((row) => row.bottom > top + head && row.top < bottom);
    const from = Math.min(...covered.map((row) => row.top));
    const to = Math.max(...covered.map((row) => row.bottom));
    return { above: from - (top + head), below: bottom - to };
  });
  expect(blank.above).toBeLessThanOrEqual(1);
  expect(blank.below).toBeLessThanOrEqual(2);
}

const number = (text) => Number(text.replace(/[,\s]|[^\d.e-].*$/g, ""));

test("a point of 5,500 goods is made, planned, explained and stepped like the village", async ({ desk, page }) => {
  test.setTimeout(240_000);
  await desk.open();
  const large = new Large(page);
  await large.choose();
  await expect(page.getByText(`5,500 goods and ${CELLS} coefficients take about`)).toBeVisible();
  await large.make.click();
  await expect(large.tab("Plan")).toHaveAttribute("aria-selected", "true");
  await expect(desk.status).toContainText(`Day 0 · ${GOODS} goods, 500 needs each, entangled`, SLOW);
  await expect(desk.status).toContainText("stock holds it back");
  await expect(desk.status).toContainText(/With 10\s% more/);
  await desk.step(1);
  await desk.shows(1, SLOW);
});

test("long lists are searched, sorted and scrolled, by pointer and by keyboard", async ({ desk, page }) => {
  test.setTimeout(240_000);
  await desk.open();
  const large = new Large(page);
  await large.open();
  const orders = large.grid("All orders");
  await hasNoBlank(orders);
  await expect(large.row(orders, 0).getByRole("rowheader")).toHaveText("Final good 0");

  // Far down, in one move; the rows that are there have come.
  for (const share of [0.5, 0.987, 0.25]) {
    await orders.evaluate((region, share) => region.scrollTo(0, share * region.scrollHeight), share);
    await hasNoBlank(orders);
  }

  await orders.focus();
  await page.keyboard.press("End");
  await expect(large.row(orders, GOODS - 1).getByRole("rowheader")).toHaveText(`Industrial good ${GOODS - 1}`);
  await expect(large.row(orders, GOODS - 1)).toHaveAttribute("aria-selected", "true");
  await hasNoBlank(orders);
  await page.keyboard.press("ArrowUp");
  await expect(large.row(orders, GOODS - 2)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("group", { name: "The order in detail" })).toContainText(`Industrial good ${GOODS - 2}`);
  await expect(page.getByRole("group", { name: "The order in detail" })).toContainText("Uses up");
  await page.keyboard.press("Home");
  await expect(large.row(orders, 0)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("PageDown");
  await expect(orders).toHaveAttribute("aria-activedescendant", /-row-(9|10|11)$/);

  // Sorted by today's output: the largest first, then the smallest.
  const head = (name) => orders.getByRole("columnheader", { name });
  const outputs = () => orders.locator("tbody [role=row] > :nth-child(2)").allInnerTexts();
  await head("Today").getByRole("button").press("Enter");
  await expect(head("Today")).toHaveAttribute("aria-sort", "descending");
  await hasNoBlank(orders);
  const falling = (await outputs()).map(number);
  expect(falling.length).toBeGreaterThan(10);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await head("Today").getByRole("button").click();
  await expect(head("Today")).toHaveAttribute("aria-sort", "ascending");
  await hasNoBlank(orders);
  const rising = (await outputs()).map(number);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  expect(rising[0]).toBeLessThan(falling[0]);

  // Every good with a 42 in its name.
  const with42 = Array.from({ length: GOODS }, (_, good) => String(good)).filter((name) => name.includes("42"));
  await large.find("orders").fill("GOOD 42");
  await expect(orders).toHaveAttribute("aria-rowcount", String(with42.length + 1));
  await expect(page.locator(".plan .orders").getByText(`${with42.length} of 5,500 goods`)).toBeVisible();
  await head("Good").getByRole("button").click();
  await expect(large.row(orders, 0).getByRole("rowheader")).toHaveText("Final good 42");

  const targets = large.grid("All targets");
  await expect(targets).toHaveAttribute("aria-rowcount", String(FINALS * PROFILES + 1));
  await large.find("fulfilment").fill("profile 17 good 499");
  await expect(targets).not.toHaveAttribute("aria-rowcount", String(FINALS * PROFILES + 1));
  await large.find("fulfilment").fill("");
  await targets.getByRole("columnheader", { name: "Promised" }).getByRole("button").click();
  await hasNoBlank(targets);
  const promised = (await targets.locator("tbody [role=row] > :nth-child(3)").allInnerTexts()).map(number);
  expect(promised).toEqual([...promised].sort((a, b) => b - a));

  const bounds = large.grid("All bounds");
  // A stock of every good, and two kinds of labour.
  await expect(bounds).toHaveAttribute("aria-rowcount", String(GOODS + 3));
  await expect(large.row(bounds, 0)).toContainText("100");

  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await hasNoBlank(orders);
      await page.screenshot({ path: `target/pictures/large-plan-${colorScheme}-${width}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`))).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  }
});

test("the table of 5,500 goods scrolls without blank cells", async ({ desk, page }) => {
  test.setTimeout(240_000);
  await desk.open();
  const large = new Large(page);
  await large.open();
  await large.tab("Economy").click();
  const table = page.getByRole("grid", { name: "The table" });
  await expect(table).toHaveAttribute("aria-rowcount", String(GOODS + 5), SLOW);
  for (const [down, across] of [[0.5, 0], [0.9, 0.7], [0.1, 0.3], [0.5, 0], [1, 1]]) {
    await table.evaluate((grid, [down, across]) => grid.scrollTo(across * grid.scrollWidth, down * grid.scrollHeight), [down, across]);
    await expect(table.locator(".coming")).toHaveCount(0);
    await expect(table.getByRole("gridcell").first()).toBeVisible();
  }
  await expect(page.getByRole("status")).toContainText("After 1 day everyone has", SLOW);
});

test("it is stopped while it is made, and what was open stays", async ({ desk, page }) => {
  test.setTimeout(120_000);
  await desk.open();
  const large = new Large(page);
  await large.choose("2,000");
  // Seconds to make, whatever the machine.
  await large.choice("Industrial goods").selectOption({ label: "50,000" });
  await large.make.click();
  await expect(page.getByText("Making the economy")).toBeVisible();
  await desk.button("Stop").click();
  await expect(page.getByText("Making the economy")).toHaveCount(0);
  await desk.step(1);
  await expect(desk.status).toContainText("Day 1 · Village (Table 1)");
});

test("a point without room is refused with its megabytes before it is made", async ({ desk, page }) => {
  await desk.open();
  const large = new Large(page);
  await large.choose();
  await large.choice("Tables").selectOption({ label: "A table beyond one worker's memory" });
  await expect(page.getByText("would take about 6,758 MB to plan, but a browser gives a worker 4,228 MB at most")).toBeVisible();
  await expect(large.make).toBeDisabled();
});

test("no task is long while a large economy is made, planned and looked at", async ({ desk, page }) => {
  test.setTimeout(600_000);
  const longest = await longestTasks({ desk, page }, async () => {
    const large = new Large(page);
    await large.open();
    await desk.step(1);
    await desk.shows(1, SLOW);
    const orders = large.grid("All orders");
    for (const share of [0.3, 0.9, 0.5]) {
      await orders.evaluate((region, share) => region.scrollTo(0, share * region.scrollHeight), share);
      await hasNoBlank(orders);
    }
    await large.find("orders").fill("good 7");
    await orders.getByRole("columnheader", { name: "Stock" }).getByRole("button").click();
    await hasNoBlank(orders);
    await large.grid("All targets").getByRole("columnheader", { name: "Gets" }).getByRole("button").click();
    await hasNoBlank(large.grid("All targets"));
  });
  expect(longest.page).toBeLessThanOrEqual(LONG);
  expect(longest.workers).toBeLessThanOrEqual(LONG);
});

test("it is kept as its few numbers, and restored with its day", async ({ desk, page }) => {
  test.setTimeout(120_000);
  await desk.open();
  const large = new Large(page);
  await large.tab("Scale").click();
  await large.choice("Industrial goods").selectOption({ label: "500" });
  await large.choice("Final goods").selectOption({ label: "50" });
  await large.choice("Needs per good").selectOption({ label: "500" });
  await large.make.click();
  const name = "550 goods, 500 needs each, full";
  await expect(desk.status).toContainText(`Day 0 · ${name}`, SLOW);
  await desk.step(5);
  await desk.shows(5, SLOW);
  const before = await desk.plan();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save economy (JSON)" }).click(),
  ]);
  const saved = JSON.parse(fs.readFileSync(await download.path(), "utf8"));
  expect(saved.made).toEqual({ industrial: 500, finals: 50, needs: 500, family: "full", seed: 1, curved: 200 });
  expect(saved.day).toBe(5);
  // A moment after the last change it is kept.
  await page.waitForTimeout(1500);
  await page.reload();
  await page.getByRole("region", { name: "Recent economies" }).getByRole("button", { name: /^Restore / }).click();
  await expect(desk.status).toContainText(`Day 5 · ${name}`, SLOW);
  expect(await desk.plan()).toEqual(before);
});
