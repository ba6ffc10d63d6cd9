// What a link asks for: followed, or named and ignored.

const { test, expect } = require("./page");

const notices = (page) => page.getByText(/^The link /);

test("economy, day and investment of a link are followed", async ({ desk, page }) => {
  await desk.open("?economy=valley&day=40&invest=0.6");
  await expect(desk.economy).toHaveValue("valley");
  await expect(desk.investment).toHaveValue("0.6");
  await expect(desk.status).toContainText("Day 40 · Valley · investing 60\u00a0% of output");
  expect((await desk.plan()).rows).toHaveLength(41);
  await expect(notices(page)).toHaveCount(0);
  await desk.open("?economy=village-published");
  await expect(desk.economy).toHaveValue("village-published");
  await expect(desk.status).toContainText("Village as published");
  await expect(notices(page)).toHaveCount(0);
});

test("the page has links to itself in other letters and colours", async ({ desk, page }) => {
  await desk.open("?economy=village&seed=7");
  await desk.economy.selectOption("valley");
  await expect(desk.status).toContainText("Valley");
  const root = page.locator("html");
  for (const [name, theme] of [["for a projector", "projector"], ["dark", "dark"], ["light", "light"]]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(desk.economy).toHaveValue("valley");
    await expect(root).toHaveAttribute("data-theme", theme);
    expect(new URL(page.url()).search).toBe(`?economy=valley&seed=7&theme=${theme}`);
  }
  await page.getByRole("link", { name: "as the system has them" }).click();
  await expect(desk.economy).toHaveValue("valley");
  await expect(root).not.toHaveAttribute("data-theme");
  await expect(notices(page)).toHaveCount(0);
});

test("without parameters the village opens on day 0 with 0.51 invested", async ({ desk, page }) => {
  await desk.open();
  await expect(desk.economy).toHaveValue("village");
  await expect(desk.investment).toHaveValue("0.51");
  await expect(desk.runToDay).toHaveValue("400");
  await expect(notices(page)).toHaveCount(0);
});

test("the shares 0 and 1 can be invested", async ({ desk, page }) => {
  for (const [invest, words] of [["0", "investing 0\u00a0%"], ["1", "investing 100\u00a0%"]]) {
    await desk.open(`?invest=${invest}`);
    await expect(desk.investment).toHaveValue(invest);
    await expect(desk.status).toContainText(words);
  }
  await expect(notices(page)).toHaveCount(0);
});

test("what cannot be followed is named, and the rest is followed", async ({ desk, page }) => {
  await page.goto("./?invest=2&day=x&economy=atlantis&foo=1&theme=dark");
  await desk.shows(0);
  await expect(desk.economy).toHaveValue("village");
  await expect(desk.investment).toHaveValue("0.51");
  await expect(notices(page)).toHaveCount(4);
  for (const named of [/invest.*2.*ignored/, /day.*x.*ignored/, /economy.*atlantis/, /foo.*ignored/]) {
    await expect(notices(page).filter({ hasText: named })).toBeVisible();
  }
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  // Each can be dismissed, and only that one goes.
  await desk.button("Dismiss").first().click();
  await expect(notices(page)).toHaveCount(3);
});

test("every bad value is named and ignored", async ({ desk, page }) => {
  // The page is opened for each of them.
  test.setTimeout(90_000);
  const bad = {
    day: ["-1", "1.5", "1e3", "", "4294967296", "NaN", "٣"],
    invest: ["-0.01", "1.01", "NaN", "inf", "", "51%25", "0,51"],
    economy: ["", "Village", "../village", "constructor"],
    theme: ["pink"],
    view: ["moon"],
    speed: ["0", "-1", "1001", "fast", "", "inf"],
    noise: ["1.1", "-0.1", "NaN", ""],
    loss: ["2", "20%25", ""],
    seed: ["1.5", "-1", "", "seven", "18446744073709551616"],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      await page.goto(`./?${name}=${value}`);
      await desk.shows(0);
      await expect(notices(page), `${name}=${value}`).toHaveCount(1);
      await expect(notices(page)).toContainText(name);
      await expect(desk.economy).toHaveValue("village");
      await expect(desk.investment).toHaveValue("0.51");
    }
  }
});

