// The village of Table 1 in the browser: the published numbers, from the page's words and from its CSV.

const { test, expect } = require("./page");
const { native } = require("./economies");

const GOODS = ["Milk", "Butter churn", "Butter"];
const COLUMNS = [
  ...["day", "egalitarianism", "scale", "binding"],
  ...GOODS.map((good) => `output:${good}`),
  ...GOODS.map((good) => `stock:${good}`),
  ...GOODS.map((good) => `labour:Lb(${good})`),
];
const DAY_0 = 0.000531382826;

// Egalitarianism from which on everyone is taken to have everything.
const FULL = 0.999;

test("day 0 is as published, on the page and in the CSV", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.51");
  await expect(desk.economy).toHaveValue("village");
  await expect(desk.investment).toHaveValue("0.51");
  await expect(desk.status).toContainText("Everyone gets 0.053\u00a0% of what the plan promises.");
  await expect(desk.status).toContainText("Milk stock holds it back");
  const shown = await desk.row(desk.days, "0");
  expect(Math.abs(Number(shown.egalitarianism) - DAY_0)).toBeLessThan(1e-9);
  expect(shown.binding).toBe("stock:Milk");
  const plan = await desk.plan();
  expect(plan.rows).toHaveLength(1);
  expect(Math.abs(plan.rows[0].egalitarianism - DAY_0)).toBeLessThan(1e-9);
});

for (const [investment, days] of [[0.51, 382], [0.52, 194], [0.55, 81], [0.6, 43]]) {
  test(`everyone has everything after ${days} days at ${investment}`, async ({ desk }) => {
    await desk.open(`?economy=village&invest=${investment}`);
    await desk.runTo(400);
    await expect(desk.status).toContainText("Everyone gets everything the plan promises.");
    await expect(desk.status).toContainText(
      `Everyone has had everything since day ${days - 1}: ${days} days to full provision.`,
    );
    const plan = await desk.plan();
    expect(plan.columns).toEqual(COLUMNS);
    expect(plan.rows.map((row) => row.day)).toEqual(Array.from({ length: 401 }, (_, day) => day));
    expect(plan.rows.findIndex((row) => row.egalitarianism > FULL)).toBe(days - 1);
    expect(plan.rows[400].binding).toBe("none");
  });
}

test("the browser's plan is the native one to the bit", async ({ desk }) => {
  // The example may have to be compiled first.
  test.setTimeout(600_000);
  const expected = native("village", 0.51, 400);
  await desk.open("?economy=village&invest=0.51");
  await desk.runTo(400);
  const plan = await desk.plan();
  // Line by line first, because two long texts that differ tell little.
  expect(plan.lines).toEqual(expected.trimEnd().split("\n"));
  expect(plan.text).toBe(expected);
});

test("the table of the days shows what the CSV holds", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.51");
  await desk.runTo(400);
  const plan = await desk.plan();
  await expect(desk.days).toHaveAttribute("aria-rowcount", "402");
  // The last day is in sight by itself, and the first comes into sight by scrolling.
  const region = desk.daysRegion;
  await region.scrollIntoViewIfNeeded();
  for (const day of [400, 0]) {
    if (day === 0) {
      await region.press("Home");
    }
    await expect(desk.days.getByRole("rowheader", { name: String(day), exact: true })).toBeInViewport();
    const shown = await desk.row(desk.days, String(day));
    expect(Object.keys(shown)).toEqual(COLUMNS);
    for (const column of COLUMNS.filter((column) => column !== "binding")) {
      const [found, exact] = [Number(shown[column]), plan.rows[day][column]];
      expect(Math.abs(found - exact), `${column} of day ${day}`).toBeLessThanOrEqual(6e-6 * Math.abs(exact));
    }
  }
});

test("a link to a later day shows that day in the table of the days", async ({ desk }) => {
  await desk.open("?economy=village&day=250");
  await desk.daysRegion.scrollIntoViewIfNeeded();
  await expect(desk.days.getByRole("rowheader", { name: "250", exact: true })).toBeInViewport();
});

test("steps go as far as they say, and Reset goes back", async ({ desk }) => {
  await desk.open();
  let day = 0;
  for (const days of [1, 5, 10, 50]) {
    await desk.step(days);
    day += days;
    await desk.shows(day);
  }
  expect((await desk.plan()).rows).toHaveLength(67);
  await desk.button("Reset").click();
  await desk.shows(0);
  expect((await desk.plan()).rows).toHaveLength(1);
});

test("steps in quick succession add up", async ({ desk }) => {
  await desk.open();
  for (const days of [50, 10, 5, 1, 1, 1]) {
    await desk.step(days);
  }
  await desk.shows(68);
});

