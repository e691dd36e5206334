// Reads the tables of a Markdown page by the heading above them and the first cell of their header.

export type Row = readonly string[];

export interface ModelTables {
  /** Rows of the tables under that very heading (of any level) whose header begins with `first`. */
  rowsUnder(heading: string, first: string): readonly Row[];
}

function cellsOf(line: string): Row {
  const cells = line.split('|').slice(1, -1);
  return cells.map((cell) => cell.trim().replace(/^`([^`]+)`$/, '$1'));
}

export function modelTables(markdown: string): ModelTables {
  const found: { readonly heading: string; readonly first: string; readonly row: Row }[] = [];
  let heading = '';
  let first: string | undefined;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
    if (!line.startsWith('|')) first = undefined;
    else if (first === undefined) first = cellsOf(line)[0] ?? '';
    else if (!/^\|[-:| ]+\|$/.test(line)) found.push({ heading, first, row: cellsOf(line) });
  }
  return {
    rowsUnder: (under, header) =>
      found.filter((one) => one.heading === under && one.first === header).map((one) => one.row),
  };
}
