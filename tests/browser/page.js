// What the tests share: a page that must stay silent.

const { test: base, expect } = require("@playwright/test");

// Every test fails if the page's console shows an error or a warning, or if a
// script throws; a test that provokes one empties `complaints` itself.
const test = base.extend({
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
});

module.exports = { test, expect };