test("names that may have a meaning later are named, too", async ({ desk, page }) => {
  await page.goto("./?embed=1&lang=de");
  await desk.shows(0);
  await expect(notices(page)).toHaveCount(2);
});

test("a link says how fast Run goes", async ({ desk, page }) => {
  for (const [speed, words] of [["5", "5 days/s"], ["max", "fastest"], ["0.5", "0.5 days/s"], ["", "20 days/s"]]) {
    await desk.open(speed === "" ? "" : `?speed=${speed}`);
    await expect(desk.speed.locator("option:checked")).toHaveText(words);
    await expect(notices(page)).toHaveCount(0);
  }
});

test("losses by chance of a link are followed", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.52&noise=0.1&loss=0.25&seed=18446744073709551615&day=60");
  await expect(desk.noise).toHaveValue("0.1");
  await expect(desk.loss).toHaveValue("0.25");
  await expect(desk.seed).toHaveValue("18446744073709551615");
  await expect(notices(page)).toHaveCount(0);
  // A seed alone is only kept in readiness.
  await desk.open("?seed=7");
  await expect(desk.seed).toHaveValue("7");
  await expect(desk.noise).toHaveValue("0");
  await expect(desk.chance).toHaveText("No losses: every day goes as planned.");
  await expect(notices(page)).toHaveCount(0);
});

test("a link leads to a view, and the arrow keys from tab to tab", async ({ desk, page }) => {
  const tab = (name) => page.getByRole("tab", { name, exact: true });
  await page.goto("./?view=scale");
  await expect(page.getByRole("heading", { name: "How large an economy can be planned in a browser tab?" })).toBeVisible();
  await expect(tab("Scale")).toHaveAttribute("aria-selected", "true");
  // Seen as well: it is underlined, in ink.
  const look = (name) => tab(name).evaluate((tab) => [getComputedStyle(tab).color, getComputedStyle(tab).borderBottomColor]);
  const [[ink, line], [soft, none]] = [await look("Scale"), await look("Plan")];
  expect(ink).not.toBe(soft);
  expect([line === none, none]).toEqual([false, "rgba(0, 0, 0, 0)"]);
  await expect(desk.button("Step 1 day")).toBeHidden();
  await tab("Scale").press("Home");
  await expect(tab("Plan")).toBeFocused();
  await desk.shows(0);
  await tab("Plan").press("ArrowRight");
  await expect(page.getByRole("heading", { name: "How large an economy" })).toBeHidden();
  await expect(desk.button("Step 1 day")).toBeHidden();
});

test("a view that cannot be fetched is told of", async ({ page, complaints }) => {
  await page.route("**/annex_bg.wasm", (route) => route.abort());
  await page.goto("./?view=scale");
  await expect(page.getByRole("alert")).toContainText("This view could not be fetched.");
  await expect(page.getByRole("button", { name: "Reload", exact: true })).toBeVisible();
  complaints.length = 0;
});

test("a parameter given twice counts once", async ({ desk, page }) => {
  await page.goto("./?day=3&day=9");
  await desk.shows(3);
  await expect(notices(page)).toContainText("twice");
});

test("a day beyond the last one is brought back to it, and that is said", async ({ desk, page }) => {
  await page.goto("./?day=99999");
  await desk.shows(36_524, { timeout: 30_000 });
  await expect(notices(page)).toContainText("99,999");
  await expect(notices(page)).toContainText("36,524");
});

test("hostile values are text", async ({ desk, page }) => {
  page.on("dialog", () => expect("a dialog").toBe("never seen"));
  const hostile = "<img src=nowhere onerror=window.hacked=1>\u202E\u0007";
  const long = "x".repeat(5000);
  const query = [
    ["economy", hostile],
    ["day", `<script>window.hacked=1</script>`],
    [hostile, "1"],
    ["invest", long],
  ];
  await page.goto(`./?${query.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}`);
  await desk.shows(0);
  await expect(notices(page)).toHaveCount(4);
  await expect(notices(page).first()).toContainText("<img src=nowhere");
  expect((await notices(page).allInnerTexts()).every((text) => text.length < 250)).toBe(true);
  await expect(page.locator("img")).toHaveCount(0);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test("addresses that are not even encoded well do no harm", async ({ desk, page }) => {
  await page.goto("./?%=%&%ff=%fe&&&=&day=%32");
  await desk.shows(2);
});
