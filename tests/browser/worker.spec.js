// The worker killed, missing, of another version, or told to stop: the page says so and goes on.

const fs = require("node:fs");
const path = require("node:path");
const { test, expect } = require("./page");
const { laborious } = require("./economies");

// Days that take a few seconds to plan: long enough to interfere.
const DAYS = 1600;

const PROTOCOL = Number(
  /PROTOCOL: u32 = (\d+);/.exec(
    fs.readFileSync(path.resolve(__dirname, "../../src/worker/protocol.rs"), "utf8"),
  )[1],
);

// A message as postcard writes it: one reply, the first kind (the hello), its number (below 128), and that it is the lean
// worker.
const hello = (protocol) => `postMessage(new Uint8Array([1, 0, ${protocol}, 0]));`;

const SCRIPT = "**/worker_loader.js";

async function serveWorker(page, script) {
  await page.route(SCRIPT, (route) => route.fulfill({ contentType: "text/javascript", body: script }));
}

// Opens the laborious economy. With little more than half of output invested its stocks grow slowly: a day like the one
// before would be planned at once from that one's plan.
async function openLaborious(desk) {
  await desk.open("?invest=0.501");
  await desk.files.setInputFiles(laborious());
  await expect(desk.status).toContainText("Day 0 · Your files");
}

// Asks for DAYS and waits until the run is on its way.
async function inTheMiddle(desk) {
  await desk.ask(DAYS);
  await expect(desk.progress).toBeVisible();
  await expect(desk.days).not.toHaveAttribute("aria-rowcount", String(DAYS + 2), { timeout: 1 });
  const planned = Number(await desk.days.getAttribute("aria-rowcount")) - 1;
  expect(planned).toBeGreaterThan(1);
  expect(planned).toBeLessThan(DAYS);
}

// Kills the worker there is now, which may take the answer with it.
async function kill(page, how) {
  const [worker] = page.workers();
  const gone = worker.waitForEvent("close");
  await Promise.race([worker.evaluate(how).catch(() => {}), gone]);
}

let undisturbed;

test.describe("a worker that dies", () => {
  test.beforeAll(async ({ browser, baseURL }) => {
    const { Desk } = require("./desk");
    const context = await browser.newContext({ baseURL });
    const desk = new Desk(await context.newPage());
    await openLaborious(desk);
    await desk.runTo(DAYS, { timeout: 30_000 });
    undisturbed = (await desk.plan()).text;
    await context.close();
  });

  test("silently in the middle of a run is replaced, and nothing is lost", async ({ desk, page }) => {
    await openLaborious(desk);
    await inTheMiddle(desk);
    await kill(page, () => self.close());
    const planned = Number(await desk.days.getAttribute("aria-rowcount")) - 1;
    await expect(desk.alert).toContainText("The planner went silent. A new one takes over; nothing is lost.", {
      timeout: 15_000,
    });
    // What was planned is still on screen while the new worker plans it again.
    expect(Number(await desk.days.getAttribute("aria-rowcount")) - 1).toBeGreaterThanOrEqual(planned);
    await desk.shows(DAYS, { timeout: 30_000 });
    expect((await desk.plan()).text).toBe(undisturbed);
    expect(page.workers()).toHaveLength(1);
  });

  test("of an error in the middle of a run is replaced, and nothing is lost", async ({ desk, page }) => {
    await openLaborious(desk);
    await inTheMiddle(desk);
    await kill(page, () => {
      setTimeout(() => {
        throw new Error("killed by a test");
      });
    });
    await expect(desk.alert).toContainText("The planner stopped with an error. A new one takes over; nothing is lost.");
    await desk.shows(DAYS, { timeout: 30_000 });
    expect((await desk.plan()).text).toBe(undisturbed);
    expect(page.workers()).toHaveLength(1);
    await expect(desk.status).toContainText("Your files");
    // The notice can be put away.
    await desk.button("Dismiss").first().click();
  });

  test("while Run is on is replaced too, with the history of investment", async ({ desk, page }) => {
    const changeAndRun = async (interfere) => {
      await desk.open("?economy=village&invest=0.51&day=30");
      await desk.invest(0.6);
      await desk.button("Run").click();
      await expect(desk.status).toContainText(/Day 3[4-9] ·/);
      await interfere();
      // Everyone has everything on a day that both runs find.
      await expect(desk.status).toContainText("Today everyone has everything", { timeout: 30_000 });
      return desk.plan();
    };
    const calm = await changeAndRun(async () => {});
    const disturbed = await changeAndRun(async () => {
      await kill(page, () => {
        setTimeout(() => {
          throw new Error("killed by a test");
        });
      });
      await expect(desk.alert).toContainText("A new one takes over");
    });
    expect(disturbed.text).toBe(calm.text);
  });

  test("with nothing to do is replaced when there is", async ({ desk, page }) => {
    await desk.open("?economy=village&invest=0.51&day=20");
    await kill(page, () => self.close());
    await desk.step(5);
    await desk.shows(25, { timeout: 15_000 });
    await expect(desk.alert).toContainText("A new one takes over");
    expect((await desk.plan()).rows).toHaveLength(26);
  });

  test("again and again is left alone until the user asks", async ({ desk, page }) => {
    await serveWorker(page, `${hello(PROTOCOL)} onmessage = () => { throw new Error("always"); };`);
    await page.goto("./");
    await expect(desk.alert).toContainText("three times in a row");
    await page.unroute(SCRIPT);
    await desk.button("Try again").click();
    await desk.shows(0);
    await expect(desk.button("Try again")).toHaveCount(0);
  });
});

