// The Tables view: national tables through the mapping step to their own year, by mouse and by keyboard; sparse tables read
// in slices and solved; what is odd or wrong in words.

const fs = require("node:fs");
const { AxeBuilder } = require("@axe-core/playwright");
const { test, expect } = require("./page");
const { read } = require("./csv");
const { oecd, regional, year } = require("./years");

const NBSP = "\u00a0";

class Tables {
  constructor(page) {
    this.page = page;
    this.panel = page.getByRole("tabpanel", { name: "Tables" });
    this.files = page.getByLabel("Open table files");
    this.use = page.getByRole("button", { name: "Use this table" });
    this.alert = this.panel.getByRole("alert");
    this.status = this.panel.locator("[role=status]").first();
  }

  async open() {
    await this.page.goto("./?view=tables");
    await expect(this.page.getByRole("heading", { name: "Bring a table" })).toBeVisible();
  }

  role(name) {
    return this.page.getByRole("combobox", { name: `Role of ${name}`, exact: true });
  }

  citizens(name) {
    return this.page.getByRole("textbox", { name: `Citizens of ${name}`, exact: true });
  }

  findings() {
    return this.panel.getByRole("heading", { name: "What is odd about this table" }).locator("xpath=following-sibling::*[1]");
  }
}

// The table has become the open economy, and its first plan is on screen.
async function showsThePlan(desk, page) {
  await expect(page.getByRole("tab", { name: "Plan" })).toHaveAttribute("aria-selected", "true");
  await expect(desk.status).toContainText("Day 0 · Your files");
}

// The output of every good on the shown day, as the user takes it away.
async function solution(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("combobox", { name: "Download" }).selectOption("Output of every good (CSV)"),
  ]);
  return read(fs.readFileSync(await download.path(), "utf8")).lines.slice(1).map((line) => Number(line.split(",").at(-1)));
}

function expectOwnYear(found, output) {
  expect(found).toHaveLength(output.length);
  const off = found.map((x, place) => Math.abs(x - output[place]) / Math.abs(output[place]));
  expect(Math.max(...off)).toBeLessThanOrEqual(1e-9);
}

test("a table in the layout of the OECD gives its own year", async ({ desk, page }) => {
  const told = year(7, 8);
  const tables = new Tables(page);
  await tables.open();
  await tables.files.setInputFiles(oecd(told));
  await expect(tables.status).toHaveText(
    `AUT2015ttl.csv: a national table as the OECD publishes it, 50${NBSP}industries.`,
  );
  for (const [name, role] of [["HFCE", "profile"], ["GGFC", "profile"], ["EXPO", "external demand"], ["IMPO", "external demand"]]) {
    await expect(tables.role(name).locator("option:checked")).toHaveText(role);
  }
  await expect(page.getByRole("combobox", { name: "Role of row OUTPUT" }).locator("option:checked")).toHaveText("output");
  await expect(tables.panel).toContainText("In money: such a table counts what was paid");
  await expect(tables.panel).toContainText("Where no population is given it is 1");
  await expect(tables.panel).toContainText("the first plan is the table's own year");
  await expect(tables.findings()).toHaveText("Nothing: every row balances, and nothing is used that is not made.");
  await tables.citizens("HFCE").fill("8 500 000");
  await tables.use.click();
  await showsThePlan(desk, page);
  await expect(desk.status).toContainText("Everyone gets");
  expectOwnYear(await solution(page), told.output);
  // The log of every step is there, and goes with the economy when it is saved.
  const report = page.getByRole("region", { name: "How your files were read" });
  await expect(report).toContainText("In money");
  await expect(report).toContainText("Every row balances");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    desk.button("Save economy (JSON)").click(),
  ]);
  const saved = JSON.parse(fs.readFileSync(await download.path(), "utf8"));
  expect(saved.log.read.join(" ")).toContain("a national table as the OECD publishes it, 58 columns and 53 rows");
  expect(saved.log.assumed.join(" ")).toContain("the table's own year");
  expect(saved.profiles[0]).toMatchObject({ name: "HFCE", population: 8500000 });
});

