// What a visitor downloads before the first plan stays small, compressed.

const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");
const { test, expect } = require("./page");

const LIMIT = 300_000;
const dist = path.resolve(__dirname, "../../dist");

test("page and worker are at most 300 kB of brotli", async ({ page, desk }) => {
  const fetched = new Set();
  page.context().on("response", (response) => fetched.add(new URL(response.url()).pathname));
  await desk.open();
  const code = [...fetched].map((address) => (address === "/" ? "/index.html" : address));
  const sizes = code
    .filter((name) => /\.(html|css|js|wasm)$/.test(name))
    .map((name) => [name, zlib.brotliCompressSync(fs.readFileSync(path.join(dist, name))).length]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  for (const [name, size] of [...sizes, ["together", total]]) {
    console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${name}`);
  }
  // What the first plan needs was seen: the page, its script and wasm, and those of the worker.
  expect(sizes.filter(([name]) => name.endsWith(".wasm"))).toHaveLength(2);
  expect(total).toBeLessThanOrEqual(LIMIT);
});
