// What became of each mutant, as a table for people and as data.

const inOneLine = (text) => text.replace(/\s+/g, ' ').trim();
const shortened = (text, length) => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

/** `before → after`, of a dropped statement only what was there. */
export function editText({ operator, before, after }) {
  if (operator === 'dropped statement') return `${shortened(inOneLine(before), 90)} → (nothing)`;
  return `${shortened(inOneLine(before), 60)} → ${shortened(inOneLine(after), 60) || '(nothing)'}`;
}

export function verdictText({ failure, untried, undecided }) {
  if (undecided) return 'UNDECIDED: no test noticed it in the time given';
  if (untried) return 'not tried';
  if (!failure) return 'SURVIVED';
  return failure.name === 'timeout' ? `${failure.test} (does not end)` : `${failure.test}: ${failure.name}`;
}

export function summarize(results) {
  const noticed = results.filter(({ failure }) => failure).length;
  const percent = results.length === 0 ? 100 : Math.round((1000 * noticed) / results.length) / 10;
  return { drawn: results.length, noticed, percent };
}

export function summaryText(seed, results, refused, seconds) {
  const { drawn, noticed, percent } = summarize(results);
  const outcome = results.some(({ untried }) => untried)
    ? `${drawn} drawn`
    : `${noticed} of ${drawn} noticed (${percent} %)`;
  return (
    `seed ${seed}: ${outcome}, ${refused} more refused by the type checker and drawn again, ` +
    `${Math.round(seconds)} s`
  );
}

export function lineText(result) {
  const { number, mutant, seconds } = result;
  return [
    `${number}. ${mutant.path}:${mutant.line}  ${mutant.operator}  ${editText(mutant)}`,
    `     ${verdictText(result)}  (${seconds.toFixed(1)} s)`,
  ].join('\n');
}

const cell = (text) => inOneLine(text).replaceAll('|', '\\|');
const code = (text) => `\`${cell(text).replaceAll('`', "'")}\``;

export function markdown(seed, results, refused, seconds) {
  const rows = results.map(({ number, mutant, failure, untried, undecided, seconds: taken }) =>
    [
      number,
      `${mutant.path}:${mutant.line}`,
      mutant.operator,
      code(editText(mutant)),
      failure || untried || undecided
        ? cell(shortened(verdictText({ failure, untried, undecided }), 160))
        : '**SURVIVED**',
      taken.toFixed(1),
    ].join(' | '),
  );
  return [
    summaryText(seed, results, refused, seconds),
    '',
    '| # | place | operator | before → after | noticed by | s |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
