// What the user did is kept in the browser and offered again: after the page was loaded again, after it crashed, and also
// where nothing can be kept or what was kept is spoilt.

const { AxeBuilder } = require("@axe-core/playwright");
const fs = require("node:fs");
const path = require("node:path");
const { test, expect } = require("./page");
const { Desk } = require("./desk");
const { shipped } = require("./economies");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const offer = (page) => page.getByRole("region", { name: "Recent economies" });
const restore = (page) => offer(page).getByRole("button", { name: /^Restore / });

// What is in the browser's database, read apart from the page: the records' bytes, and the sizes of the files beside them.
const kept = (page) =>
  page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // To open it is to make it, and that is the page's part.
    if (!(await indexedDB.databases()).some(({ name }) => name === "olin")) {
      return { records: [], files: [] };
    }
    const database = await done(indexedDB.open("olin"));
    const all = (store) => done(database.transaction(store).objectStore(store).getAll());
    const records = (await all("recent")).map((bytes) => new TextDecoder("latin1").decode(bytes));
    const files = (await all("economies")).map((bytes) => bytes.length);
    database.close();
    return { records, files };
  });

// Waits until the page keeps so many economies, and has come to rest.
async function keeps(page, records, files) {
  await expect
    .poll(async () => {
      const now = await kept(page);
      return [now.records.length, now.files.length];
    })
    .toEqual([records, files]);
  await page.waitForTimeout(600);
}

test("looking around leaves no trace", async ({ desk, page }) => {
  await desk.open("?economy=valley&day=30");
  await page.waitForTimeout(2500);
  expect(await kept(page)).toEqual({ records: [], files: [] });
  await page.reload();
  await desk.shows(30);
  await page.waitForTimeout(1500);
  await expect(offer(page)).toHaveCount(0);
});

test("steps and investments are restored after the page is loaded again", async ({ desk, page }) => {
  await desk.open("?economy=village");
  await desk.invest(0.6);
  await desk.runTo(20);
  await desk.invest(0.52);
  await desk.runTo(45);
  const plan = await desk.plan();
  await keeps(page, 1, 0);

  await page.reload();
  await desk.shows(0);
  await expect(offer(page)).toContainText("You left Village (Table 1) on day 45, just now.");
  await page.screenshot({ path: path.join(folder, "restore-1280-light.png") });
  // By keyboard alone.
  await restore(page).focus();
  await page.keyboard.press("Enter");
  await desk.shows(45);
  await expect(desk.economy).toBeFocused();
  await expect(offer(page)).toHaveCount(0);
  await expect(desk.status).toContainText("investing 52\u00a0% ");
  expect((await desk.plan()).text).toBe(plan.text);
  // It is still the same one that is kept.
  await desk.runTo(46);
  await keeps(page, 1, 0);
});

test("what is taken back is kept no longer", async ({ desk, page }) => {
  await desk.open();
  await desk.step(10);
  await keeps(page, 1, 0);
  await desk.button("Reset").click();
  await desk.shows(0);
  await keeps(page, 0, 0);
});

async function editMilk(page, amount) {
  await page.getByRole("tab", { name: "Profiles" }).click();
  const field = page.getByRole("textbox", { name: "Milk of Prof 0", exact: true });
  await field.fill(String(amount));
  await field.press("Tab");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Everyone has everything after");
}

test("edits survive a crash of the page", async ({ page, desk, context, complaints }) => {
  await desk.open("?economy=village");
  await editMilk(page, 2);
  await page.getByRole("tab", { name: "Plan" }).click();
  await desk.runTo(60);
  const plan = await desk.plan();
  await keeps(page, 1, 0);

  const devtools = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  devtools.send("Page.crash").catch(() => {});
  await crashed;
  complaints.length = 0;

  const again = await context.newPage();
  const next = new Desk(again);
  await next.open("?economy=village");
  await expect(offer(again)).toContainText("You left Village (Table 1), edited on day 60");
  await restore(again).click();
  await next.shows(60);
  await expect(next.economy).toHaveValue("village");
  expect((await next.plan()).text).toBe(plan.text);
  await again.close();
});

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const headline = (page) => page.getByRole("heading", { level: 1 });
const dated = (page) => page.getByRole("listitem").filter({ hasText: /^From day / });
const comparison = (page) => page.getByRole("region", { name: "Before and after" });