test("Run goes on day after day until Pause", async ({ desk }) => {
  await desk.open();
  await desk.button("Run").click();
  await expect(desk.status).toContainText(/Day ([3-9]|\d\d) ·/);
  await expect(desk.button("Run")).toHaveCount(0);
  await desk.button("Pause").click();
  await expect(desk.button("Run")).toBeVisible();
  await expect(desk.status).toContainText("Paused on day ");
  const rows = (await desk.plan()).rows.length;
  await desk.shows(rows - 1);
  // Nothing goes on: a step is one day.
  await desk.step(1);
  await desk.shows(rows);
});

test("Run ends where everyone first has everything", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.6&day=30");
  await desk.button("Run").click();
  await expect(desk.button("Run")).toBeVisible();
  await desk.shows(42);
  await expect(desk.status).toContainText("Today everyone has everything for the first time: 43 days to full provision.");
});

test("Run goes as fast as one says, and as fast as can be still ends where everyone first has everything", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.51&speed=1");
  await expect(desk.speed).toHaveValue("1");
  await desk.button("Run").click();
  await desk.shows(1);
  const before = Date.now();
  await desk.shows(3);
  // Two days more at one a second, however late the first of them was seen.
  expect(Date.now() - before).toBeGreaterThan(900);
  await expect(desk.button("Pause")).toBeVisible();
  // While it runs it can go faster.
  await desk.speed.selectOption("fastest");
  await desk.shows(381);
  await expect(desk.button("Run")).toBeVisible();
  await expect(desk.status).toContainText("382 days to full provision");
  // The last stride went beyond that day, which leaves no trace.
  expect((await desk.plan()).rows).toHaveLength(382);
  await expect(desk.slider).toHaveAttribute("max", "381");
});

test("as fast as can be keeps days that were planned before", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.6&day=100&speed=max");
  await desk.slider.press("Home");
  await desk.shows(0);
  await desk.button("Run").click();
  await desk.shows(42);
  await expect(desk.button("Run")).toBeVisible();
  expect((await desk.plan()).rows).toHaveLength(101);
});

test("an earlier day is looked at without losing the days after it", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.51&day=400");
  const before = await desk.plan();
  await desk.runTo(100);
  await expect(desk.status).toContainText("At this pace everyone has everything after 382 days, on day 381.");
  await expect(desk.slider).toHaveValue("100");
  await desk.slider.fill("250");
  await desk.shows(250);
  await expect(desk.status).toContainText("Everyone gets 7.5\u00a0% of what the plan promises.");
  await desk.step(1);
  await desk.shows(251);
  expect((await desk.plan()).text).toBe(before.text);
  await expect(desk.slider).toHaveAttribute("aria-valuetext", "Day 251 of 400");
});

test("a day that cannot be asked for is refused beside the field", async ({ desk, page }) => {
  await desk.open("?day=3");
  for (const wrong of ["-1", "1.5", "99999999", ""]) {
    await desk.ask(wrong);
    await expect(desk.runToDay).toHaveAttribute("aria-invalid", "true");
    await expect(desk.runToDay).toHaveAccessibleDescription(/A day is a whole number from 0 to 36,524\./);
  }
  await desk.shows(3);
  await desk.runTo(5);
  await expect(desk.runToDay).toHaveAttribute("aria-invalid", "false");
  await expect(page.getByText("A day is a whole number")).toHaveCount(0);
});

test("another investment holds from the shown day on", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.51");
  await desk.runTo(200);
  const steady = await desk.plan();
  await desk.runTo(100);
  await desk.invest(0.6);
  await desk.shows(100);
  await desk.runTo(200);
  const changed = await desk.plan();
  // Line 0 holds the columns. The plan of day 100 is that of its morning; what is kept of it is on its evening.
  expect(changed.lines.slice(0, 101)).toEqual(steady.lines.slice(0, 101));
  expect(changed.rows[100].egalitarianism).toBe(steady.rows[100].egalitarianism);
  expect(changed.rows[100]["stock:Milk"]).toBeGreaterThan(steady.rows[100]["stock:Milk"]);
  for (let day = 101; day <= 120; day += 1) {
    const growth = ({ rows }) => rows[day].egalitarianism / rows[day - 1].egalitarianism;
    expect(growth(changed)).toBeGreaterThan(growth(steady));
  }
  const history = page.getByRole("list", { name: "Investment over time" });
  await expect(history.getByRole("listitem")).toHaveText(["from day 0: 51\u00a0%", "from day 100: 60\u00a0%"]);
  // Reset begins again with what holds now.
  await desk.button("Reset").click();
  await desk.shows(0);
  await expect(desk.investment).toHaveValue("0.6");
  await desk.runTo(400);
  expect((await desk.plan()).rows.findIndex((row) => row.egalitarianism > FULL)).toBe(42);
});

