// How quick the page is: the time to the first plan, and no task on the page's thread that would make it stutter.

const { test, expect } = require("./page");
const { shipped } = require("./economies");

const MARK = "olin:first-plan";
// The aim is under 500 ms; only the absurd fails, because the machine may be busy with other things.
const ABSURD = 5_000;
// What the browser itself calls a long task.
const LONG = 50;

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        window.longTasks.push({ startTime, duration });
      }
    }).observe({ type: "longtask", buffered: true });
  });
});

async function firstPlan(page) {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, MARK);
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0].startTime, MARK);
}

test("the first plan is on screen soon after navigation", async ({ desk, page }) => {
  const times = [];
  for (let visit = 0; visit < 4; visit += 1) {
    await page.goto("./?economy=village&invest=0.51");
    times.push(Math.round(await firstPlan(page)));
    await desk.shows(0);
  }
  const [first, ...again] = times;
  console.log(`first plan after ${first} ms; visited again: ${again.join(", ")} ms`);
  expect(Math.min(...times)).toBeLessThan(ABSURD);
});

// The longest task of the page's thread while `use` is at work on a page fresh from its first plan: the best of three
// rounds, because a task also seems long when another program has the processor.
async function longestTask({ desk, page }, use) {
  const longest = [];
  for (let round = 0; round < 3; round += 1) {
    await page.goto("./?economy=village&invest=0.51");
    const from = await firstPlan(page);
    await desk.shows(0);
    await use();
    const tasks = await page.evaluate((from) => window.longTasks.filter(({ startTime }) => startTime >= from), from);
    longest.push(Math.round(Math.max(0, ...tasks.map(({ duration }) => duration))));
    if (longest.at(-1) <= LONG) {
      break;
    }
  }
  console.log(`longest task of the page's thread (0: none over ${LONG} ms): ${longest.join(", ")} ms`);
  return Math.min(...longest);
}

test("no task on the page's thread is long", async ({ desk, page }) => {
  test.setTimeout(90_000);
  const longest = await longestTask({ desk, page }, async () => {
    await desk.runTo(400);
    await desk.button("Reset").click();
    await desk.shows(0);
    for (const [days, day] of [[1, 1], [5, 6], [10, 16], [50, 66]]) {
      await desk.step(days);
      await desk.shows(day);
    }
    await desk.button("Run").click();
    await expect(desk.status).toContainText(/Day 9\d ·/);
    await desk.button("Pause").click();
    await desk.plan();
    await desk.runTo(0);
  });
  expect(longest).toBeLessThanOrEqual(LONG);
});

test("a hundred years do not make the page stutter", async ({ desk, page }) => {
  test.setTimeout(90_000);
  const longest = await longestTask({ desk, page }, async () => {
    const started = Date.now();
    await desk.runTo(36_000, { timeout: 30_000 });
    console.log(`36,000 days in ${Date.now() - started} ms`);
  });
  expect(longest).toBeLessThanOrEqual(LONG);
});

test("files of 10 MB do not hold the page up", async ({ desk, page }) => {
  test.setTimeout(90_000);
  // Blank lines are skipped, so this is the village; its bytes cross to the worker all the same.
  const files = shipped("village", { "table.csv": (text) => text + "\n".repeat(10 << 20) });
  const longest = await longestTask({ desk, page }, async () => {
    await desk.files.setInputFiles(files);
    await expect(desk.status).toContainText("Day 0 · Your files", { timeout: 30_000 });
  });
  expect(longest).toBeLessThanOrEqual(LONG);
});
