// The planning desk: the table, the profiles and the units are edited, the plan follows, and everything can be undone.

const { AxeBuilder } = require("@axe-core/playwright");
const path = require("node:path");
const { test, expect } = require("./page");

const folder = path.resolve(__dirname, "../../target/pictures");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = ["Economy", "Profiles", "Units"];

// Opens a view and waits for the plan ahead.
async function openView(page, view, query = "?economy=village") {
  await page.goto(`./${query}&view=${view.toLowerCase()}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Everyone has everything after", { timeout: 20_000 });
}

const headline = (page) => page.getByRole("heading", { level: 1 });

// The cell that the grid says is meant.
const cell = (page) =>
  page.getByRole("grid").evaluate((grid) => document.getElementById(grid.getAttribute("aria-activedescendant"))?.textContent);

async function keys(page, ...names) {
  for (const name of names) {
    await page.keyboard.press(name);
  }
}

test("the table is edited by keyboard alone, and every edit can be undone", async ({ page }) => {
  await openView(page, "Economy");
  await expect(headline(page)).toContainText("382 days");
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", "8");
  await expect(grid).toHaveAttribute("aria-colcount", "15");
  await grid.focus();
  // Milk in Butter: 2 in Table 1.
  await keys(page, "ArrowRight", "ArrowRight");
  expect(await cell(page)).toBe("2");
  await page.keyboard.type("0.5");
  await keys(page, "Enter");
  await expect(headline(page)).not.toContainText("382 days");
  await keys(page, "ArrowUp");
  await expect.poll(() => cell(page)).toBe("0.5");
  await keys(page, "Control+z");
  await expect(headline(page)).toContainText("382 days");
  await expect.poll(() => cell(page)).toBe("2");
  await keys(page, "Control+y");
  await expect.poll(() => cell(page)).toBe("0.5");
  // Escape leaves the cell as it was.
  await keys(page, "Enter");
  await page.keyboard.type("7");
  await keys(page, "Escape");
  await expect(grid).toBeFocused();
  expect(await cell(page)).toBe("0.5");
});

test("what makes no sense is said beside the cell, and the last good plan stays", async ({ page }) => {
  await openView(page, "Economy");
  const grid = page.getByRole("grid");
  await grid.focus();
  await page.keyboard.type("much");
  await keys(page, "Enter");
  const editor = page.getByRole("textbox", { name: "Milk to make one Milk" });
  await expect(editor).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert")).toContainText("“much” is not a number. The last good plan stays.");
  await expect(headline(page)).toContainText("382 days");
  await keys(page, "Escape");
  // What only the worker can tell.
  await page.keyboard.type("-1");
  await keys(page, "Enter");
  await expect(page.getByRole("alert").filter({ hasText: "found -1, expected a number not below zero" })).toBeVisible();
  await expect(headline(page)).toContainText("382 days");
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  // Read, it is put away: it lies over other cells.
  await keys(page, "Escape");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a block from a spreadsheet is pasted in one step", async ({ page }) => {
  await openView(page, "Economy");
  const grid = page.getByRole("grid");
  await grid.focus();
  await keys(page, "ArrowRight", "ArrowRight", "ArrowRight");
  await grid.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "2.5\t1.5\r\n0\t0\r\n0.1\t0.1\r\n");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => cell(page)).toBe("2.5");
  await expect(headline(page)).not.toContainText("382 days");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => cell(page)).toBe("3");
  await expect(headline(page)).toContainText("382 days");
});

test("goods are added, renamed and removed", async ({ page }) => {
  await openView(page, "Economy");
  const grid = page.getByRole("grid");
  await page.getByRole("textbox", { name: "Name of what to add" }).fill("Cheese");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(grid.getByRole("rowheader", { name: "Cheese" })).toBeVisible();
  await expect(headline(page)).toContainText("382 days");
  await page.getByRole("textbox", { name: "Name of Milk" }).fill("Oat drink");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(grid.getByRole("rowheader", { name: "Oat drink" })).toBeVisible();
  await expect(headline(page)).toContainText("382 days");
  await page.getByRole("button", { name: "Remove Oat drink" }).click();
  await expect(grid.getByRole("rowheader", { name: "Oat drink" })).toHaveCount(0);
  await keys(page, "Control+z", "Control+z", "Control+z");
  await expect(grid.getByRole("rowheader", { name: "Milk l", exact: true })).toBeVisible();
  await expect(grid.getByRole("rowheader", { name: "Cheese" })).toHaveCount(0);
});

test("an edit on a later day asks once from when on it holds, and can be taken back", async ({ page }) => {
  await openView(page, "Economy", "?economy=village&day=12");
  const grid = page.getByRole("grid");
  await grid.focus();
  await keys(page, "ArrowRight", "ArrowRight");
  await page.keyboard.type("1.5");
  await keys(page, "Enter");
  await page.getByRole("button", { name: "From day 12 on" }).click();
  const dated = page.getByRole("listitem").filter({ hasText: "From day 12: the coefficient of Milk in Butter: 1.5" });
  await expect(dated).toBeVisible();
  await expect(page.getByRole("radio", { name: "from day 12 on" })).toBeChecked();
  await expect(headline(page)).not.toContainText("382 days");
  await page.getByRole("button", { name: /^Take back/ }).click();
  await expect(dated).toHaveCount(0);
  await expect(headline(page)).toContainText("382 days");
});

test("profiles: sliders show before and after, and go back to the baseline", async ({ page }) => {
  await openView(page, "Profiles");
  const rows = page.getByRole("region", { name: "Before and after" });
  const days = rows.getByRole("row").filter({ hasText: "Days until everyone has everything" });
  await expect(days).toContainText("382");
  const slider = page.getByRole("slider", { name: "Milk of Prof 0, slider" });
  await slider.focus();
  await keys(page, "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
  const number = page.getByRole("textbox", { name: "Milk of Prof 0", exact: true });
  await expect(number).toHaveValue("2.75");
  await expect(headline(page)).not.toContainText("382 days");
  await expect(page.getByText(/sooner than the baseline/)).toBeVisible();
  await page.getByRole("button", { name: "Keep as baseline" }).click();
  await expect(page.getByText(/sooner than the baseline/)).toHaveCount(0);
  await number.fill("4");
  await expect(page.getByText(/later than the baseline/)).toBeVisible();
  await page.getByRole("button", { name: "Back to baseline" }).click();
  await expect(number).toHaveValue("2.75");
  await number.fill("2,5");
  await expect(page.getByText("The decimal mark is a point, as in 0.5. The last good plan stays.")).toBeVisible();
});

test("a curve in the table opens its unit, whose answers are typed and pulled", async ({ page }) => {
  await openView(page, "Economy", "?economy=valley&invest=0.53");
  await page.getByRole("grid").focus();
  await keys(page, "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
  await expect(page.getByRole("tab", { name: "Units" })).toBeFocused();
  await expect(page.getByRole("heading", { name: /Old mill/ })).toBeVisible();
  const needs = page.getByRole("textbox", { name: "Amount of answer 2" });
  await expect(needs).toHaveValue("4.5");
  await needs.fill("6");
  await needs.press("Enter");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(needs).toHaveValue("4.5");
  // A curve must not fall.
  await needs.fill("0.5");
  await needs.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "making 300 needs 0.5, less than the 1 for making 100" })).toBeVisible();
  // What was typed stays beside the complaint, and nothing of it is in force.
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  const plot = page.getByRole("img", { name: /requirement r\(q\)/ });
  const box = await plot.boundingBox();
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.4 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.6 * box.height, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await expect(needs).not.toHaveValue("0.5");
});

test("a worker that is killed after edits loses nothing", async ({ page, complaints }) => {
  await page.addInitScript(() => {
    const Real = window.Worker;
    window.workers = [];
    window.Worker = class extends Real {
      constructor(...args) {
        super(...args);
        window.workers.push(this);
      }
    };
  });
  await openView(page, "Profiles");
  const number = page.getByRole("textbox", { name: "Milk of Prof 0", exact: true });
  await number.fill("2");
  await number.press("Enter");
  await expect(headline(page)).not.toContainText("382 days");
  const before = await headline(page).textContent();
  await page.evaluate(() => window.workers.at(-1).dispatchEvent(new ErrorEvent("error", { cancelable: true })));
  await expect(page.getByText("A new one takes over; nothing is lost.")).toBeVisible();
  await number.fill("3");
  await number.press("Enter");
  await expect(headline(page)).toContainText("382 days", { timeout: 20_000 });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(headline(page)).toHaveText(before);
  complaints.length = 0;
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`the desk's views at ${width} px in ${colorScheme}`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      for (const view of VIEWS) {
        await openView(page, view, "?economy=valley&invest=0.53&day=100");
        await expect(page.getByRole("main")).toContainText(view === "Units" ? "Old mill" : "Grain");
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        const told = violations.flatMap(({ id, help, nodes }) =>
          nodes.map((node) => `${view}: ${id} (${help}): ${node.target.join(" ")}\n  ${node.failureSummary}`),
        );
        expect(told).toEqual([]);
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(overflow, `${view}: pixels beyond the window`).toBeLessThanOrEqual(0);
        const file = `${view.toLowerCase()}-${width}-${colorScheme}`;
        await page.screenshot({ path: path.join(folder, `${file}.png`) });
        await page.screenshot({ path: path.join(folder, `${file}-whole.png`), fullPage: true });
      }
    });
  }
}