// Counts what is written of what was done, for `keepsMore`.
function countChanges() {
  window.changes = 0;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    this.transaction.addEventListener("complete", () => { window.changes += Number(this.name === "recent"); });
    return request;
  };
}

// Does something, and waits until it has been written.
async function keepsMore(page, act) {
  const changed = () => page.evaluate(() => window.changes);
  const before = await changed();
  await act();
  await expect.poll(changed).toBeGreaterThan(before);
}

test("what waits for a decision is kept, and the question is there in every tab", async ({ desk, page }) => {
  await page.addInitScript(countChanges);
  await desk.open("?economy=village&day=50");
  await tab(page, "Profiles").click();
  await expect(headline(page)).toContainText("Everyone has everything after");
  const question = page.getByRole("group", { name: "From when on?" });
  await keepsMore(page, async () => {
    await type(page, "Milk of Prof 0", 2);
    await type(page, "Butter of Prof 1", 0.1);
    await expect(question).toContainText("2 changes.");
  });
  await tab(page, "Plan").click();
  await expect(question).toBeVisible();
  await page.reload();
  await desk.shows(50);
  await expect(question).toHaveCount(0);
  await restore(page).click();
  await expect(question).toContainText("2 changes.");
  await tab(page, "Profiles").click();
  await desk.button("Undo").click();
  await expect(question).toContainText("The allotment of Milk to Prof 0: 2.");
  await page.getByRole("button", { name: "From day 50 on" }).click();
  await expect(dated(page)).toHaveCount(1);
});

test("a baseline is kept, and stays when the edits in it are taken back", async ({ desk, page }) => {
  await page.addInitScript(countChanges);
  await desk.open("?economy=village");
  await editMilk(page, 2);
  const differs = comparison(page).locator("tr.differs");
  await expect(differs).not.toHaveCount(0);
  await keeps(page, 1, 0);
  await keepsMore(page, async () => {
    await desk.button("Keep as baseline").click();
    await expect(differs).toHaveCount(0);
  });
  await page.reload();
  await desk.shows(0);
  await restore(page).click();
  await expect(tab(page, "Profiles")).toHaveAttribute("aria-selected", "true");
  await expect(headline(page)).toContainText("Everyone has everything after");
  await expect(desk.button("Keep as baseline")).toBeDisabled();
  await expect(differs).toHaveCount(0);
  await keepsMore(page, async () => {
    await desk.button("Undo").click();
    await expect(differs).not.toHaveCount(0);
  });
  await page.reload();
  await desk.shows(0);
  // Another look at the same economy does not take its place.
  await keepsMore(page, () => desk.step(10));
  await page.reload();
  await desk.shows(0);
  await expect(offer(page)).toContainText("You left Village (Table 1) on day 10");
  await desk.economy.selectOption({ label: "Village (Table 1), edited · day 0" });
  await expect(differs).not.toHaveCount(0);
  await desk.button("Back to baseline").click();
  await expect(page.getByRole("textbox", { name: "Milk of Prof 0", exact: true })).toHaveValue("2");
});

// Types over a field of the view Profiles, key by key.
async function type(page, name, amount) {
  const field = page.getByRole("textbox", { name, exact: true });
  await field.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await field.pressSequentially(String(amount));
  await page.keyboard.press("Tab");
}