test("an investment that is no share leaves the plan as it is", async ({ desk }) => {
  await desk.open("?economy=village&invest=0.51&day=10");
  const before = await desk.plan();
  for (const wrong of ["1.5", "-0.1", ""]) {
    await desk.investment.fill(wrong);
    await desk.investment.press("Enter");
    await expect(desk.investment).toHaveAttribute("aria-invalid", "true");
    await expect(desk.investment).toHaveAccessibleDescription(/Investment is a share from 0 to 1/);
  }
  expect((await desk.plan()).text).toBe(before.text);
  await desk.invest(0.52);
  await expect(desk.investment).toHaveAttribute("aria-invalid", "false");
});

test("the village as published reaches full provision after 382, 193, 80 and 43 days", async ({ desk }) => {
  await desk.open();
  await desk.economy.selectOption("Village as published");
  await expect(desk.status).toContainText("Village as published");
  expect(Math.abs((await desk.plan()).rows[0].egalitarianism - 0.0005384887)).toBeLessThan(1e-10);
  for (const [investment, days] of [[0.51, 382], [0.52, 193], [0.55, 80], [0.6, 43]]) {
    await desk.runTo(0);
    await desk.invest(investment);
    await desk.runTo(400);
    expect((await desk.plan()).rows.findIndex((row) => row.egalitarianism > FULL)).toBe(days - 1);
  }
});

test("who asks why there is not more butter hears of the milk, and where all of it goes", async ({ desk, page }) => {
  await desk.open("?economy=village&day=50");
  const { rows } = await desk.plan();
  const reasons = page.locator(".plan .reasons");
  const ask = reasons.getByRole("combobox", { name: "Why not more of which good?" });
  await expect(ask).toHaveValue("Butter");
  await expect(reasons).toContainText("Nobody gets a larger share of one good than of another");
  await expect(reasons).toContainText("Milk stock holds it back: all");
  await expect(reasons).toContainText("Butter stock is not what is short");
  // All of the milk is in the sentence: it adds up to what is made.
  const goes = await reasons.getByText(/^Where the /).textContent();
  const parts = [...goes.matchAll(/([0-9.,]+(?: × 10[⁻⁰¹²³⁴-⁹]+)?)\s+l (?:to|into)/g)].map(([, text]) => {
    const [digits, power] = text.replaceAll(",", "").split(" × 10");
    const exponent = [...(power ?? "⁰")].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("");
    return Number(digits) * 10 ** Number(exponent);
  });
  expect(parts.length).toBeGreaterThan(3);
  const all = parts.reduce((sum, part) => sum + part, 0);
  expect(Math.abs(all / rows[50]["output:Milk"] - 1)).toBeLessThan(0.01);
  await ask.selectOption("Milk");
  await expect(reasons.locator(".answer")).toHaveText(/^Milk stock holds it back: all [0-9.,]+\s+l of it are in use\.$/);
  // Where everyone has everything nothing is short.
  await desk.open("?economy=village&invest=0.6&day=60");
  await expect(reasons).toContainText("There is all the Butter that is promised.");
  await expect(reasons.getByText(/^Where the /)).toHaveCount(0);
});

test("what is reported while the plan runs stands beneath the chart, and is marked in it", async ({ desk, page }) => {
  await desk.open("?economy=valley");
  const reports = page.locator(".plan .reports").getByRole("listitem");
  const all = [
    "From day 40: the population of Town: 1000",
    "From day 60: the coefficient of Flour in Bread: 0.75",
    "On day 90: the delivery of Timber: 40",
    "From day 120: the hours of Works: 45",
    "From day 150: the investment: 51\u00a0%",
    "From day 170: the allotment of Care to Town: 0.12",
  ];
  await expect(reports).toHaveText(all.map((text) => `${text} to come`));
  await desk.runTo(90);
  await expect(reports).toHaveText(all.map((text, place) => (place < 3 ? text : `${text} to come`)));
  // The chart goes as far as day 100: three of them are in it, each at its day.
  const chart = page.locator(".plan > .egalitarianism figure").first();
  const marks = chart.locator(".marks i");
  await expect(marks).toHaveCount(3);
  const places = await marks.evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().x));
  expect((places[2] - places[0]) / (places[1] - places[0])).toBeCloseTo((90 - 40) / (60 - 40), 1);
  await desk.open("?economy=village");
  await desk.complete();
  await expect(page.locator(".plan .marks")).not.toHaveCount(0);
  await expect(page.locator(".plan .marks i")).toHaveCount(0);
  await expect(reports).toHaveCount(0);
});
