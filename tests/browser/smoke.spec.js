// The page opens, and nothing complains.

const { test, expect } = require("./page");

test("the page opens without a complaint", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle("Olin");
  // The first frame's placeholder goes away once the page's own code runs.
  await expect(page.locator(".first-paint")).toHaveCount(0);
});

test("nothing is asked of another server", async ({ page, baseURL }) => {
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL) && /^https?:/.test(request.url())) {
      elsewhere.push(request.url());
    }
  });
  await page.goto("/", { waitUntil: "networkidle" });
  expect(elsewhere).toEqual([]);
});
