// How long the tasks of the page's thread and of its workers are, read from the browser's own trace.

const { expect } = require("@playwright/test");

const MARK = "olin:first-plan";
// What the browser itself calls a long task.
const LONG = 50;

async function firstPlan(page) {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, MARK);
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0].startTime, MARK);
}

// The longest tasks of the page's thread and of its workers while `use` is at work, the best of three rounds: also processor
// time grows where other programs use the same caches.
async function longestTasks(fixtures, use) {
  let best = { page: Infinity, workers: Infinity };
  for (let round = 0; round < 3 && Math.max(best.page, best.workers) > LONG; round += 1) {
    const { page, workers } = await longestInARound(fixtures, use);
    best = { page: Math.min(page, best.page), workers: Math.min(workers, best.workers) };
  }
  return best;
}

// In milliseconds of processor time: on a busy machine a task also lasts long when the thread had to wait for a processor.
async function longestInARound({ desk, page }, use) {
  await page.goto("./?economy=village&invest=0.51");
  await firstPlan(page);
  await desk.shows(0);
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await use();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8"));
  const longest = {
    page: longestOf(traceEvents, "CrRendererMain"),
    workers: longestOf(traceEvents, "DedicatedWorker thread"),
  };
  console.log(`longest tasks: ${longest.page} ms on the page's thread, ${longest.workers} ms in workers`);
  return longest;
}

function longestOf(events, threads) {
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const named = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args.name === threads).map(thread),
  );
  // The task in which a thread is ended has no end of its own.
  const tasks = events.filter(
    (event) => event.name === "RunTask" && event.ph === "X" && event.tdur !== undefined && named.has(thread(event)),
  );
  expect(tasks.length, `tasks of ${threads}`).toBeGreaterThan(0);
  return Math.round(Math.max(...tasks.map(({ tdur }) => tdur)) / 1000);
}

module.exports = { LONG, firstPlan, longestTasks };
