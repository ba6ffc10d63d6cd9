// The page without a mouse: every control reached in a sensible order, seen when it has the focus, and used; and what a
// screen reader is told meanwhile.

const keys = require("./keys");
const { test, expect } = require("./page");

const { focused } = keys;

// The names of what the Tab key should come by, in order. Tables come then, and only those that scroll need the focus; a
// link in what is said about the economy comes last.
const ORDER = [
  "Economy",
  // Of the tabs the chosen one; arrows lead to the others.
  "Plan",
  "Open files",
  "Save economy (JSON)",
  "Download plan (CSV)",
  "Download",
  "Reset",
  "Step 1 day",
  "Step 5 days",
  "Step 10 days",
  "Step 50 days",
  "Run",
  "Speed",
  "Day",
  "Run to day",
  "Go",
  // Each chart can be read, and has its table.
  "Read egalitarianism day by day",
  "Show as table: egalitarianism",
  "Plan of the morning of day",
  "Show beside",
  // What stands beside the chart, or below it where the page is narrow.
  "Why not more of which good?",
  "Investment",
  "Probability",
  "Share lost",
  "Seed",
  "Show as table: Footprints",
  ...["the stock of Milk", "the stock of Butter churn", "the stock of Butter"].flatMap((of) => [
    `Read ${of} day by day`,
    `Show as table: ${of}`,
  ]),
  "Show also",
];

// The names of the tables in order; they go on with a subtitle.
const TABLES = new Set(["Who gets what", "Hours of work", "Today's orders", "The days"]);

// Which of the tables are wider or longer than their room.
async function scrolling(page) {
  const scrolls = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
    scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
  const names = [];
  for (const name of TABLES) {
    if (await page.getByRole("region", { name }).evaluate(scrolls)) {
      names.push(name);
    }
  }
  return names;
}

// Links to the page in other letters and colours.
const LOOKS = ["as the system has them", "light", "dark", "for a projector"];

// Tables go on with a subtitle.
const tabTo = (page, name, key) => keys.tabTo(page, (at) => at === name || (TABLES.has(name) && at.startsWith(name)), key);

for (const [width, height] of [[1280, 800], [360, 740]]) {
  test(`Tab comes by every control in order, visibly, at ${width} px`, async ({ desk, page }) => {
    await page.setViewportSize({ width, height });
    await desk.open("?day=50");
    await expect(page.getByRole("slider", { name: /^Read / })).toHaveCount(4);
    const stops = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const at = await focused(page);
      if (at === null || stops.length > 60) {
        break;
      }
      stops.push(at);
    }
    const known = (name) => [...TABLES].find((table) => name.startsWith(table)) ?? name;
    expect(stops.map(({ name }) => known(name))).toEqual([...ORDER, ...(await scrolling(page)), "Templates", ...LOOKS]);
    expect(stops.filter(({ ring }) => !ring)).toEqual([]);
    expect(stops.filter(({ onTop }) => !onTop)).toEqual([]);
    // And back: no trap in either direction.
    const back = [];
    while (back.length < stops.length) {
      await page.keyboard.press("Shift+Tab");
      back.push(await focused(page));
    }
    expect(back.map((at) => at?.name)).toEqual(stops.map(({ name }) => name).reverse());
    expect(back.filter((at) => !at?.onTop)).toEqual([]);
  });
}