test("a slider that is drawn along replans the village without a long task", async ({ page }) => {
  test.setTimeout(120_000);
  await openView(page, "Profiles");
  await page.evaluate(() => {
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
    });
  });
  // A machine that is shared stalls now and then, so the best of several tries counts.
  let longest = Infinity;
  for (let round = 0; round < 5 && longest > 50; round += 1) {
    const slider = page.getByRole("slider", { name: "Milk of Prof 0, slider" });
    const told = await slider.evaluate(async (slider) => {
      window.long.length = 0;
      const seen = new Set();
      const frames = [];
      let last = performance.now();
      for (let step = 0; step < 180; step += 1) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
        slider.value = String(0.5 + 4 * Math.abs(Math.sin(step / 20)));
        slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
        seen.add(document.querySelector("#annex h1").textContent);
      }
      slider.dispatchEvent(new Event("change", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 300));
      const share = frames.slice(1).filter((frame) => frame <= 20).length / (frames.length - 1);
      return { share, long: Math.max(0, ...window.long), results: seen.size };
    });
    console.log(`frames of at most 20 ms: ${(100 * told.share).toFixed(1)} %, longest task ${Math.round(told.long)} ms, results shown ${told.results}`);
    expect(told.results).toBeGreaterThan(5);
    longest = Math.min(longest, told.long);
  }
  expect(longest).toBeLessThanOrEqual(50);
});

