// The views that are pulled and clicked at, by keyboard alone: no test here touches the mouse, nor puts the focus anywhere.

const { expect, test } = require("./page");
const { focused, tabTo, turnTo } = require("./keys");

const headline = (page) => page.getByRole("heading", { level: 1 });

async function press(page, ...names) {
  for (const name of names) {
    await page.keyboard.press(name);
  }
}

// The days ahead are planned with the last edit.
async function settled(page) {
  await expect(page.locator("#annex .headline")).toHaveAttribute("aria-busy", "false");
}

// What has the focus is in sight and marked.
async function seen(page, name) {
  expect(await focused(page)).toEqual({ name, ring: true, onTop: true });
}

test("profiles: what is promised, the baseline and the citizens", async ({ desk, page }) => {
  await desk.open("?economy=village");
  await turnTo(page, "Profiles");
  await expect(headline(page)).toContainText("382 days");
  await tabTo(page, "Milk of Prof 0, slider");
  await press(page, "ArrowLeft", "ArrowLeft");
  await seen(page, "Milk of Prof 0, slider");
  const number = page.getByRole("textbox", { name: "Milk of Prof 0", exact: true });
  await expect(number).toHaveValue("2.9");
  await expect(page.getByText(/sooner than the baseline/)).toBeVisible();

  // The number beside the slider says the same, and takes what is typed.
  await press(page, "Tab");
  await seen(page, "Milk of Prof 0");
  await press(page, "Control+a");
  await page.keyboard.type("3.5");
  await expect(page.getByText(/later than the baseline/)).toBeVisible();
  await press(page, "Control+a");
  await page.keyboard.type("2,5");
  await expect(page.getByText("The decimal mark is a point, as in 0.5. The last good plan stays.")).toBeVisible();
  await press(page, "Backspace", "Backspace", "Backspace");
  await page.keyboard.type("2.5");
  await expect(page.getByText(/sooner than the baseline/)).toBeVisible();

  await tabTo(page, "Keep as baseline", "Shift+Tab");
  await press(page, "Enter");
  await expect(page.getByText(/sooner than the baseline/)).toHaveCount(0);
  await tabTo(page, "Citizens of Prof 1");
  const citizens = page.getByRole("textbox", { name: "Citizens of Prof 1", exact: true });
  await press(page, "Control+a");
  await page.keyboard.type("100");
  await expect(page.getByText(/sooner than the baseline|later than the baseline/)).toBeVisible();
  await tabTo(page, "Back to baseline", "Shift+Tab");
  await press(page, "Space");
  await expect(page.getByText(/than the baseline/)).toHaveCount(0);
  await expect(number).toHaveValue("2.5");
  await expect(citizens).toHaveValue("500");
  // Going back is undone like everything else.
  await tabTo(page, "Undo", "Shift+Tab");
  await press(page, "Enter");
  await expect(citizens).toHaveValue("100");
});

test("units: the order in which they are filled, a capacity and an answer", async ({ desk, page }) => {
  await desk.open("?economy=valley&invest=0.53");
  await turnTo(page, "Units");
  const names = async () => {
    const rows = page.getByRole("region", { name: "Units that make Flour" }).getByRole("rowheader");
    return (await rows.allInnerTexts()).map((text) => text.split("\n")[0].trim());
  };
  await expect.poll(names).toEqual(["Old mill", "New mill"]);
  await tabTo(page, "Old mill later");
  await press(page, "Enter");
  await expect.poll(names).toEqual(["New mill", "Old mill"]);
  // The keyboard stays with the unit that was moved: it can only go back.
  await expect.poll(() => focused(page)).toEqual({ name: "Old mill earlier", ring: true, onTop: true });
  await press(page, "Space");
  await expect.poll(names).toEqual(["Old mill", "New mill"]);

  await tabTo(page, "Capacity of Old mill", "Shift+Tab");
  await press(page, "Control+a");
  await page.keyboard.type("250");
  await press(page, "Enter");
  const capacity = page.getByRole("textbox", { name: "Capacity of Old mill" });
  await expect(capacity).toHaveValue("250");
  // A new plan leaves the keyboard where it is.
  await settled(page);
  await seen(page, "Capacity of Old mill");

  await tabTo(page, "Timber of New mill");
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: /New mill/ })).toBeVisible();
  await tabTo(page, "Amount of answer 2");
  await press(page, "Control+a");
  await page.keyboard.type("7");
  await press(page, "Enter");
  const answer = page.getByRole("textbox", { name: "Amount of answer 2" });
  await expect(answer).toHaveValue("7");
  await settled(page);
  await seen(page, "Amount of answer 2");
  await tabTo(page, "Undo", "Shift+Tab");
  await press(page, "Enter");
  await expect(answer).toHaveValue("6");
  await press(page, "Enter");
  await expect(capacity).toHaveValue("300");
});

