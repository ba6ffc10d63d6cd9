// Pictures of the page for people to look at, in target/pictures/; and what can be said of them without looking: nothing
// reaches beyond the window's width, and every chart has a drawing.

const path = require("node:path");
const { test, expect } = require("./page");
const { replacing, shipped } = require("./economies");

const folder = path.resolve(__dirname, "../../target/pictures");

const SCENES = {
  village: async (desk) => desk.open("?economy=village&invest=0.51&day=250"),
  valley: async (desk) => desk.open("?economy=valley&invest=0.53&day=94"),
  report: async (desk) => {
    await desk.open();
    await desk.files.setInputFiles(shipped("valley"));
    await expect(desk.status).toContainText("Your files");
    await desk.runTo(50);
  },
  faults: async (desk) => {
    await desk.open("?day=20");
    await desk.files.setInputFiles(
      shipped("village", {
        "table.csv": replacing("Milk,0.001,units,2", "Milk,0.0O1,units,two"),
        "profiles.csv": replacing("Prof 0,800,3,0,0.1", "Prof 0,-800,3,0,0.1"),
      }),
    );
    await expect(desk.alert).toContainText("3 faults");
  },
  notices: async (desk, page) => {
    await page.goto("./?economy=atlantis&invest=2&seed=x");
    await desk.shows(0);
  },
};

for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`pictures at ${width} px in ${colorScheme}`, async ({ desk, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      for (const [name, prepare] of Object.entries(SCENES)) {
        await prepare(desk, page);
        await desk.complete();
        await expect(page.getByText("Show as table").first()).toBeVisible();
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(overflow, `${name}: pixels beyond the window`).toBeLessThanOrEqual(0);
        const charts = page.getByRole("img", { name: /^Line chart/ });
        expect(await charts.count()).toBeGreaterThan(1);
        for (const chart of await charts.all()) {
          const drawn = await chart.evaluate((element) => {
            const room = element.getBoundingClientRect();
            const lines = [...element.querySelectorAll("svg polyline, svg path, svg circle")];
            const boxes = lines.map((line) => line.getBoundingClientRect());
            const inside = boxes.every(
              (box) => box.left >= room.left - 1 && box.right <= room.right + 1 && box.top >= room.top - 1 && box.bottom <= room.bottom + 1,
            );
            return { lines: lines.length, texts: element.querySelectorAll("svg text").length, inside };
          });
          expect(drawn.lines).toBeGreaterThan(0);
          expect(drawn.texts).toBeGreaterThan(3);
          expect(drawn.inside).toBe(true);
        }
        const file = `${name}-${width}-${colorScheme}`;
        await page.evaluate(() => window.scrollTo(0, 0));
        await page.screenshot({ path: path.join(folder, `${file}.png`) });
        await page.screenshot({ path: path.join(folder, `${file}-whole.png`), fullPage: true });
      }
    });
  }
}
