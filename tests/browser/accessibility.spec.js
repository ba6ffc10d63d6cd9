// axe finds nothing to complain about: WCAG 2.2 AA and good practice, in every theme, on a phone, on a desk and on a wall.

const { AxeBuilder } = require("@axe-core/playwright");
const { test, expect } = require("./page");
const { replacing, shipped } = require("./economies");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectNoViolation(page, scene) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${scene}: ${id} (${help}): ${node.target.join(" ")}\n  ${node.failureSummary}`),
  );
  expect(told).toEqual([]);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800]]) {
    test(`no violation in ${colorScheme} at ${width} px`, async ({ desk, page }) => {
      // Seven looks at the whole page take long where other programs have the processor.
      test.setTimeout(120_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await desk.open();
      await desk.complete();
      await expectNoViolation(page, "fresh");

      await desk.runTo(400);
      await expectNoViolation(page, "after a run");

      await desk.button("Run").click();
      await expect(desk.button("Pause")).toBeVisible();
      await expectNoViolation(page, "in a run");
      await desk.button("Pause").click();

      await desk.ask("-1");
      await expect(desk.runToDay).toHaveAttribute("aria-invalid", "true");
      await desk.investment.fill("7");
      await expect(desk.investment).toHaveAttribute("aria-invalid", "true");
      await expectNoViolation(page, "fields at fault");

      await desk.files.setInputFiles(shipped("valley"));
      await expect(page.getByRole("region", { name: "How your files were read" })).toBeVisible();
      await expectNoViolation(page, "import report");

      await desk.files.setInputFiles(
        shipped("village", { "profiles.csv": (text) => text.replace(",800,", ",,").replace(",500,", ",,") }),
      );
      await expect(page.getByRole("region", { name: "How many citizens are there?" })).toBeVisible();
      await expectNoViolation(page, "citizens asked for");
      await page.screenshot({ path: `target/pictures/citizens-${colorScheme}-${width}.png` });

      await desk.files.setInputFiles(
        shipped("village", { "table.csv": replacing("Milk,0.001,units,2", "Milk,0.0O1,units,two") }),
      );
      await expect(desk.alert).toContainText("2 faults");
      await expectNoViolation(page, "faults");

      await page.goto("./?economy=atlantis&invest=2");
      await desk.shows(0);
      await expect(desk.button("Dismiss")).toHaveCount(2);
      await expectNoViolation(page, "notices");
    });
  }
}

const VIEWS = ["plan", "economy", "profiles", "units", "how", "tables", "scale"];

// Light and dark: the plan here, each other view with its own tests.
for (const [theme, width, height, views] of [
  ["light", 1920, 1080, ["plan"]],
  ["dark", 1920, 1080, ["plan"]],
  ["projector", 360, 740, VIEWS],
  ["projector", 1280, 800, VIEWS],
  ["projector", 1920, 1080, VIEWS],
]) {
  test(`no violation in the theme ${theme} at ${width} px, and nothing beyond the window`, async ({ desk, page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    for (const view of views) {
      await page.goto(`./?economy=valley&invest=0.53&day=100&theme=${theme}&view=${view}`);
      await expect(page.getByRole("tab", { name: view })).toHaveAttribute("aria-selected", "true");
      await expect(page.getByRole("heading", { level: 1 })).not.toContainText("…");
      if (view === "plan") {
        await desk.complete();
      }
      await expectNoViolation(page, view);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, `${view}: pixels beyond the window`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `target/pictures/${view}-${width}-${theme}.png`, fullPage: true });
    }
  });
}

test("the page is one document with headings in order", async ({ desk, page }) => {
  await desk.open("?day=100");
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Everyone gets");
  const charts = page.getByRole("img");
  await expect(charts).toHaveCount(4);
  for (const chart of await charts.all()) {
    await expect(chart).toHaveAccessibleName(/^Line chart of /);
  }
});

for (const [width, height] of [[640, 400], [740, 360], [1280, 400]]) {
  test(`at ${width} by ${height} px, as at 200 %, the plan's controls stand between headline and charts`, async ({ desk, page }) => {
    await page.setViewportSize({ width, height });
    await desk.open("?economy=valley&day=50");
    const box = (locator) => locator.boundingBox();
    const [headline, run, chart] = [
      await box(page.getByRole("heading", { level: 1 })),
      await box(desk.button("Run")),
      await box(page.getByRole("img").first()),
    ];
    expect(run.y).toBeGreaterThanOrEqual(headline.y + headline.height);
    expect(run.y + run.height).toBeLessThanOrEqual(chart.y);
    await desk.step(10);
    await desk.shows(60);
  });
}

test("no violation on the page of templates", async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.goto("./templates/");
    await expect(page.getByRole("heading", { name: "Files of an economy" })).toBeVisible();
    await expectNoViolation(page, `templates in ${colorScheme}`);
  }
});