test("footprints beside the plan add up to the hours of the day", async ({ desk, page }) => {
  // On day 40 Town has grown from 900 to 1000 citizens.
  await desk.open("?economy=valley&invest=0.53&day=60");
  const { rows } = await desk.plan();
  const number = (text) => Number(/[0-9.,]+/.exec(text)[0].replaceAll(",", ""));
  const citizens = (await page.locator(".plan .fulfilment .citizens").allTextContents()).map(number);
  expect(citizens).toEqual([600, 1000, 250]);
  const unfold = page.getByText("Show as table: Footprints");
  await unfold.focus();
  await page.keyboard.press("Enter");
  const table = page.locator(".plan").getByRole("region", { name: "What one citizen’s day costs" });
  for (const kind of ["Field", "Works", "Care"]) {
    const costs = table.getByRole("row", { name: `work in ${kind}` }).getByRole("cell");
    await expect(costs).toHaveCount(citizens.length);
    const each = (await costs.allTextContents()).map(number);
    const all = rows[60].scale * each.reduce((sum, cost, place) => sum + cost * citizens[place], 0);
    // Three digits are shown.
    expect(Math.abs(all / rows[60][`labour:Lb(${kind})`] - 1)).toBeLessThan(0.005);
  }
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations).toEqual([]);
  await page.screenshot({ path: path.join(folder, "footprints-1280-light.png"), fullPage: true });
});