test("a table of three files with two header rows gives its own year, by keyboard alone", async ({ desk, page }) => {
  const told = year(11, 3);
  // Choosers are caught from the start: one that opens before it is caught takes the keyboard with it.
  page.on("filechooser", () => {});
  await desk.open();
  const tabTo = async (name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const focus = page.locator(":focus");
      if ((await focus.count()) > 0 && (await focus.ariaSnapshot()).includes(`"${name}"`)) {
        return;
      }
    }
    throw new Error(`Tab does not come to ${name}`);
  };
  await tabTo("Plan");
  for (const name of ["Economy", "Profiles", "Units", "How", "Tables"]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name, exact: true })).toBeFocused();
  }
  const tables = new Tables(page);
  await expect(page.getByRole("heading", { name: "Bring a table" })).toBeVisible();
  await tabTo("Open table files");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(regional(told));
  await expect(tables.status).toHaveText(`Z.txt: a table with two header rows, by region and sector, 50${NBSP}industries.`);
  await tabTo("Role of R0, Final consumption expenditure by households");
  await tabTo("Citizens of R0, Final consumption expenditure by households");
  await page.keyboard.type("many");
  await expect(page.locator(":focus")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("250000");
  await expect(page.locator(":focus")).toHaveAttribute("aria-invalid", "false");
  await expect(tables.use).toBeEnabled();
  await tabTo("Use this table");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Plan" })).toBeFocused();
  await showsThePlan(desk, page);
  expectOwnYear(await solution(page), told.output);
});

test("roles are changed, and what no economy can be made of is said beside them", async ({ page }) => {
  const tables = new Tables(page);
  await tables.open();
  await tables.files.setInputFiles(oecd(year(7, 8)));
  await expect(tables.use).toBeEnabled();
  // Without imports no row balances: they are what is used and not made here. The line stays where it is.
  await tables.role("IMPO").focus();
  await tables.role("IMPO").selectOption({ label: "left out" });
  await expect(tables.role("IMPO")).toBeFocused();
  await expect(tables.findings()).toContainText("rows do not balance");
  await expect(tables.findings()).toContainText("more used than made");
  await page.getByRole("checkbox", { name: /does not balance/ }).uncheck();
  await expect(tables.panel).toContainText("That is not quite what the table says was made");
  await tables.role("IMPO").selectOption({ label: "industry" });
  await expect(tables.alert).toContainText("These roles make no economy");
  await expect(tables.alert).toContainText("without a row");
  await expect(tables.use).toBeDisabled();
  await tables.role("IMPO").selectOption({ label: "external demand" });
  await expect(tables.alert).toHaveCount(0);
  await expect(tables.use).toBeEnabled();
});

