import { describe, expect, it } from 'vitest';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { didNothing, keptAhead, lackedBy } from './differences.ts';

const kill = { kind: 'crash', component: 'db-primary' } as const;
const edit = (value: number) => ({ kind: 'set', path: 'sentinel.quorum', value }) as const;
const crashed = (id: number, time: number): StoryEvent =>
  ({ id, time, kind: 'crashed', component: 'db-primary' }) as unknown as StoryEvent;

describe('what differs between two logs', () => {
  it('is each command that one has and the other has not, faults and second givings included', () => {
    const one = [
      { at: 30, command: kill },
      { at: 30, command: kill },
      { at: 40, command: edit(3) },
    ];
    const other = [
      { at: 20, command: edit(3) },
      { at: 30, command: kill },
    ];
    expect(lackedBy(other, one)).toEqual([one[1], one[2]]);
    expect(lackedBy(one, other)).toEqual([other[0]]);
    expect(lackedBy(one, one)).toEqual([]);
  });
});

describe('a kept command', () => {
  const entry = { at: 30, command: kill, by: 'kept', order: 1 } as const;

  it('can be taken out where it came after the place of leaving', () => {
    const own = { ...entry, at: 40, by: 'own', order: 2 } as const;
    expect(keptAhead([entry, own], 20)).toEqual([entry]);
    expect(keptAhead([entry, own], 30)).toEqual([]);
  });

  it('did nothing if no fact at its time tells of it, once that time has come', () => {
    expect(didNothing(entry, [crashed(1, 10)], 40)).toBe(true);
    expect(didNothing(entry, [crashed(1, 10), crashed(2, 30)], 40)).toBe(false);
    expect(didNothing(entry, [crashed(1, 10)], 29)).toBe(false);
    expect(didNothing({ ...entry, command: edit(2) }, [], 40)).toBe(false);
    const zone = { ...entry, command: { kind: 'power-off', component: 'zone:a' } } as const;
    const values = { place: 'zone:a', components: ['api-1', 'api-2'] };
    const told = { ...crashed(2, 30), kind: 'placeLostPower', component: 'api-1', values } as const;
    expect(didNothing(zone, [crashed(1, 10), told], 40)).toBe(false);
    expect(didNothing(zone, [crashed(1, 10), { ...told, values: { ...values, place: 'zone:b' } }], 40)).toBe(
      true,
    );
    // A story whose beginning is gone says nothing about it.
    expect(didNothing(entry, [crashed(20_001, 90)], 99)).toBe(false);
  });
});
