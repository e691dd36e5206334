import { describe, expect, it } from 'vitest';
import { AssertionError } from '../../base/assert.ts';
import { InstrumentPanel } from './instrument-panel.ts';
import type { Instrument } from './layout.ts';

const instrument = (id: string, kind: Instrument['kind']): Instrument => ({
  id,
  on: 'component',
  kind,
  unit: 'calls',
  joins: 'last',
});
const counter = instrument('done', 'counter');
const level = instrument('level', 'gauge');
const state = instrument('state', 'code');
const second = 1_000_000;

/** A counter kept by the panel, one kept elsewhere, a gauge with an integral, a gauge without, and a code. */
function lab() {
  const panel = new InstrumentPanel();
  const read = { total: 0, level: 0, integral: 0, height: 0, state: 0 };
  const own = panel.counter('a', counter);
  panel.mount('b', counter, { now: () => read.total });
  panel.mount('b', level, { now: () => read.level, integral: () => read.integral });
  panel.mount('a', level, { now: () => read.height });
  panel.mount('a', state, { now: () => read.state });
  const row = () => Array.from(panel.closeSecond());
  return { panel, read, own, row, present: () => Array.from(panel.present()) };
}

describe('the panel', () => {
  it('reads in the order of mounting, and its layout says what is where', () => {
    const { panel, read, own, present } = lab();
    Object.assign(read, { total: 20, level: 3, integral: 9, height: 4, state: 5 });
    own.total += 10;
    expect(panel.layout.entries.map(({ subject, instrument: { id } }) => `${subject} ${id}`)).toEqual([
      'a done',
      'b done',
      'b level',
      'a level',
      'a state',
    ]);
    expect(present()).toEqual([10, 20, 3, 4, 5]);
  });

  it('takes one instrument of a name at a subject, and none once it was read', () => {
    const { panel } = lab();
    const source = { now: () => 0 };
    expect(() => panel.mount('a', instrument('level', 'counter'), source)).toThrow(AssertionError);
    expect(() => panel.counter('a', counter)).toThrow(AssertionError);
    panel.mount('c', level, source);
    expect(panel.layout).toBe(panel.layout);
    expect(() => panel.mount('d', level, source)).toThrow(AssertionError);
  });
});

describe('the row of a second', () => {
  it('has what counters gained, the mean of an integral, and the last value of all else', () => {
    const { read, own, row } = lab();
    own.total += 7;
    Object.assign(read, { total: 30, level: 2, integral: 1.5 * second, height: 4, state: 1 });
    expect(row()).toEqual([7, 30, 1.5, 4, 1]);
    own.total += 1;
    Object.assign(read, { integral: 1.75 * second, height: 5, state: 0 });
    expect(row()).toEqual([1, 0, 0.25, 5, 0]);
    expect(row()).toEqual([0, 0, 0, 5, 0]);
  });
});

describe('a peak', () => {
  it('is taken for the row of a second, and read in between without being taken', () => {
    const panel = new InstrumentPanel();
    let most = 4;
    const takePeak = () => {
      const taken = most;
      most = 1;
      return taken;
    };
    panel.mount('a', level, { now: () => most, takePeak });
    expect([...panel.present(), ...panel.present()]).toEqual([4, 4]);
    expect([...panel.closeSecond()]).toEqual([4]);
    most = 3;
    expect([...panel.present(), ...panel.closeSecond(), ...panel.closeSecond()]).toEqual([3, 3, 1]);
  });
});

describe('a checkpoint', () => {
  it('in the middle of a second holds counters and what was before it', () => {
    const { panel, read, own, row } = lab();
    own.total = 5;
    Object.assign(read, { total: 100, integral: 3 * second });
    row();
    own.total = 8;
    Object.assign(read, { total: 110, integral: 3.5 * second });
    const saved = panel.save();
    const asSaved = JSON.stringify(saved);
    expect(row()).toEqual([3, 10, 0.5, 0, 0]);

    const other = lab();
    other.own.total = 77;
    other.row();
    other.panel.load(saved);
    // What is kept elsewhere is loaded there.
    Object.assign(other.read, { total: 110, integral: 3.5 * second });
    expect(other.own.total).toBe(8);
    expect(other.row()).toEqual([3, 10, 0.5, 0, 0]);
    expect(JSON.stringify(saved)).toBe(asSaved);
  });

  it('before the first row is one, too', () => {
    const { panel, own } = lab();
    own.total = 2;
    const saved = panel.save();
    const other = lab();
    other.row();
    other.panel.load(saved);
    expect(other.row()).toEqual([2, 0, 0, 0, 0]);
  });

  it('of another layout is refused', () => {
    const { panel } = lab();
    const other = new InstrumentPanel();
    other.counter('a', counter);
    expect(() => panel.load(other.save())).toThrow(AssertionError);
  });
});