test("plan: the slider, lists, chances, a chart as a table, and what is taken away", async ({ desk, page }) => {
  await desk.open("?economy=valley&invest=0.53");
  await tabTo(page, "Run to day");
  await press(page, "Control+a");
  await page.keyboard.type("60");
  await press(page, "Enter");
  await desk.shows(60);
  await tabTo(page, "Day", "Shift+Tab");
  await press(page, "Home");
  await desk.shows(0);
  await press(page, "End");
  await desk.shows(60);
  await seen(page, "Day");
  const speed = await desk.speed.inputValue();
  await tabTo(page, "Speed", "Shift+Tab");
  await press(page, "ArrowDown");
  await expect(desk.speed).not.toHaveValue(speed);

  await tabTo(page, "Show all 11");
  await press(page, "Enter");
  await expect(page.getByRole("button", { name: "Show fewer" })).toBeFocused();
  await expect(page.getByText("Ore stock")).toBeVisible();
  await tabTo(page, "Probability");
  await press(page, "Control+a");
  await page.keyboard.type("0.5");
  await press(page, "Enter");
  await expect(desk.chance).not.toContainText("No losses");
  await tabTo(page, (name) => name.startsWith("Show as table"), "Shift+Tab");
  await press(page, "Enter");
  await expect(page.locator("details[open] table").first()).toBeVisible();

  for (const [name, key, file] of [["Save economy (JSON)", "Enter", /\.json$/], ["Download", "ArrowDown", /\.(csv|zip)$/]]) {
    await tabTo(page, name, "Shift+Tab");
    const [download] = await Promise.all([page.waitForEvent("download"), press(page, key)]);
    expect(download.suggestedFilename()).toMatch(file);
  }
});

test("economy: goods are added, renamed and removed, and an edit holds from a day on", async ({ desk, page }) => {
  await desk.open("?economy=village&day=12");
  await turnTo(page, "Economy");
  await expect(headline(page)).toContainText("382 days");
  const row = (name) => page.getByRole("grid").getByRole("rowheader", { name, exact: true });
  await tabTo(page, "Name of what to add");
  await page.keyboard.type("Cheese");
  await press(page, "Tab", "Enter");
  await expect(row("Cheese")).toBeVisible();
  await tabTo(page, "Name of Milk");
  await press(page, "Control+a");
  await page.keyboard.type("Oat drink");
  await press(page, "Tab", "Enter");
  await expect(row("Oat drink l")).toBeVisible();
  await tabTo(page, "Remove Oat drink");
  await press(page, "Enter");
  await expect(row("Oat drink l")).toHaveCount(0);
  await tabTo(page, "Undo", "Shift+Tab");
  await press(page, "Enter", "Enter", "Enter");
  await expect(row("Milk l")).toBeVisible();
  await expect(row("Cheese")).toHaveCount(0);
  await expect(headline(page)).toContainText("382 days");

  await tabTo(page, (name) => name.startsWith("The table"));
  await press(page, "ArrowRight", "ArrowRight");
  await page.keyboard.type("1.5");
  await press(page, "Enter");
  await tabTo(page, "From day 12 on");
  await press(page, "Space");
  await expect(headline(page)).not.toContainText("382 days");
  await tabTo(page, (name) => name.startsWith("Take back"));
  await press(page, "Enter");
  await expect(headline(page)).toContainText("382 days");
});

test("units: one is added, answers for another input, and is removed", async ({ desk, page }) => {
  await desk.open("?economy=valley&invest=0.53");
  await turnTo(page, "Units");
  const flour = page.getByRole("region", { name: "Units that make Flour" });
  await tabTo(page, "Add a unit: Name");
  await page.keyboard.type("Wind mill");
  await press(page, "Tab");
  await page.keyboard.type("Flour");
  await press(page, "Enter");
  await expect(flour).toContainText("Wind mill");
  await settled(page);
  await tabTo(page, "Add an input: Input");
  await page.keyboard.type("Ore");
  await press(page, "Tab");
  await page.keyboard.type("100");
  await press(page, "Tab");
  await page.keyboard.type("2");
  await press(page, "Enter");
  await expect(page.getByRole("button", { name: "Ore of Old mill" })).toBeVisible();
  await settled(page);
  await tabTo(page, "Remove Old mill");
  await press(page, "Enter");
  await expect(flour).not.toContainText("Old mill");
  await tabTo(page, "Undo", "Shift+Tab");
  await press(page, "Enter", "Enter", "Enter");
  await expect(flour).toContainText("Old mill");
  await expect(flour).not.toContainText("Wind mill");
});

test("scale: a point is chosen, run and stopped, and its results are taken away", async ({ desk, page }) => {
  test.setTimeout(60_000);
  await desk.open("?economy=village");
  await turnTo(page, "Scale");
  // Lists are chosen from by the first letters of what is wanted.
  const choose = async (name, key, times = 1) => {
    await tabTo(page, name);
    await press(page, ...Array(times).fill(key));
  };
  await choose("Industrial goods", "Home");
  await choose("Final goods", "Home");
  await choose("Needs per good", "Home");
  await choose("Family", "End");
  await tabTo(page, "Run");
  await press(page, "Enter");
  const rows = page.getByRole("region", { name: "Results" }).getByRole("row");
  await expect(rows).toHaveCount(2, { timeout: 20_000 });
  await expect(rows.nth(1)).toContainText("275,000");
  await seen(page, "Run");

  await tabTo(page, "Download results (CSV)");
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Enter")]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);

  await tabTo(page, "Industrial goods", "Shift+Tab");
  await press(page, "End");
  await tabTo(page, "Final goods");
  await press(page, "End");
  await tabTo(page, "Run");
  await press(page, "Enter");
  await tabTo(page, "Stop");
  await press(page, "Enter");
  await expect(page.getByRole("tabpanel", { name: "Scale" }).getByRole("status").first()).toContainText("Stopped");
  // The button that had the focus is gone; the keyboard is where one goes on.
  await seen(page, "Run");
});