// Edits from the start and, on day 50, from then on; in the end the view Profiles is on screen.
async function editTwice(page, desk) {
  await tab(page, "Profiles").click();
  await type(page, "Milk of Prof 0", 2);
  await expect(headline(page)).toContainText("Everyone has everything after");
  await tab(page, "Plan").click();
  await desk.runTo(50);
  // What the baseline foresaw was under the investment of then.
  await desk.invest(0.6);
  await tab(page, "Profiles").click();
  await type(page, "Butter of Prof 1", 0.1);
  await page.getByRole("button", { name: "From day 50 on" }).click();
  await expect(dated(page)).toHaveCount(1);
  await expect(headline(page)).toContainText("Everyone has everything after");
  await expect(page.getByRole("radio", { name: "from day 50 on" })).toBeChecked();
}

// What the views and the plan say, where nothing is under way any more.
async function told(page, desk) {
  await expect(page.locator("#annex .headline[aria-busy=false] h1")).toContainText("Everyone has everything after");
  const said = {
    headline: await headline(page).innerText(),
    comparison: await comparison(page).innerText(),
    dated: await dated(page).allInnerTexts(),
  };
  await tab(page, "Plan").click();
  await desk.shows(50);
  said.plan = (await desk.plan()).text;
  await tab(page, "Profiles").click();
  return said;
}

for (const [what, id, name, files] of [
  ["an economy that ships", "village", "Village (Table 1)", 0],
  ["an economy from files", "yours", "Your files", 1],
]) {
  test(`edits of ${what} are restored as edits`, async ({ desk, page }) => {
    await page.addInitScript(() => {
      window.written = 0;
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...given) {
        window.written += Number(this.name === "economies");
        return put.apply(this, given);
      };
    });
    await desk.open("?economy=village");
    const report = page.getByRole("heading", { name: "How your files were read" });
    if (files) {
      await desk.files.setInputFiles(shipped("village"));
      await expect(report).toBeVisible();
      await expect(desk.status).toContainText("Day 0 · Your files");
    }
    await editTwice(page, desk);
    const before = await told(page, desk);
    expect(before.dated[0]).toContain("From day 50: ");
    await keeps(page, 1, files);
    // However often something is edited.
    expect(await page.evaluate(() => window.written)).toBe(files);

    await page.reload();
    await desk.shows(0);
    await expect(offer(page)).toContainText(`You left ${name}, edited on day 50`);
    await restore(page).focus();
    await page.keyboard.press("Enter");
    await expect(tab(page, "Profiles")).toHaveAttribute("aria-selected", "true");
    await expect(desk.economy).toBeFocused();
    await expect(dated(page)).toHaveCount(1);
    await expect(page.getByRole("radio", { name: "from day 50 on" })).toBeChecked();
    await expect(desk.economy).toHaveValue(id);
    expect(await told(page, desk)).toEqual(before);
    await expect(report).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);

    // Each of them is a step that can be undone.
    const [undo, redo] = ["Undo", "Redo"].map((name) => desk.button(name));
    const milk = page.getByRole("textbox", { name: "Milk of Prof 0", exact: true });
    await expect(redo).toBeDisabled();
    await undo.click();
    await expect(dated(page)).toHaveCount(0);
    await expect(milk).toHaveValue("2");
    await undo.click();
    await expect(milk).not.toHaveValue("2");
    await expect(undo).toBeDisabled();
    await redo.click();
    await redo.click();
    await expect(dated(page)).toHaveCount(1);
    await expect(milk).toHaveValue("2");
    // And what holds from a day on can be taken back for itself.
    await page.getByRole("button", { name: /^Take back: from day 50/ }).click();
    await expect(dated(page)).toHaveCount(0);
    await expect(milk).toHaveValue("2");

    // What is left is kept again, in the same place.
    await keeps(page, 1, files);
    await page.reload();
    await desk.shows(0);
    await restore(page).click();
    await expect(milk).toHaveValue("2");
    await expect(dated(page)).toHaveCount(0);
    expect(await page.evaluate(() => window.written)).toBe(0);
  });
}

