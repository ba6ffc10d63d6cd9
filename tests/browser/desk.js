// The page as its users know it: by role and accessible name, never by class.

const fs = require("node:fs");
const { expect } = require("@playwright/test");
const { read } = require("./csv");

// A day as the page writes it: 30,000.
const written = (day) => day.toLocaleString("en-US");

class Desk {
  constructor(page) {
    this.page = page;
    this.status = page.getByRole("status");
    this.economy = page.getByRole("combobox", { name: "Economy" });
    this.files = page.getByLabel("Open files");
    this.slider = page.getByRole("slider", { name: "Day", exact: true });
    this.runToDay = page.getByRole("spinbutton", { name: "Run to day" });
    this.investment = page.getByRole("spinbutton", { name: "Investment" });
    this.noise = page.getByRole("spinbutton", { name: "Probability" });
    this.loss = page.getByRole("spinbutton", { name: "Share lost" });
    this.seed = page.getByRole("spinbutton", { name: "Seed" });
    this.chance = page.locator("#chance-hint");
    this.speed = page.getByRole("combobox", { name: "Speed" });
    this.progress = page.getByRole("progressbar");
    this.alert = page.getByRole("alert");
    this.daysRegion = page.getByRole("region", { name: "The days" });
    this.days = this.daysRegion.getByRole("table");
    this.orders = page.getByRole("region", { name: "Today's orders" }).getByRole("table");
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  // Opens the page with this query and waits for the first plan.
  async open(query = "") {
    await this.page.goto(`./${query}`);
    await this.shows(Number(new URLSearchParams(query).get("day") ?? 0));
  }

  // Waits until this day is on screen.
  async shows(day, options) {
    await expect(this.status).toContainText(`Day ${written(day)} ·`, options);
  }

  // Waits until everything that comes a moment after the first plan is there, down to the last part and the last chart.
  async complete() {
    await expect(this.chance).toBeAttached();
    await expect(this.page.locator(".plan .plot[role=img]:not([data-read])")).toHaveCount(0);
  }

  async step(days) {
    await this.button(days === 1 ? "Step 1 day" : `Step ${days} days`).click();
  }

  // Asks for a day without waiting for it.
  async ask(day) {
    await this.runToDay.fill(String(day));
    await this.runToDay.press("Enter");
  }

  async runTo(day, options) {
    await this.ask(day);
    await this.shows(day, options);
  }

  async invest(share) {
    await this.investment.fill(String(share));
    await this.investment.press("Enter");
    await expect(this.status).toContainText(`investing ${Number((100 * share).toFixed(2))}\u00a0% `);
  }

  // The plan as the user takes it away.
  async plan() {
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.button("Download plan (CSV)").click(),
    ]);
    expect(download.suggestedFilename()).toBe("plan.csv");
    return read(fs.readFileSync(await download.path(), "utf8"));
  }

  // The cells of a row of a table, by its columns' heads.
  async row(table, name) {
    const heads = await table.getByRole("columnheader").allInnerTexts();
    const row = table.getByRole("row").filter({
      has: this.page.getByRole("rowheader", { name, exact: true }),
    });
    const cells = await row.locator("th, td").allInnerTexts();
    return Object.fromEntries(heads.map((head, place) => [head.trim(), cells[place]?.trim()]));
  }

  // Drops files on the page, as a file manager would.
  async drop(files) {
    const transfer = await this.page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const { name, text } of files) {
        transfer.items.add(new File([text], name, { type: "text/csv" }));
      }
      return transfer;
    }, files.map(({ name, buffer }) => ({ name, text: buffer.toString("utf8") })));
    const main = this.page.getByRole("main");
    for (const type of ["dragenter", "dragover", "drop"]) {
      await main.dispatchEvent(type, { dataTransfer: transfer });
    }
  }
}

module.exports = { Desk };