test("any table of flows through the mapping: many roles at once, labour, emissions", async ({ desk, page }) => {
  // Two industries whose titles say nothing. Output 100 and 50; 20 and 10 hours; 5 and 4 of smoke.
  const text = "what,c1,c2,c3\nr1,25,20,55\nr2,14,6,30\nr3,20,10,0\nr4,5,4,0\nr5,100,50,0\n";
  const tables = new Tables(page);
  await tables.open();
  await tables.files.setInputFiles({ name: "flows.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(tables.panel.getByText("One role for many at once")).toBeVisible();
  await tables.panel.getByText("One role for many at once").click();
  const set = async (role, from, to) => {
    await page.getByRole("combobox", { name: "Role", exact: true }).selectOption({ label: role });
    await page.getByRole("textbox", { name: "From" }).fill(from);
    await page.getByRole("textbox", { name: "To", exact: true }).fill(to);
    await page.getByRole("button", { name: "Set", exact: true }).click();
  };
  await set("columns: industry", "B", "C");
  await set("rows: industry", "2", "3");
  await tables.role("c3").selectOption({ label: "profile" });
  await page.getByRole("combobox", { name: "Role of row r3" }).selectOption({ label: "labour" });
  await page.getByRole("combobox", { name: "Role of row r4" }).selectOption({ label: "emissions" });
  await page.getByRole("combobox", { name: "Role of row r5" }).selectOption({ label: "output" });
  await page.getByRole("textbox", { name: "Money is counted in" }).fill("million crowns");
  await expect(tables.panel).toContainText("paired in their order");
  await expect(tables.panel).toContainText("million crowns");
  await tables.use.click();
  await showsThePlan(desk, page);
  expect(await solution(page)).toEqual([expect.closeTo(100, 7), expect.closeTo(50, 7)]);
  const { rows } = await desk.plan();
  expect(rows[0]["labour:Lb(r3)"]).toBeCloseTo(30, 7);
  expect(rows[0]["externality:r4"]).toBeCloseTo(9, 7);
});

// Rows of a sparse table by a rule: each good needs the next `each` ones, and 0.9 of a unit in all.
function ring(goods, each) {
  const lines = [`%%MatrixMarket matrix coordinate real general`, `${goods} ${goods} ${goods * each}`];
  const amount = 0.9 / each;
  for (let row = 0; row < goods; row += 1) {
    const columns = Array.from({ length: each }, (_, step) => ((row + step + 1) % goods) + 1);
    for (const column of columns.sort((a, b) => a - b)) {
      lines.push(`${row + 1} ${column} ${amount}`);
    }
  }
  return { name: "ring.mtx", mimeType: "text/plain", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

test("a sparse table is read in slices and solved, and its solution taken away", async ({ page }) => {
  test.setTimeout(60_000);
  const goods = 6000;
  // Everyone needs 0.9 of others per unit and one unit is asked of each, so 10 of each are made.
  const demand = ["good,amount", ...Array.from({ length: goods }, (_, place) => `Thing ${place + 1},1`)].join("\n");
  const names = Array.from({ length: goods }, (_, place) => `Thing ${place + 1}`).join("\n");
  const tables = new Tables(page);
  await tables.open();
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await tables.files.setInputFiles([ring(goods, 100), file("demand.csv", demand), file("names.txt", names)]);
  await expect(tables.status).toContainText(`6,000${NBSP}goods and 600,000${NBSP}entries, read in`, { timeout: 20_000 });
  // More goods than the planner opens.
  await expect(tables.use).toHaveCount(0);
  await page.getByRole("button", { name: "Solve" }).click();
  await expect(tables.status).toContainText("Solved in", { timeout: 20_000 });
  await expect(page.getByRole("region", { name: /^Output/ }).getByRole("row")).toHaveCount(11);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download output of every good (CSV)" }).click(),
  ]);
  const lines = fs.readFileSync(await download.path(), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(goods + 1);
  for (const [place, line] of lines.slice(1).entries()) {
    const [name, x] = line.split(",");
    expect(name).toBe(`Thing ${place + 1}`);
    expect(Math.abs(Number(x) - 10)).toBeLessThan(1e-8);
  }
});

test("a small sparse table becomes the open economy", async ({ desk, page }) => {
  const tables = new Tables(page);
  await tables.open();
  const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await tables.files.setInputFiles([
    file("needs.csv", "input,good,amount\nMilk,Cheese,0.5\nCheese,Milk,0.5\n"),
    file("demand.csv", "good,amount\nMilk,3\n"),
  ]);
  await tables.use.click();
  await showsThePlan(desk, page);
  expect(await solution(page)).toEqual([expect.closeTo(4, 9), expect.closeTo(2, 9)]);
});

test("files that do not fit are refused in words, and reading is stopped", async ({ page }) => {
  // The driver takes its time over a large file.
  test.setTimeout(120_000);
  const tables = new Tables(page);
  await tables.open();
  await tables.files.setInputFiles([ring(5, 2)]);
  await expect(tables.alert).toContainText("a sparse table without a demand");
  await tables.files.setInputFiles([{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("buy milk\n") }]);
  await expect(tables.alert).toContainText("notes.txt");
  // A file large enough that Stop comes in time.
  const part = ring(20_000, 60);
  const demand = { name: "d.csv", mimeType: "text/csv", buffer: Buffer.from("good,amount\n1,1\n") };
  await tables.files.setInputFiles([part, demand]);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(tables.status).toHaveText("Stopped.");
  await expect(page.getByRole("button", { name: "Solve" })).toHaveCount(0);
  await tables.files.setInputFiles([ring(5, 2), demand]);
  await expect(page.getByRole("button", { name: "Solve" })).toBeEnabled();
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ page }) => {
      test.setTimeout(90_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const tables = new Tables(page);
      await tables.open();
      const look = async (name) => {
        await page.screenshot({ path: `target/pictures/tables-${name}-${colorScheme}-${width}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${name}: ${id}: ${node.target.join(" ")}`))).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      };
      await page.getByText("Which files?").click();
      await look("fresh");
      await tables.files.setInputFiles(oecd(year(7, 8)));
      await expect(tables.use).toBeEnabled();
      await tables.role("IMPO").selectOption({ label: "left out" });
      await expect(tables.findings()).toContainText("rows do not balance");
      await page.getByText("Columns of industries").click();
      await page.getByText("One role for many at once").click();
      await page.getByText("Every step", { exact: true }).click();
      await look("roles");
      await tables.role("IMPO").selectOption({ label: "industry" });
      await expect(tables.alert).toBeVisible();
      await look("refused");
      const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
      await tables.files.setInputFiles([ring(50, 5), file("demand.csv", "good,amount\n1,1\n")]);
      await page.getByRole("button", { name: "Solve" }).click();
      await expect(tables.status).toContainText("Solved in");
      await look("sparse");
    });
  }
}