// Changes a piece of text in every record.
const rewrite = (page, from, to) =>
  page.evaluate(async ([from, to]) => {
    const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open("olin"));
    const recent = database.transaction("recent", "readwrite").objectStore("recent");
    const keys = await done(recent.getAllKeys());
    for (const key of keys) {
      const text = String.fromCharCode(...(await done(recent.get(key))));
      const bytes = Uint8Array.from(text.replace(from, to), (letter) => letter.charCodeAt(0));
      await done(recent.put(bytes, key));
    }
    database.close();
  }, [from, to]);

test("edits that cannot be in force any more are said, and the others are", async ({ desk, page }) => {
  await desk.open("?economy=village");
  await editTwice(page, desk);
  await keeps(page, 1, 0);
  // As if the table that ships had been changed meanwhile.
  await rewrite(page, "Prof 1", "Prof 9");
  await page.reload();
  await desk.shows(0);
  await restore(page).click();
  await expect(page.getByRole("alert")).toContainText("Not all of your edits can be in force again.");
  await expect(page.getByRole("alert")).toContainText("Prof 9");
  await expect(page.getByRole("textbox", { name: "Milk of Prof 0", exact: true })).toHaveValue("2");
  await expect(dated(page)).toHaveCount(0);
  await tab(page, "Plan").click();
  await desk.shows(50);
  // What could not be in force is still kept, beside what is.
  await keeps(page, 2, 0);
  await expect(desk.economy.locator("optgroup[label=Recent] option")).toHaveCount(2);
});

test("what an earlier version kept as a file is restored as one", async ({ desk, page }) => {
  await desk.open("?economy=village");
  await editMilk(page, 2);
  await tab(page, "Plan").click();
  await desk.runTo(20);
  const plan = await desk.plan();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    desk.button("Save economy (JSON)").click(),
  ]);
  const saved = fs.readFileSync(await download.path(), "utf8");
  await page.evaluate(async (saved) => {
    const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open("olin"));
    const writing = database.transaction(["recent", "economies"], "readwrite");
    const text = new TextEncoder();
    const name = "Old village";
    const numbers = new Uint8Array(16);
    new DataView(numbers.buffer).setFloat64(0, 6, true);
    new DataView(numbers.buffer).setFloat64(8, Date.now() + 1e6, true);
    // Version 2: a file, of day 20, without losses by chance.
    writing.objectStore("recent").clear();
    writing.objectStore("recent").put(Uint8Array.of(2, ...numbers, name.length, ...text.encode(name), 20, 1, 0), 6);
    writing.objectStore("economies").put(text.encode(saved), 6);
    await new Promise((resolve) => (writing.oncomplete = resolve));
    database.close();
  }, saved);
  await page.reload();
  await desk.shows(0);
  await expect(offer(page)).toContainText("You left Old village on day 20");
  await restore(page).click();
  await desk.shows(20);
  await expect(desk.status).toContainText("Old village");
  expect((await desk.plan()).text).toBe(plan.text);
  await desk.runTo(25);
  await keeps(page, 1, 1);
  await page.reload();
  await desk.shows(0);
  await restore(page).click();
  await desk.shows(25);
  await expect(desk.status).toContainText("Old village");
});

