// The page and the lean worker stay small: what a visitor downloads for the first plan, compressed.

const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");
const { test, expect } = require("@playwright/test");

const LIMIT = 300_000;
const dist = path.resolve(__dirname, "../../dist");

// What loads only when something needs it.
const ON_DEMAND = /^desk_worker/;

test("page and worker are at most 300 kB of brotli", () => {
  const code = fs.readdirSync(dist).filter((name) => /\.(html|css|js|wasm)$/.test(name));
  const sizes = code.map((name) => [
    name,
    zlib.brotliCompressSync(fs.readFileSync(path.join(dist, name))).length,
  ]);
  const first = sizes.filter(([name]) => !ON_DEMAND.test(name));
  expect(first.length).toBeLessThan(sizes.length);
  const total = first.reduce((sum, [, size]) => sum + size, 0);
  for (const [name, size] of [...sizes, ["together", total]]) {
    console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${name}`);
  }
  expect(total).toBeLessThanOrEqual(LIMIT);
});
