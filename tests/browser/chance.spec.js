// Losses by chance: the same seed has the same days, in the tab as natively, and nothing makes them be forgotten.

const { AxeBuilder } = require("@axe-core/playwright");
const fs = require("node:fs");
const path = require("node:path");
const { native } = require("./economies");
const { test, expect } = require("./page");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SEED = 20210909;
const LINK = `?economy=village&invest=0.55&noise=0.1&loss=0.2&seed=${SEED}&day=80`;

// The days with a loss of that seed, worked out in whole numbers by a program of its own.
const DAYS = fs
  .readFileSync(path.resolve(__dirname, "../data/independent/answers.csv"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith(`losses of ${SEED},`))
  .map((line) => Number(line.split(",")[2]));

test("the same seed has the same days, and the page says which were struck", async ({ desk, page }) => {
  await desk.open(LINK);
  const first = await desk.plan();
  // While Milk binds, its stock grows by 2 · 0.55 a day, and a loss leaves 0.8 of it.
  for (let day = 1; day < 70; day += 1) {
    const growth = first.rows[day]["stock:Milk"] / first.rows[day - 1]["stock:Milk"];
    expect(growth, `day ${day}`).toBeCloseTo(DAYS.includes(day) ? 0.88 : 1.1, 9);
  }
  const days = DAYS.filter((day) => day <= 80);
  await expect(desk.chance).toContainText(`It struck on ${days.length} of 81 planned days:`);
  await expect(desk.chance).toContainText(`and ${days.at(-1)}.`);
  expect(first.text).toBe(native("village", 0.55, 80, [0.1, 0.2, SEED]));
  await expect(desk.chance).toContainText("With a probability of 10\u00a0% a day 20\u00a0% of every stock");

  await desk.seed.fill("8");
  await desk.seed.press("Enter");
  await expect(async () => expect((await desk.plan()).text).not.toBe(first.text)).toPass();
  await desk.seed.fill(String(SEED));
  await desk.seed.press("Enter");
  await expect(async () => expect((await desk.plan()).text).toBe(first.text)).toPass();
  await page.reload();
  await desk.shows(80);
  expect((await desk.plan()).text).toBe(first.text);
});

test("without losses again, the days are those of the plan", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.55&day=80");
  const calm = await desk.plan();
  await desk.open(LINK);
  expect((await desk.plan()).text).not.toBe(calm.text);
  await desk.noise.fill("0");
  await desk.noise.press("Enter");
  await expect(desk.chance).toHaveText("No losses: every day goes as planned.");
  await expect(async () => expect((await desk.plan()).text).toBe(calm.text)).toPass();
});

test("what is no probability, share or seed is named beside its field, and the plan stays", async ({ desk }) => {
  await desk.open(LINK);
  const before = await desk.plan();
  for (const [field, bad, words] of [
    [desk.noise, "1.5", "A probability is a number from 0 to 1, such as 0.1."],
    [desk.loss, "-1", "The share lost is a number from 0 to 1, such as 0.2."],
    [desk.seed, "1.5", "A seed is a whole number, such as 7."],
  ]) {
    const good = await field.inputValue();
    await field.fill(bad);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(desk.page.getByText(words)).toBeVisible();
    await field.press("Enter");
    await field.fill(good);
    await expect(field).toHaveAttribute("aria-invalid", "false");
  }
  expect((await desk.plan()).text).toBe(before.text);
});

test("losses are restored, survive their worker, and are saved", async ({ desk, page, complaints }) => {
  await desk.open("?economy=village&invest=0.55");
  await desk.noise.fill("0.1");
  await desk.noise.press("Enter");
  await desk.seed.fill("7");
  await desk.seed.press("Enter");
  await desk.runTo(80);
  await expect(desk.chance).toContainText("of 81 planned days");
  const plan = await desk.plan();

  // Another worker has the same losses.
  const [worker] = page.workers();
  const gone = worker.waitForEvent("close");
  await Promise.race([worker.evaluate(() => setTimeout(() => { throw new Error("killed"); })).catch(() => {}), gone]);
  await expect(page.getByText("A new one takes over; nothing is lost.")).toBeVisible();
  await desk.runTo(81);
  expect((await desk.plan()).text.startsWith(plan.text)).toBe(true);
  complaints.length = 0;

  // Saved and opened again.
  const [download] = await Promise.all([page.waitForEvent("download"), desk.button("Save economy (JSON)").click()]);
  const file = await download.path();
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toMatchObject({ noise: 0.1, loss: 0.2, seed: 7, version: 2 });
  await page.waitForTimeout(1_000);

  await page.reload();
  await desk.shows(0);
  await expect(desk.noise).toHaveValue("0");
  await page.getByRole("button", { name: /^Restore / }).click();
  await desk.shows(81);
  await expect(desk.noise).toHaveValue("0.1");
  await expect(desk.seed).toHaveValue("7");
  expect((await desk.plan()).text.startsWith(plan.text)).toBe(true);

  await page.goto("./?seed=99");
  await desk.shows(0);
  await desk.files.setInputFiles({ name: "economy.json", mimeType: "application/json", buffer: fs.readFileSync(file) });
  await desk.shows(81);
  await expect(desk.noise).toHaveValue("0.1");
  await expect(desk.seed).toHaveValue("7");
  expect((await desk.plan()).text.startsWith(plan.text)).toBe(true);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`the fields are accessible and fit, in ${colorScheme} at ${width} px`, async ({ desk, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await desk.open(LINK);
      await desk.seed.fill("1.5");
      await expect(desk.seed).toHaveAttribute("aria-invalid", "true");
      await desk.seed.scrollIntoViewIfNeeded();
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await page.screenshot({ path: path.join(folder, `chance-${width}-${colorScheme}.png`) });
    });
  }
}
