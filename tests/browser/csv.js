// The plan's CSV, read apart from the code that wrote it.

function fields(line) {
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  return [...line.matchAll(pattern)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

// `columns`, `rows` (by column; all but the binding bound are numbers) and the `lines` as they are.
function read(text) {
  const lines = text.trimEnd().split(/\r?\n/);
  const columns = fields(lines[0]);
  const rows = lines.slice(1).map((line) => {
    const values = fields(line);
    checkLength(columns, values);
    return Object.fromEntries(
      columns.map((column, place) => [
        column,
        column === "binding" ? values[place] : Number(values[place]),
      ]),
    );
  });
  return { text, lines, columns, rows };
}

function checkLength(columns, values) {
  if (columns.length !== values.length) {
    throw new Error(`${values.length} fields for ${columns.length} columns: ${values}`);
  }
}

module.exports = { read };
