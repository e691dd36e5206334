// What a run of the tests took: steps beside their budgets, the slowest of each runner, and the processor time of files.

/** Seconds, on two idle cores. More is a warning, not a failure: wall time says as much of the machine as of the tests. */
export const budgets = [
  {
    name: 'types, lint, dead code, build, size',
    steps: ['types', 'lint', 'dead code', 'build', 'size'],
    seconds: 40,
  },
  { name: 'unit and property tests', steps: ['unit and property tests'], seconds: 240 },
  { name: 'browser journeys', steps: ['browser journeys'], seconds: 240 },
];

/** Seconds of processor time that one test file may use; more fails. */
export const cpuLimit = 20;
/** ... or this share of what all files use, if that is more: one processor is three times as fast as another. */
const shareLimit = 0.05;

const seconds = (millis) => `${(millis / 1000).toFixed(1)} s`;

/**
 * Lines about `times`, milliseconds by step in the order in which they ran; a step of no budget is told alone.
 * @param {ReadonlyMap<string, number>} times
 */
export function timeLines(times) {
  const lines = budgets.flatMap(({ name, steps, seconds: budget }) => {
    const ran = steps.filter((step) => times.has(step));
    if (ran.length === 0) return [];
    const took = ran.reduce((total, step) => total + times.get(step), 0);
    const parts =
      ran.length > 1 ? ` (${ran.map((step) => `${step} ${seconds(times.get(step))}`).join(', ')})` : '';
    const over = took > 1000 * budget ? '  OVER, which is a warning' : '';
    return [`${name}: ${seconds(took)} of ${budget} s${parts}${over}`];
  });
  const budgeted = new Set(budgets.flatMap(({ steps }) => steps));
  const others = [...times].filter(([step]) => !budgeted.has(step));
  const total = [...times.values()].reduce((sum, millis) => sum + millis, 0);
  return [
    ...lines,
    ...others.map(([step, millis]) => `${step}: ${seconds(millis)}`),
    `all: ${seconds(total)}`,
  ];
}

const top = (rows) =>
  rows
    .toSorted((a, b) => b.millis - a.millis)
    .slice(0, 10)
    .map(({ millis, text }) => `${seconds(millis).padStart(8)}  ${text}`);

/**
 * The ten files that used the most processor time. `log`: lines of milliseconds and path, one a file.
 * @param {string} log
 */
export function slowestFiles(log) {
  return top(readCpu(log).map(({ file, millis }) => ({ millis, text: file })));
}

/** A line for each file over the limit; one if nothing was measured, because then nothing was guarded. */
export function filesOverLimit(log) {
  if (log === '') return ['no processor time was measured'];
  const files = readCpu(log);
  const all = files.reduce((sum, { millis }) => sum + millis, 0);
  const limit = Math.max(1000 * cpuLimit, shareLimit * all);
  return files
    .filter(({ millis }) => millis > limit)
    .map(
      ({ file, millis }) =>
        `${file}: ${seconds(millis)} of processor time, more than ${seconds(limit)}: split or lighten it`,
    );
}

function readCpu(log) {
  const lines = log.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const gap = line.indexOf(' ');
    return { millis: Number(line.slice(0, gap)), file: line.slice(gap + 1) };
  });
}

/** The ten journeys that took longest. */
export function slowestJourneys(report) {
  const journeys = [];
  const visit = (suite, titles) => {
    for (const { title, tests } of suite.specs ?? []) {
      const results = tests.flatMap((test) => test.results);
      const millis = results.reduce((sum, { duration }) => sum + duration, 0);
      journeys.push({ millis, text: `${suite.file}: ${[...titles, title].join(' › ')}` });
    }
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title]);
  };
  for (const suite of report.suites) visit(suite, []);
  return top(journeys);
}
