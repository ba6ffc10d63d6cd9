// "Ask the unit": a producer is led through the questions, by keyboard alone.

const { AxeBuilder } = require("@axe-core/playwright");
const path = require("node:path");
const { test, expect } = require("./page");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const headline = (page) => page.getByRole("heading", { level: 1 });

async function openUnits(page) {
  await page.goto("./?economy=village&view=units");
  await expect(headline(page)).toContainText("Everyone has everything after 382 days", { timeout: 20_000 });
}

// The answer to the question that has the focus.
async function answer(page, question, text) {
  await expect(page.getByRole("textbox", { name: question, exact: true })).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

test("a producer is asked, by keyboard alone, and what is answered can be undone", async ({ page }) => {
  await openUnits(page);
  const begin = page.getByRole("button", { name: "Ask the unit" });
  await begin.focus();
  await page.keyboard.press("Enter");
  // The first unit makes churns from milk.
  await answer(page, "How much Butter churn (churns) can you make in a day at most?", "20");
  const needed = (made) => `To make ${made} of Butter churn (churns) in a day, how much Milk (l) do you need?`;
  await answer(page, needed(1), "50");
  // An answer that makes no sense is told beside the field, and the question stays.
  await answer(page, needed(10), "7");
  await expect(page.getByRole("alert").filter({ hasText: "Making more cannot need less: to make 1 you said 50." })).toBeVisible();
  await answer(page, needed(10), "600");
  await expect(page.getByRole("textbox", { name: needed(20) })).toBeFocused();
  // Not known.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "I don’t know" })).toBeFocused();
  await page.keyboard.press("Enter");
  await answer(page, "Do you need anything else to make Butter churn? Name it as the table does.", "Lb(Butter churn)");
  const hours = (made) => `To make ${made} of Butter churn (churns) in a day, how much Lb(Butter churn) do you need?`;
  for (const [made, amount] of [[1, "2"], [10, "20"], [20, "50"]]) {
    await answer(page, hours(made), amount);
  }
  await expect(page.getByRole("textbox", { name: /^Do you need anything else/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Nothing else" })).toBeFocused();
  await page.keyboard.press("Enter");
  const answers = page.getByRole("region", { name: "The answers", exact: true });
  await expect(answers.getByRole("row")).toHaveCount(4);
  await expect(answers).toContainText("–");
  await expect(page.getByRole("button", { name: "Take these answers" })).toBeFocused();
  await page.keyboard.press("Enter");

  await expect(begin).toBeFocused();
  // Half a churn costs 25 of milk now, where it was next to nothing.
  await expect(headline(page)).not.toContainText("after 382 days");
  await expect(page.getByRole("textbox", { name: "Amount of answer 2" })).toHaveValue("600");
  await expect(page.getByRole("button", { name: /^Lb\(Butter churn\) of / })).toBeVisible();
  // All of it is one step.
  await page.keyboard.press("Control+z");
  await expect(headline(page)).toContainText("after 382 days");
  await expect(page.getByRole("button", { name: /^Lb\(Butter churn\) of / })).toHaveCount(0);
});

test("what is known of the unit stands in the first question", async ({ page }) => {
  await page.goto("./?economy=valley&invest=0.53&view=units");
  await expect(page.getByRole("textbox", { name: "Capacity of Old mill" })).toHaveValue("300");
  await page.getByRole("button", { name: "Ask the unit" }).click();
  await expect(page.getByRole("textbox", { name: "How much Flour can you make in a day at most?", exact: true })).toHaveValue("300");
});

test("who leaves the interview changes nothing", async ({ page }) => {
  await openUnits(page);
  await page.getByRole("button", { name: "Ask the unit" }).click();
  await answer(page, "How much Butter churn (churns) can you make in a day at most?", "20");
  await page.getByRole("button", { name: "Leave without changing anything" }).click();
  await expect(page.getByRole("button", { name: "Ask the unit" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`the questions are accessible and fit, in ${colorScheme} at ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await openUnits(page);
      await page.getByRole("button", { name: "Ask the unit" }).click();
      await answer(page, "How much Butter churn (churns) can you make in a day at most?", "20");
      await answer(page, /^To make 1/, "much");
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await page.screenshot({ path: path.join(folder, `ask-${width}-${colorScheme}.png`) });
    });
  }
}
