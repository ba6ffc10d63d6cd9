// Files of economies: those that ship with the site, changed where a test wants them so.

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { read } = require("./csv");

const root = path.resolve(__dirname, "../..");

function file(name, text) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

// The files of a shipped economy; `changed` gives the new text of some by their names.
function shipped(economy, changed = {}) {
  const folder = path.join(root, "public", economy);
  return fs.readdirSync(folder).map((name) => {
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    return file(name, changed[name]?.(text) ?? text);
  });
}

// Replaces a piece of text that has to be there exactly once.
function replacing(old, by) {
  return (text) => {
    if (text.split(old).length !== 2) {
      throw new Error(`not exactly once in the file: ${old}`);
    }
    return text.replace(old, () => by);
  };
}

// An economy whose days take long to plan: many goods that need each other, by curves that bend upwards.
function laborious(goods = 60) {
  const names = Array.from({ length: goods }, (_, place) => `Good ${place + 1}`);
  const needs = (place) => [1, 2, 5, 11].map((step) => (place + step) % goods);
  const table = names.map((name, row) =>
    [name, ...names.map((_, column) => (needs(column).includes(row) ? "units" : 0))].join(","),
  );
  const answers = [[10, 1], [100, 12], [1000, 200]];
  const units = names.flatMap((good, place) =>
    needs(place).flatMap((input) =>
      answers.map(([output, amount]) => [`Shop ${place + 1}`, good, names[input], "", output, amount].join(",")),
    ),
  );
  const stocks = names.map((name) => `${name},100,stock,consumed,0,0`);
  const lines = (...lines) => `${lines.flat().join("\n")}\n`;
  return [
    file("table.csv", lines(["Type", ...names].join(","), table)),
    file("units.csv", lines("unit,good,input,capacity,output,amount", units)),
    file("stocks.csv", lines("name,stock,bound,keeping,gestation,loss", stocks)),
    file("profiles.csv", lines(["Name", "Population", ...names].join(","), ["Everyone", 1000, ...names.map(() => 1)].join(","))),
  ];
}

// A thousand goods that need each other: 20,000 cells, 20 of them of units whose needs rise a little faster than output.
function thousand() {
  const goods = 1_000;
  const names = Array.from({ length: goods }, (_, place) => `Good ${place + 1}`);
  const rows = names.map(() => new Array(goods).fill(0));
  const units = [];
  for (let column = 0; column < goods; column += 1) {
    for (let need = 0; need < 20; need += 1) {
      const row = (column + 1 + 37 * need) % goods;
      // About a half of each good's weight in others, so that all can be made.
      rows[row][column] = 0.015 + 0.001 * ((row + column) % 20);
    }
    if (column % 50 === 0) {
      const row = (column + 1) % goods;
      rows[row][column] = "units";
      for (const [output, amount] of [[500, 8], [5_000, 100]]) {
        units.push([`Shop ${column + 1}`, names[column], names[row], "", output, amount].join(","));
      }
    }
  }
  const lines = (...lines) => `${lines.flat().join("\n")}\n`;
  return [
    file("table.csv", lines(["Type", ...names].join(","), rows.map((row, place) => [names[place], ...row].join(",")))),
    file("units.csv", lines("unit,good,input,capacity,output,amount", units)),
    file("stocks.csv", lines("name,stock,bound,keeping,gestation,loss", names.map((name) => `${name},1500,stock,consumed,0,0`))),
    file("profiles.csv", lines(["Name", "Population", ...names].join(","), ["Everyone", 1000, ...names.map(() => 1)].join(","))),
  ];
}

// The plan of a shipped economy, computed natively by the same engine. A debug build computes the same bits. `chance` is
// the probability of a loss per day, the share lost and the seed.
function native(economy, investment, day, chance = []) {
  const example = ["run", "--quiet", "--locked", "--package", "olin", "--example", "plan_csv", "--"];
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] };
  return execFileSync("cargo", [...example, `public/${economy}`, ...[investment, day, ...chance].map(String)], options);
}

// The days of the valley as an independent program computed them.
function valleyAsExpected() {
  return read(fs.readFileSync(path.join(root, "tests/data/valley/expected.csv"), "utf8"));
}

module.exports = { thousand, file, shipped, replacing, laborious, native, valleyAsExpected };
