// Playwright against the release site in dist/, which `cargo xtask test site` builds.
// `cargo xtask test browser` sets CHROME to the browser it found.

const path = require("node:path");
const { defineConfig } = require("@playwright/test");

const root = path.resolve(__dirname, "../..");
const port = Number(process.env.OLIN_TEST_PORT ?? 8437);

module.exports = defineConfig({
  testDir: __dirname,
  outputDir: path.join(root, "target/browser-tests"),
  forbidOnly: Boolean(process.env.CI),
  // A machine that is shared stalls now and then. What fails once and passes again is listed as flaky, not hidden.
  retries: process.env.CI ? 1 : 0,
  // Times are measured, so nothing else may run beside a test.
  workers: 1,
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node node_modules/sirv-cli/bin.js dist --host 127.0.0.1 --port ${port} --quiet`,
    cwd: root,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
