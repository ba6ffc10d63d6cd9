// Years of economies that do not exist: flows between 50 industries, final demand, and the output that is the sum of both,
// in the layouts of statistical offices. Written apart from the code that reads them.

const INDUSTRIES = 50;

// Numbers between 0 and 1 that are the same in every run (D. Lehmer's generator).
function numbers(seed) {
  let state = seed % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

// Amounts of three decimals, so that files hold them as they are; the last column of final demand is below zero.
function year(seed, columns) {
  const next = numbers(seed);
  const amount = (share, most) => {
    const [there, size] = [next() < share, next() * most];
    return there ? Math.round(1000 * size) / 1000 : 0;
  };
  const range = (count) => Array.from({ length: count }, (_, place) => place);
  const flows = range(INDUSTRIES).map(() => range(INDUSTRIES).map(() => amount(0.7, 40)));
  const demand = range(INDUSTRIES).map(() =>
    range(columns).map((column) => {
      if (column === 0) {
        return 1500 + amount(0.9, 90);
      }
      return column === columns - 1 ? -amount(0.9, 600) : amount(0.9, 90);
    }),
  );
  const sum = (list) => list.reduce((sum, number) => sum + number, 0);
  const output = range(INDUSTRIES).map((row) => sum(flows[row]) + sum(demand[row]));
  return { flows, demand, output };
}

const named = (name, lines) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`${lines.join("\n")}\n`) });

const OECD_DEMAND = ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "CONS_NONRES", "EXPO", "IMPO"];

// As the OECD publishes it: quoted titles, an empty corner, industries D.. and TTL_.., taxes, value added and output below.
function oecd({ flows, demand, output }) {
  const two = (number) => String(number).padStart(2, "0");
  const code = (place) => `${two(2 * place + 1)}T${two(2 * place + 2)}`;
  const titles = [...flows.map((_, place) => `D${code(place)}`), ...OECD_DEMAND];
  const used = output.map((_, column) => flows.reduce((sum, row) => sum + row[column], 0));
  const none = OECD_DEMAND.map(() => 0);
  const line = (name, cells) => [`"${name}"`, ...cells].join(",");
  return named("AUT2015ttl.csv", [
    line("", titles.map((title) => `"${title}"`)),
    ...flows.map((row, place) => line(`TTL_${code(place)}`, [...row, ...demand[place]])),
    line("TXS_INT_FNL", [...used.map((sum) => 0.01 * sum), ...none]),
    line("VALU", [...output.map((x, place) => x - 1.01 * used[place]), ...none]),
    line("OUTPUT", [...output, ...none]),
  ]);
}

const region = (place) => `R${Math.floor(place / 10)}`;
const sector = (place) => `Sector ${place % 10}`;

// Two header rows and two leading columns, separated by tabs, as EXIOBASE and pymrio write Z, Y and x.
function regional({ flows, demand, output }) {
  const tabs = (cells) => cells.join("\t");
  const categories = [
    ["R0", "Final consumption expenditure by households"],
    ["R0", "Gross fixed capital formation"],
    ["R0", "Exports less imports"],
  ];
  const rows = (cells) => cells.map((row, place) => tabs([region(place), sector(place), ...row]));
  const places = flows.map((_, place) => place);
  return [
    named("Z.txt", [
      tabs(["region", "", ...places.map(region)]),
      tabs(["sector", "", ...places.map(sector)]),
      tabs(["region", "sector", ...places.map(() => "")]),
      ...rows(flows),
    ]),
    named("Y.txt", [
      tabs(["region", "", ...categories.map(([of]) => of)]),
      tabs(["category", "", ...categories.map(([, category]) => category)]),
      tabs(["region", "sector", ...categories.map(() => "")]),
      ...rows(demand),
    ]),
    named("x.txt", [tabs(["region", "sector", "indout"]), ...rows(output.map((x) => [x]))]),
  ];
}

module.exports = { year, oecd, regional, OECD_DEMAND };
