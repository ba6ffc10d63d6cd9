// What the tests share: a page that must stay silent, and the desk on it.

const { test: base, expect } = require("@playwright/test");
const { Desk } = require("./desk");

const test = base.extend({
  // Every test fails if the page's console shows an error or a warning, or if a
  // script throws; a test that provokes one empties `complaints` itself.
  complaints: [
    async ({ page }, use) => {
      const complaints = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) {
          complaints.push(`${message.type()}: ${message.text()}`);
        }
      });
      page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  desk: async ({ page }, use) => use(new Desk(page)),
});

module.exports = { test, expect };
