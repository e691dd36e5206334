// The bound that makes rewinding cheap, and large systems possible: what crosses to the session with a checkpoint, and is
// kept there, is what has changed since the last one.
import { describe, expect, it } from 'vitest';
import { mix32 } from '../../src/base/hash.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { Crossing } from '../support/crossing.ts';
import { blueprintOf, commandsOf, nullSink, seconds } from '../support/engine-lab.ts';

const mostBytes = 64 * 1024;

function bytesBySecond(lines: readonly string[], from: number, to: number): number[] {
  const blueprint = blueprintOf('reference');
  const engine = createEngine(blueprint, 7, nullSink);
  engine.schedule(commandsOf(blueprint, lines));
  const crossing = new Crossing();
  const bytes: number[] = [];
  for (let second = 0; second <= to; second += 1) {
    engine.runUntil(seconds(second));
    crossing.save(engine);
    if (second >= from) bytes.push(crossing.newBytes);
  }
  return bytes.sort((one, other) => one - other);
}

describe('the checkpoint of a second of the reference architecture', () => {
  it('brings at most 64 KB, in nine of ten seconds, and as much again while whole pages are due', () => {
    const bytes = bytesBySecond([], 20, 80);
    expect(bytes[Math.floor(bytes.length * 0.9)]).toBeLessThanOrEqual(mostBytes);
    expect(bytes.at(-1)).toBeLessThanOrEqual(2 * mostBytes);
  });

  it('brings a tenth more at most, in the median, while both stores fail over', () => {
    const bytes = bytesBySecond(['22s crash db-primary', '24s hang redis-primary for 6s'], 20, 60);
    expect(bytes[Math.floor(bytes.length / 2)]).toBeLessThanOrEqual(1.1 * mostBytes);
  });
});

/** The state of 100,000 keys and 10,000 limited clients: 5 MB in columns, of which some rows change. */
function largeState() {
  const [keys, clients] = [100_000, 10_000];
  const columns = {
    versions: new Uint32Array(keys),
    slots: new Int32Array(keys),
    older: new Int32Array(keys),
    newer: new Int32Array(keys),
    lineages: new Uint16Array(keys),
    offsets: new Uint32Array(keys),
    expiresAt: new Float64Array(keys),
    readAt: new Float64Array(keys),
    writtenAt: new Float64Array(keys),
    // 24 bytes a client.
    tokens: new Float64Array(clients),
    refilledAt: new Float64Array(clients),
    rejected: new Float64Array(clients),
  };
  const list = Object.values(columns);
  let draws = 0;
  const draw = (below: number): number => {
    draws += 1;
    return mix32(draws) % below;
  };
  for (const column of list) for (let row = 0; row < column.length; row += 1) column[row] = draw(60_000) + 1;
  return {
    columns,
    bytes: list.reduce((sum, column) => sum + column.byteLength, 0),
    /** Scattered over all rows: every page has some. */
    changeRows(share: number): void {
      for (let change = 0; change < share * keys; change += 1) {
        const row = draw(keys);
        for (const column of list) if (row < column.length) column[row] = draw(60_000) + 1;
      }
    },
  };
}

describe('a state of 5 MB', () => {
  it('of which one row in a hundred changes costs about one per cent of new bytes, and comes back exactly', () => {
    const { columns, bytes, changeRows } = largeState();
    expect(bytes).toBeGreaterThan(4.7e6);
    const crossing = new Crossing();
    const engine = { save: () => ({ time: 0, layout: '', state: { columns, sum: 1 } }) };
    crossing.save(engine);
    expect(crossing.newBytes / bytes).toBeLessThan(1.05);
    const shares: number[] = [];
    for (let second = 0; second < 32; second += 1) {
      changeRows(0.01);
      const checkpoint = crossing.save(engine);
      shares.push(crossing.newBytes / bytes);
      if (second === 20) expect(crossing.load(checkpoint).state).toEqual({ columns, sum: 1 });
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    // What changed, 2 bytes for each group of 8 words that it is in, and a quarter for pages written whole.
    expect(mean).toBeGreaterThan(0.009);
    expect(mean).toBeLessThan(0.02);
  });
});
