// Is what the page shows at a cursor what happened there? A session that has run for hours joins old seconds; wherever one
// seeks then, every figure must be that of a run which went straight there: exactly, not nearly.
import { mix32 } from '../../src/base/hash.ts';
import type { RowLimits } from '../../src/session/row-columns.ts';
import { figuresOfSession, figuresOfStraightRun } from '../support/long-session.ts';
import { smallStack } from '../support/small-stack.ts';
import { count } from './judge.ts';
import { type Statistic, statistic } from './statistic.ts';

type Seeks = Readonly<{
  seeks: number;
  /** Places of the first seeks whose figures are not those of the straight run, Micros. */
  differing: readonly number[];
  /** Of all figures, in hexadecimal. */
  digest: string;
}>;

interface Plan {
  readonly hours: number;
  readonly seeks: number;
  readonly rowLimits?: RowLimits;
}

/** A fault, an edit and a repair in each tenth of the run, so that windows meet them. */
function linesOf(untilSeconds: number): readonly string[] {
  const at = (share: number): string => `${Math.round(share * untilSeconds)}s`;
  return [
    `${at(0.11)} crash api-1 for 20s`,
    `${at(0.23)} hang db-1 for 9s`,
    `${at(0.41)} set users.arrivalRate=14`,
    `${at(0.52)} slow api-2 x20 for 30s`,
    `${at(0.71)} set users.writeRatio=0.5`,
    `${at(0.83)} cut lb->api-2 both for 15s`,
  ];
}

function play(seed: number, { hours, seeks, rowLimits }: Plan): Seeks {
  const untilSeconds = hours * 3_600;
  const untilMicros = untilSeconds * 1e6;
  const users = { arrivalRate: 8, writeRatio: 0.2 };
  const scenario = smallStack({ users, servers: 2, api: { meanServiceMillis: 20, slots: 4 } });
  const run = { scenario, seed, lines: linesOf(untilSeconds), untilMicros, ...(rowLimits && { rowLimits }) };
  const times = Array.from({ length: seeks }, (_, index) => {
    const share = mix32(mix32(seed) + index) / 2 ** 32;
    // Every second one on a whole second, as the story's links and the scrubber's keys have it.
    return index % 2 === 0 ? Math.floor(share * untilMicros) : Math.floor(share * untilSeconds) * 1e6;
  });
  const straight = figuresOfStraightRun(
    run,
    [...new Set(times)].sort((one, other) => one - other),
  );
  const shown = figuresOfSession(run, times);
  const differing = times.filter((at, index) => shown[index] !== straight.get(at));
  let digest = 0;
  for (const text of shown)
    for (let at = 0; at < text.length; at += 1) digest = mix32(digest ^ text.charCodeAt(at));
  return { seeks, differing: differing.slice(0, 10), digest: digest.toString(16) };
}

const family: readonly (readonly [name: string, what: string, checkedSeeds: number, plan: Plan])[] = [
  [
    'session/seeks-in-twenty-minutes',
    'twenty simulated minutes with old seconds joined early, then 20 random seeks',
    1,
    { hours: 1 / 3, seeks: 20, rowLimits: { mostRows: 400, sharpSeconds: 120 } },
  ],
  [
    'session/seeks-in-twelve-hours',
    'twelve simulated hours through the session, then 200 random seeks',
    // Minutes: only `npm run stats` plays it.
    0,
    { hours: 12, seeks: 200 },
  ],
];

export const sessionSeeks: readonly Statistic[] = family.map(([name, what, checkedRuns, plan]) =>
  statistic<Seeks>({
    name,
    what: `${what}: every figure at the cursor against a straight run's`,
    source: 'the engine alone, going straight to each time, its seconds unjoined',
    firstSeed: 20_261_130,
    seeds: 1,
    checkedSeeds: checkedRuns,
    run: (seed) => play(seed, plan),
    judge: (samples) => [
      count({
        name: 'seeks whose figures differ',
        runs: samples.flatMap(({ seeks, differing }) =>
          Array.from({ length: seeks }, (_, index) => index < differing.length),
        ),
        most: 0,
        why: 'a replay of the same log gives the same figures, digit for digit',
      }),
    ],
  }),
);
