// How a day is computed, on the economy's own numbers: the passes, the formulas with their values, the terms.

const { AxeBuilder } = require("@axe-core/playwright");
const path = require("node:path");
const { test, expect } = require("./page");
const { file } = require("./economies");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const headline = (page) => page.getByRole("heading", { level: 1 });
const passes = (page) => page.getByRole("region", { name: "The passes" });

async function openHow(page, query) {
  await page.goto(`./${query}&view=how`);
  await expect(headline(page)).toContainText("is computed", { timeout: 20_000 });
}

test("the village in full: passes and formulas by hand", async ({ desk, page }) => {
  await openHow(page, "?economy=village&day=400");
  await expect(headline(page)).toHaveText("How day 400 is computed");
  await expect(page.locator(".how .headline")).toContainText("so it is in balance");
  const milk = await desk.row(passes(page).getByRole("table"), "Formulas of Milk");
  // 3 · 800 + 2 · 500 for citizens; then 2 · 180 for butter and 0.001 · 3400 for itself.
  expect(milk.d).toBe("3400");
  expect(milk["R(d)"]).toBe("363.4");
  // 3763.764845 by hand, of which the last digit shown is a matter of rounding.
  expect(milk["x, to make"]).toMatch(/^3763\.7648[45]\u00a0l$/);
  const values = page.getByRole("region", { name: "The balance, with values" });
  await expect(values).toContainText("3763.76=360for Butter+3.76376for Milk");
  await expect(page.getByRole("region", { name: "What citizens get, with values" })).toContainText("3400=1(3·800Prof 0+2·500Prof 1)");
  // Of MathML, which screen readers read.
  expect(await page.locator("math").count()).toBeGreaterThan(8);
});

test("a good is chosen by keyboard alone, and the day is the plan's", async ({ desk, page }) => {
  await desk.open("?economy=valley&day=94");
  await page.getByRole("tab", { name: "Plan" }).focus();
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(page.getByRole("tab", { name: "How" })).toBeFocused();
  await expect(headline(page)).toHaveText("How day 94 is computed");
  await expect(page.getByText("The hours in Works are used up first, and so decide.")).toBeVisible();
  const timber = page.getByRole("button", { name: "Formulas of Timber" });
  await timber.focus();
  await page.keyboard.press("Enter");
  await expect(timber).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("heading", { level: 2, name: /The formulas/ })).toContainText("Timber");
  // The focus is where it was.
  await expect(timber).toBeFocused();
  await expect(page.getByRole("region", { name: "What the day does to the stock, with values" })).toContainText("morning");
});

test("of many goods some are shown at a time", async ({ desk, page }) => {
  const names = Array.from({ length: 45 }, (_, place) => `Good ${place + 1}`);
  const table = names.map((name, row) => [name, ...names.map((_, column) => (column === row + 1 ? 0.5 : 0))].join(","));
  await desk.open();
  await desk.files.setInputFiles([
    file("table.csv", `${[["Type", ...names].join(","), ...table].join("\n")}\n`),
    file("profiles.csv", `Name,Population,${names.join(",")}\nAll,10,${names.map(() => 1).join(",")}\n`),
    file("stocks.csv", `name,stock,bound,keeping,gestation,loss\n${names.map((name) => `${name},0,none,flow,0,0`).join("\n")}\n`),
  ]);
  await expect(desk.status).toContainText("Your files");
  await page.getByRole("tab", { name: "How" }).click();
  await expect(page.getByText("Goods 1 to 20 of 45")).toBeVisible();
  await page.getByRole("button", { name: "Goods after" }).click();
  await page.getByRole("button", { name: "Goods after" }).click();
  await expect(page.getByText("Goods 41 to 45 of 45")).toBeVisible();
  await expect(page.getByRole("button", { name: "Goods after" })).toBeDisabled();
  // A chain: of the last good 10; of the one before 10 + 5; of the first the whole series, nearly 20.
  const last = await desk.row(passes(page).getByRole("table"), "Formulas of Good 45");
  expect([last.d, last["A d"], last["x, to make"]]).toEqual(["10", "0", "10"]);
  const before = await desk.row(passes(page).getByRole("table"), "Formulas of Good 44");
  expect([before.d, before["A d"], before["A² d"], before["x, to make"]]).toEqual(["10", "5", "0", "15"]);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`accessible and within the window, in ${colorScheme} at ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await openHow(page, "?economy=valley&day=94");
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await page.screenshot({ path: path.join(folder, `how-${width}-${colorScheme}.png`), fullPage: true });
    });
  }
}