test("the user's files and several economies are listed, and can be forgotten", async ({ desk, page }) => {
  await desk.open("?economy=village");
  await desk.step(5);
  await desk.shows(5);
  await keeps(page, 1, 0);
  await desk.files.setInputFiles(shipped("valley"));
  await expect(desk.status).toContainText("Day 0 · Your files");
  await desk.runTo(30);
  const plan = await desk.plan();
  await keeps(page, 2, 1);

  await page.reload();
  await desk.shows(0);
  await expect(offer(page)).toContainText("You left Your files on day 30");
  await offer(page).getByText("Earlier ones (1)").click();
  await expect(restore(page)).toHaveCount(2);
  // The same from the list of economies.
  const entries = desk.economy.locator("optgroup[label=Recent] option");
  await expect(entries).toHaveText(["Your files · day 30", "Village (Table 1) · day 5"]);
  await desk.economy.selectOption({ label: "Your files · day 30" });
  await desk.shows(30);
  await expect(desk.economy).toHaveValue("yours");
  expect((await desk.plan()).text).toBe(plan.text);

  await desk.economy.selectOption({ label: "Village (Table 1) · day 5" });
  await desk.shows(5);
  await expect(desk.economy).toHaveValue("village");
  await desk.economy.selectOption("valley");
  await expect(desk.status).toContainText("Day 0 · Valley");
  await page.reload();
  await desk.shows(0);
  await offer(page).getByRole("button", { name: "Forget all" }).click();
  await expect(offer(page)).toHaveCount(0);
  await expect(entries).toHaveCount(0);
  await keeps(page, 0, 0);
});

test("without storage the page works, and keeps quiet about it", async ({ desk, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await desk.open();
  await editMilk(page, 2);
  await page.waitForTimeout(1500);
  await page.getByRole("tab", { name: "Plan" }).click();
  await desk.step(5);
  await desk.shows(5);
  await expect(offer(page)).toHaveCount(0);
  await expect(desk.alert).toHaveCount(0);
});

test("what is spoilt is left out, and what cannot be read says so", async ({ desk, page }) => {
  await desk.open();
  await desk.step(5);
  await keeps(page, 1, 0);
  // Another program wrote into the same database: things that are no records, and a record whose file is no economy.
  await page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await done(indexedDB.open("olin"));
    const writing = database.transaction(["recent", "economies"], "readwrite");
    const recent = writing.objectStore("recent");
    const text = new TextEncoder();
    recent.put("<img src=x onerror=window.hacked=1>", 1);
    recent.put({ version: 1 }, 2);
    recent.put(new Uint8Array(40).fill(255), 3);
    recent.put(new Uint8Array(2 << 20).fill(1), 4);
    recent.put(null, "five");
    const record = (key, name, at) => {
      const bytes = new Uint8Array(1 + 16 + 1 + name.length + 2);
      bytes[0] = 1;
      const view = new DataView(bytes.buffer);
      view.setFloat64(1, key, true);
      view.setFloat64(9, at, true);
      bytes[17] = name.length;
      bytes.set(text.encode(name), 18);
      bytes[18 + name.length] = 7;
      bytes[19 + name.length] = 1;
      return bytes;
    };
    recent.put(record(6, "<b>No economy</b>", Date.now() + 2e6), 6);
    writing.objectStore("economies").put(text.encode('{"format":"olin-economy","version":1,"goods":['), 6);
    recent.put(record(7, "No file", Date.now() + 1e6), 7);
    await new Promise((resolve) => (writing.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await desk.shows(0);
  await expect(offer(page)).toContainText("You left <b>No economy</b> on day 7, just now.");
  await offer(page).getByText("Earlier ones (2)").click();
  await expect(restore(page)).toHaveCount(3);
  await restore(page).first().click();
  await expect(page.getByRole("alert")).toContainText("fault");
  await desk.shows(0);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();

  await desk.economy.selectOption({ label: "No file · day 7" });
  await expect(page.getByText("It cannot be restored: the browser no longer has all of it.")).toBeVisible();
  // What is good among it is restored all the same.
  await desk.economy.selectOption({ label: "Village (Table 1) · day 5" });
  await desk.shows(5);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`the offer is accessible and fits, in ${colorScheme} at ${width} px`, async ({ desk, page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await desk.open("?economy=valley");
      await desk.step(5);
      await keeps(page, 1, 0);
      await page.goto("./?economy=village");
      await desk.shows(0);
      await desk.step(10);
      await keeps(page, 2, 0);
      await page.reload();
      await desk.shows(0);
      await offer(page).getByText("Earlier ones (1)").click();
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await page.screenshot({ path: path.join(folder, `offer-${width}-${colorScheme}.png`) });
    });
  }
}