test("everything can be done by keyboard alone", async ({ desk, page }) => {
  // Choosers are caught from the start: one that opens before it is caught takes the keyboard with it.
  page.on("filechooser", () => {});
  await desk.open("?economy=village&invest=0.51&foo=1");
  const press = (key) => page.keyboard.press(key);

  await tabTo(page, "Dismiss");
  await press("Enter");
  await expect(desk.button("Dismiss")).toHaveCount(0);

  for (const [name, key, day] of [["Step 1 day", "Enter", 1], ["Step 5 days", "Space", 6], ["Step 10 days", "Enter", 16], ["Step 50 days", "Space", 66]]) {
    await tabTo(page, name);
    await press(key);
    await desk.shows(day);
    // The focus stays where it was, so that the key can be pressed again.
    await expect(desk.button(name)).toBeFocused();
  }

  await tabTo(page, "Run");
  await press("Space");
  await expect(desk.button("Pause")).toBeFocused();
  await expect(desk.status).toContainText(/Day (69|[7-9]\d) ·/);
  await press("Space");
  await expect(desk.button("Run")).toBeFocused();

  await tabTo(page, "Run to day");
  await press("Control+a");
  await page.keyboard.type("100");
  await press("Enter");
  await desk.shows(100);
  await expect(desk.runToDay).toBeFocused();
  await press("ArrowUp");
  await tabTo(page, "Go");
  await press("Enter");
  await desk.shows(101);

  await tabTo(page, "Investment");
  await press("ArrowUp");
  await expect(desk.investment).toHaveValue("0.52");
  await expect(desk.status).toContainText("investing 52\u00a0% ");
  await expect(desk.investment).toBeFocused();
  // Key by key, as people type: "0." on the way is no number.
  await press("Control+a");
  await page.keyboard.type("0.625");
  await expect(desk.status).toContainText("investing 62.5\u00a0% ");
  await expect(desk.investment).toHaveValue("0.625");

  await tabTo(page, "Reset", "Shift+Tab");
  await press("Enter");
  await desk.shows(0);

  await tabTo(page, "Download plan (CSV)", "Shift+Tab");
  const [download] = await Promise.all([page.waitForEvent("download"), press("Enter")]);
  expect(download.suggestedFilename()).toBe("plan.csv");

  await tabTo(page, "Open files", "Shift+Tab");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press("Enter")]);
  expect(chooser.isMultiple()).toBe(true);

  await tabTo(page, "Economy", "Shift+Tab");
  await press("ArrowDown");
  await expect(desk.status).toContainText("Village as published");
  await expect(desk.economy).toBeFocused();
});

test("a wide or long table scrolls by keyboard", async ({ desk, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await desk.open("?day=250");
  const region = desk.daysRegion;
  await tabTo(page, "The days");
  await expect(region).toBeFocused();
  // The browser scrolls in steps of its own, and a key that comes in the middle of them may be lost: people press again.
  await expect(async () => {
    await page.keyboard.press("Home");
    await expect.poll(() => region.evaluate((element) => element.scrollTop), { timeout: 2_000 }).toBe(0);
  }).toPass();
  await expect(desk.days.getByRole("rowheader", { name: "0", exact: true })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(desk.days.getByRole("rowheader", { name: "250", exact: true })).toBeInViewport({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

// Everything that a live region says: changes of its content while it is not silenced, one entry for each moment.
function listen() {
  const status = document.querySelector("[role=status]");
  window.said = [];
  const hear = () => {
    if (status.getAttribute("aria-live") !== "off") {
      window.said.push(status.innerText);
    }
  };
  new MutationObserver(hear).observe(status, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}

test("the headline is spoken after a step, and once", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.51");
  await expect(desk.status).toHaveAttribute("aria-live", "polite");
  await expect(desk.status).toHaveAttribute("aria-atomic", "true");
  await page.evaluate(listen);
  await desk.step(50);
  await desk.shows(50);
  await desk.runTo(400);
  const said = await page.evaluate(() => window.said);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain("Day 50 ");
  expect(said[0]).toContain("Everyone gets");
  expect(said[1]).toContain("Everyone gets everything");
});

test("a run does not chatter, and its end is spoken", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.51");
  await page.evaluate(listen);
  await desk.button("Run").click();
  await expect(desk.status).toContainText(/Day [1-4]\d ·/);
  await expect(desk.status).toHaveAttribute("aria-live", "off");
  const during = await page.evaluate(() => window.said.length);
  expect(during).toBe(0);
  await desk.button("Pause").click();
  await expect(desk.status).toContainText("Paused on day");
  await expect(desk.status).toHaveAttribute("aria-live", "polite");
  await expect.poll(() => page.evaluate(() => window.said.length)).toBeGreaterThan(0);
  const said = await page.evaluate(() => window.said);
  expect(said.length).toBeLessThanOrEqual(2);
  expect(said.at(-1)).toMatch(/Day \d+ ·/);
});