// Which worker is there: the lean one or the full one.
const workers = (page) => page.workers().map((worker) => new URL(worker.url()).pathname.split("/").pop());

test("who only looks at the village never fetches the full worker", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.51&day=30");
  // The second module has come, and has asked what it asks of its own accord.
  await desk.complete();
  await desk.step(5);
  await desk.shows(35);
  await page.waitForTimeout(1000);
  expect(workers(page)).toEqual(["worker_loader.js"]);
});

test("the full worker takes over when files are opened, and nothing is lost", async ({ desk, page }) => {
  await desk.open("?economy=village&invest=0.51&day=30");
  await desk.invest(0.6);
  await desk.runTo(60);
  const before = await desk.plan();
  const status = await desk.status.textContent();
  expect(workers(page)).toEqual(["worker_loader.js"]);

  // Files that are no economy: what was open stays, with its day, its policy and its plan.
  await desk.files.setInputFiles([{ name: "table.csv", mimeType: "text/csv", buffer: Buffer.from("Type,Milk\nMilk,x\n") }]);
  await expect(desk.alert).toContainText("table.csv, line 2, column B");
  await desk.shows(60);
  expect(workers(page)).toEqual(["desk_worker_loader.js"]);
  expect(await desk.status.textContent()).toBe(status);
  expect((await desk.plan()).text).toBe(before.text);

  // The full worker plans what comes after as the lean one does.
  await desk.runTo(90);
  const after = await desk.plan();
  await desk.open("?economy=village&invest=0.51&day=30");
  await desk.invest(0.6);
  await desk.runTo(90);
  expect(workers(page)).toEqual(["worker_loader.js"]);
  expect((await desk.plan()).text).toBe(after.text);
});

test("a worker that says nothing at first is said, and can be tried again", async ({ desk, page }) => {
  await serveWorker(page, "");
  await page.goto("./");
  await expect(desk.alert).toContainText("The planner has not started", { timeout: 15_000 });
  await page.unroute(SCRIPT);
  await desk.button("Try again").click();
  await desk.shows(0);
  await expect(desk.alert).toHaveCount(0);
});

test("a worker that never loads is said, and can be tried again", async ({ desk, page, complaints }) => {
  await page.route("**/worker_bg.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(desk.alert).toContainText("The planner could not be loaded");
  await page.unroute("**/worker_bg.wasm");
  await desk.button("Try again").click();
  await desk.shows(0);
  await expect(desk.alert).toHaveCount(0);
  await desk.runTo(10);
  // The browser's own word on the request that failed.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !/ERR_FAILED|Failed to fetch/.test(text)));
});

test("a worker that is not there is said, and can be tried again", async ({ desk, page, complaints }) => {
  await page.route(SCRIPT, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./");
  await expect(desk.alert).toContainText("The planner could not be loaded");
  await page.unroute(SCRIPT);
  await desk.button("Try again").click();
  await desk.shows(0);
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !/status of 404/.test(text)));
});

for (const [what, script] of [
  ["of another version", hello(PROTOCOL + 1)],
  ["that cannot be understood", "postMessage(new Uint8Array([255, 255, 255, 255, 255]));"],
]) {
  test(`a worker ${what} is said, and loading again helps`, async ({ desk, page }) => {
    await serveWorker(page, script);
    await page.goto("./");
    await expect(desk.alert).toContainText("This page and its planner are of different versions");
    await page.unroute(SCRIPT);
    await desk.button("Reload").click();
    await desk.shows(0);
    await expect(desk.alert).toHaveCount(0);
  });
}

test("Stop ends a long run within a second, and what is there stays", async ({ desk, page }) => {
  await openLaborious(desk);
  await desk.ask(30_000);
  await expect(desk.progress).toBeVisible();
  await expect(page.getByText(/^Planned \d+ of 30,001 days$/)).toBeVisible();
  const before = Number(await desk.days.getAttribute("aria-rowcount")) - 1;
  const stop = desk.button("Stop");
  const started = Date.now();
  await stop.click();
  await expect(stop).toHaveCount(0);
  const took = Date.now() - started;
  expect(took).toBeLessThan(1000);
  await expect(desk.progress).toHaveCount(0);
  // The keyboard is not left nowhere.
  await expect(desk.button("Run")).toBeFocused();
  const { rows } = await desk.plan();
  expect(rows.length).toBeGreaterThanOrEqual(before);
  expect(rows.length).toBeLessThan(30_000);
  await desk.shows(rows.length - 1);
  await desk.step(1);
  await desk.shows(rows.length);
  console.log(`stopped after ${took} ms, on day ${rows.length - 1}`);
});

test("another wish in the middle of a run takes its place", async ({ desk }) => {
  await openLaborious(desk);
  await desk.ask(30_000);
  await expect(desk.progress).toBeVisible();
  await desk.economy.selectOption("Village (Table 1)");
  await expect(desk.status).toContainText("Day 0 · Village (Table 1)");
  await expect(desk.progress).toHaveCount(0);
  expect((await desk.plan()).rows).toHaveLength(1);
});
