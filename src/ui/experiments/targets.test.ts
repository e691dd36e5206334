// An act is aimed at what was on screen when it was offered; the text of its aim changes with everything that would make
// it hit something else.
import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../test/support/readings.ts';
import type { RunDescription } from '../../engine/description.ts';
import { storeInstruments } from '../../engine/model/store-readings.ts';
import { databaseRoles, gaugeColumn, gaugeStride, healthStates } from '../../engine/telemetry/records.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { LogEntry } from '../../scenario/command-log.ts';
import type { LiveView, Session, SessionState } from '../../session/session-contract.ts';
import { targetsOf, targetsText } from './targets.ts';

type Health = (typeof healthStates)[number];
type Role = (typeof databaseRoles)[number];

interface Scene {
  readonly nodes?: readonly (readonly [Role, Health])[];
  readonly log?: readonly LogEntry[];
  readonly story?: readonly Partial<StoryEvent>[];
  readonly branchId?: number;
  readonly viewMicros?: number;
  /** Of all nodes. */
  readonly zone?: string;
  /** An external service beside them, and how it is. */
  readonly payment?: Health;
}

function sceneOf({ nodes = [], log = [], story = [], branchId = 1, viewMicros = 20, zone, payment }: Scene) {
  const gauges = new Float64Array((nodes.length + 1) * gaugeStride);
  for (const [index, [, health]] of nodes.entries()) {
    gauges[index * gaugeStride + gaugeColumn.health] = healthStates.indexOf(health);
  }
  const readings = readingsOf(
    nodes.map(([role], index) => [`db-${index}`, storeInstruments.role, databaseRoles.indexOf(role)]),
  );
  const stores = nodes.map((_, index) => ({
    index,
    id: `db-${index}`,
    kind: 'database',
    traits: ['replicated'],
    ...(zone === undefined ? {} : { placement: { zone } }),
  }));
  const external = { index: nodes.length, id: 'payment', kind: 'external-service', traits: ['external'] };
  const components = [...stores, ...(payment === undefined ? [] : [external])];
  if (payment !== undefined)
    gauges[nodes.length * gaugeStride + gaugeColumn.health] = healthStates.indexOf(payment);
  const branch = {
    id: branchId,
    log,
    withdrawn: [],
    atMicros: 0,
    headMicros: 90,
    parent: undefined,
    letter: 'A',
  };
  const description = { components } as unknown as RunDescription;
  const state: Partial<SessionState> = {
    description,
    branches: [branch],
    branchId,
    viewMicros,
    story: story as readonly StoryEvent[],
  };
  return {
    store: { getState: () => state } as unknown as Session['store'],
    live: { gauges, readings } as unknown as LiveView,
  };
}

const before = {
  nodes: [
    ['primary', 'healthy'],
    ['replica', 'healthy'],
  ],
} as const;
const crash = { at: 10, command: { kind: 'crash', component: 'db-0' }, by: 'own', order: 1 } as const;

describe('the aim of an act', () => {
  it('is a place as a whole while anything there is not well', () => {
    const off = { at: 10, command: { kind: 'power-off', component: 'zone:a' }, by: 'own', order: 1 } as const;
    const lost = { kind: 'poweredOff', component: 'db-1', time: 10, id: 2, values: { inside: 0 } } as const;
    const back = { kind: 'ready', component: 'db-1', time: 12, id: 3, values: { downMicros: 2 } } as const;
    const scene = (story: readonly Partial<StoryEvent>[]) =>
      sceneOf({ ...before, log: [off], story, zone: 'a' });
    expect(targetsOf(scene([lost])).broken).toBe('zone:a');
    expect(targetsOf(scene([lost, back])).broken).toBeUndefined();
  });

  it('is the node that takes writes, and nobody where none does', () => {
    expect(targetsOf(sceneOf(before))).toMatchObject({
      subject: 'db-0',
      isExternal: false,
      broken: undefined,
    });
    expect(targetsOf(sceneOf({ nodes: [['primary', 'down']] })).subject).toBeUndefined();
  });

  it('or somebody else’s service, as long as that is up', () => {
    expect(targetsOf(sceneOf({ ...before, payment: 'healthy' }))).toMatchObject({
      subject: 'payment',
      isExternal: true,
    });
    expect(targetsOf(sceneOf({ ...before, payment: 'down' })).subject).toBeUndefined();
  });

  it('is another when the node has died, another leads, or the branch was left', () => {
    const aims = [
      before,
      { ...before, branchId: 2 },
      {
        nodes: [
          ['primary', 'down'],
          ['replica', 'healthy'],
        ],
      },
      {
        nodes: [
          ['primary', 'down'],
          ['primary', 'healthy'],
        ],
      },
    ] satisfies readonly Scene[];
    const texts = aims.map((aim) => targetsText(sceneOf(aim)));
    expect(new Set(texts).size).toBe(aims.length);
  });

  it('stays the same while only time passes', () => {
    const at = (viewMicros: number): string => targetsText(sceneOf({ ...before, log: [crash], viewMicros }));
    expect(at(80)).toBe(at(11));
    expect(at(9)).not.toBe(at(11));
  });

  it('of Restart is what the last fault hit, until it is well again', () => {
    const story = [{ kind: 'crashed', component: 'db-0', time: 10 }] as const;
    const ready = { kind: 'ready', component: 'db-0', time: 15 } as const;
    expect(targetsOf(sceneOf({ ...before, log: [crash], story })).broken).toBe('db-0');
    expect(targetsOf(sceneOf({ ...before, log: [crash], story: [...story, ready] })).broken).toBeUndefined();
  });

  it('of a change is a fault that lies ahead, where none was given yet', () => {
    const ahead = targetsOf(sceneOf({ ...before, log: [crash], viewMicros: 5 }));
    expect(ahead).toMatchObject({ faultAt: undefined, questionAt: 10 });
  });
});