test("a change for the worse is said to be one, and by how much at least", async ({ desk, page }) => {
  await desk.open("?economy=village");
  await page.getByRole("tab", { name: "Profiles" }).click();
  const comparison = page.getByRole("region", { name: "Before and after" });
  const days = comparison.getByRole("row", { name: /^Days until everyone has everything/ }).getByRole("cell");
  await expect(days.first()).toHaveText("382");
  const milk = page.getByRole("group", { name: "Prof 0" }).getByRole("textbox", { name: /Milk/ });
  const type = async (text) => {
    await milk.click();
    await milk.press("Control+a");
    await milk.pressSequentially(text);
    await milk.press("Enter");
  };
  await type("2");
  await expect(days.last()).toHaveText(/^−[0-9]+ better$/);
  // So much that it does not come within the days that are planned.
  await type("9");
  await expect(days.nth(1)).toHaveText("over 400");
  await expect(days.last()).toHaveText("+19 or more worse");
});

test("what cannot be dated says that it holds from the start", async ({ desk, page }) => {
  await desk.open("?economy=village&day=20");
  await page.getByRole("tab", { name: "Economy" }).click();
  await expect(headline(page)).toContainText("382 days");
  const grid = page.getByRole("grid");
  // The row of Milk has its stock behind three goods and two profiles.
  const set = async (place, text) => {
    await grid.focus();
    await keys(page, "Control+Home", ...place);
    await page.keyboard.type(text);
    await keys(page, "Enter");
  };
  const stock = Array(5).fill("ArrowRight");
  const told = page.getByText("holds from the start, not from day 20");
  await set(stock, "3");
  await expect(told).toHaveText(/^The stock of Milk holds from the start/);
  await set(Array(3).fill("ArrowRight"), "4");
  await page.getByRole("button", { name: "From day 20 on" }).click();
  await expect(page.locator("#annex").getByText("From day 20: the allotment of Milk to Prof 0: 4")).toBeVisible();
  await expect(told).toHaveCount(0);
  await set(stock, "4");
  await expect(told).toHaveText(/^The stock of Milk holds from the start/);
});

