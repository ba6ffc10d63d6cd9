// The plan on paper: one page, in ink on white whatever the screen's colours, without anything that is there to be pressed.

const fs = require("node:fs");
const path = require("node:path");
const { test, expect } = require("./page");

const folder = path.resolve(__dirname, "../../target/pictures");

// The pages of a PDF, by the objects that describe them.
const pages = (bytes) => bytes.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

for (const [economy, day] of [["village", 250], ["valley", 94]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the plan of the ${economy} is one page, from a ${colorScheme} screen`, async ({ desk, page }) => {
      await page.emulateMedia({ colorScheme });
      await desk.open(`?economy=${economy}&day=${day}`);
      // The style of what is printed comes with the second module.
      await expect(page.getByText("Show as table").first()).toBeVisible();
      const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false });
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, `report-${economy}-${colorScheme}.pdf`), bytes);
      expect(pages(bytes)).toBe(1);

      await page.emulateMedia({ colorScheme, media: "print" });
      await expect(desk.status).toBeVisible();
      await expect(page.getByRole("heading", { name: /What holds the plan back/ })).toBeVisible();
      await expect(desk.orders).toBeVisible();
      await expect(page.getByRole("button")).toHaveCount(0);
      await expect(page.getByRole("slider")).toHaveCount(0);
      const { ink, paper } = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return { ink: color, paper: backgroundColor };
      });
      expect([ink, paper]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
      await page.setViewportSize({ width: 700, height: 990 });
      await page.screenshot({ path: path.join(folder, `report-${economy}-${colorScheme}.png`) });
    });
  }
}
