/** The same bundle of the engine in a Web Worker of Chromium and in Node, in turn: what a viewer gets of its speed. */
import type { TemplateId } from '../../../src/scenario/templates/index.ts';
import { median, medianRatio, type Row, type Tools } from '../measure.ts';

const cases: readonly (readonly [TemplateId, number])[] = [
  ['three-tier', 15],
  ['vertical', 60],
  ['reference', 60],
];
const rounds = 7;
const warmups = 2;

export async function run({ openPlayers }: Tools): Promise<Row[]> {
  const players = await openPlayers();
  if (players === undefined) return [];
  const rows: Row[] = [];
  for (const [template, seconds] of cases) {
    const hashes = new Set<string>();
    const times = { node: [] as number[], chromium: [] as number[] };
    for (let round = -warmups; round < rounds; round += 1) {
      for (const name of ['node', 'chromium'] as const) {
        const { millis, traceHash } = await players[name](template, seconds);
        hashes.add(traceHash);
        if (round >= 0) times[name].push(millis);
      }
    }
    if (hashes.size !== 1)
      throw new Error(`${template}: Node and Chromium disagree: ${[...hashes].join(', ')}`);
    const ratio = medianRatio(times.node, times.chromium);
    rows.push(
      { name: `${template}: in Node`, value: median(times.node), unit: 'ms', better: 'lower' },
      { name: `${template}: in a worker`, value: median(times.chromium), unit: 'ms', better: 'lower' },
      {
        name: `${template}: a worker's speed to Node's`,
        value: ratio,
        unit: '×',
        better: 'higher',
        note: ratio >= 0.8 ? 'at least 0.8' : 'LESS than 0.8',
      },
    );
  }
  await players.close();
  return rows;
}