test("what waits for the question goes on waiting while more is changed", async ({ desk, page }) => {
  await desk.open("?economy=village&day=20");
  await page.getByRole("tab", { name: "Economy" }).click();
  await expect(headline(page)).toContainText("382 days");
  const grid = page.getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", "8");
  await grid.focus();
  await keys(page, "ArrowRight", "ArrowRight", "ArrowRight");
  const before = await cell(page);
  await page.keyboard.type("4");
  await keys(page, "Enter");
  const question = page.getByRole("group", { name: "From when on?" });
  await expect(question).toContainText("The allotment of Milk to Prof 0: 4. From the shown day on, or from the start?");
  // What is spoken at once does not change with every key.
  await expect(question.getByRole("alert")).toHaveText("From the shown day on, or from the start?");
  await page.keyboard.type("5");
  await keys(page, "Enter");
  await expect(question).toContainText("2 changes.");
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].failureSummary}`), theme).toEqual([]);
  }
  await grid.focus();
  // What is typed back to what it was waits no more.
  await keys(page, "ArrowUp", "ArrowUp");
  await expect.poll(() => cell(page)).toBe("4");
  await page.keyboard.type(before);
  await keys(page, "Enter");
  await expect(question).toContainText("The allotment of Butter churn to Prof 0: 5.");
  await keys(page, "ArrowUp");
  await expect.poll(() => cell(page)).toBe(before);
  // A block over what waits changes what it says, and leaves the rest.
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "4\n5\n6");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(question).toContainText("3 changes.");
  await desk.button("From day 20 on").click();
  await expect(question).toHaveCount(0);
  const dated = page.getByRole("listitem").filter({ hasText: /^From day 20: the allotment of / });
  await expect(dated).toHaveText([/Butter churn to Prof 0: 5/, /Milk to Prof 0: 4/, /Butter to Prof 0: 6/]);
  // What was done together is undone together.
  await desk.button("Undo").click();
  await expect(dated).toHaveText([/Butter churn to Prof 0: 5/]);
  await desk.button("Undo").click();
  await expect(dated).toHaveCount(0);
  await expect(desk.button("Undo")).toBeDisabled();
});

test("what a unit answers is changed again while it waits, and typed back it waits no more", async ({ desk, page }) => {
  await desk.open("?economy=valley&invest=0.53&day=20");
  await page.getByRole("tab", { name: "Units" }).click();
  await page.getByRole("button", { name: /Old mill/ }).first().click();
  const amount = (place) => page.getByRole("textbox", { name: `Amount of answer ${place}`, exact: true });
  await expect(amount(2)).toHaveValue("4.5");
  const count = await page.getByRole("textbox", { name: /^Amount of answer/ }).count();
  const question = page.getByRole("group", { name: "From when on?" });
  await amount(2).fill("5");
  await amount(2).press("Enter");
  await expect(question).toBeVisible();
  await amount(2).fill("4.5");
  await amount(2).press("Enter");
  await expect(question).toHaveCount(0);
  await amount(2).fill("5");
  await amount(2).press("Enter");
  await desk.button("Add an answer").click();
  await expect(amount(count + 1)).toBeVisible();
  await expect(amount(2)).toHaveValue("5");
  await desk.button("From day 20 on").click();
  await expect(question).toHaveCount(0);
  await expect(amount(count + 1)).toBeVisible();
  await expect(amount(2)).toHaveValue("5");
});

test("the question from when on an edit holds does not lie over the field, nor move it where it does not", async ({ desk, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await desk.open("?economy=village&day=20");
  await page.getByRole("tab", { name: "Profiles" }).click();
  await expect(headline(page)).toContainText("382 days");
  const question = page.getByRole("group", { name: "From when on?" });
  for (const profile of ["Prof 0", "Prof 1"]) {
    const field = page.getByRole("textbox", { name: `Milk of ${profile}`, exact: true });
    // As low as it can be in the window.
    await field.evaluate((element) => element.scrollIntoView({ block: "end" }));
    await field.focus();
    await keys(page, "Control+a");
    await page.keyboard.type("1");
    await keys(page, "Enter");
    await expect(question).toBeVisible();
    await expect.poll(async () => {
      const [over, under] = [await question.boundingBox(), await field.boundingBox()];
      return under.y + under.height <= over.y;
    }).toBe(true);
    await page.getByRole("button", { name: "Leave it as it was" }).click();
    await expect(question).toHaveCount(0);
  }
  // High enough, it stays where it is.
  const citizens = page.getByRole("textbox", { name: "Citizens of Prof 0", exact: true });
  await citizens.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await citizens.focus();
  const before = (await citizens.boundingBox()).y;
  await keys(page, "Control+a");
  await page.keyboard.type("1");
  await keys(page, "Enter");
  await expect(question).toBeVisible();
  await page.waitForTimeout(200);
  expect((await citizens.boundingBox()).y).toBe(before);
});
