import { describe, expect, it } from 'vitest';
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import { whatIfs } from './what-if.ts';

const description = {
  components: [
    { id: 'lb', kind: 'load-balancer', values: { probeIntervalMillis: 2_000, fall: 3 } },
    { id: 'api-1', kind: 'app-server', group: 'api', values: {} },
    { id: 'db-primary', kind: 'database', group: 'database', values: { waitForReplicas: 0 } },
    { id: 'sentinel-1', kind: 'sentinel', group: 'sentinel', values: { downAfterMillis: 1_000 } },
  ],
} as unknown as RunDescription;

const offered = (...commands: Command[]): readonly string[] =>
  whatIfs(
    description,
    commands.map((command) => ({ at: 1, command })),
  ).map(({ id }) => id);

describe('what is offered after a fault', () => {
  it('bears on what was hit', () => {
    expect(offered({ kind: 'crash', component: 'db-primary' })).toEqual(['detectSooner', 'waitForReplica']);
    expect(offered({ kind: 'slow', component: 'api-1', factor: 4 })).toEqual(['probeSooner', 'fallAtOnce']);
    expect(offered({ kind: 'cut', from: 'lb', to: 'api-1', both: true })).toEqual([
      'probeSooner',
      'fallAtOnce',
    ]);
  });

  it('is nothing where nothing on offer would be noticed', () => {
    expect(offered({ kind: 'cut', from: 'api-1', to: 'db-primary', both: true })).toEqual([]);
    expect(offered({ kind: 'crash', component: 'lb' })).toEqual([]);
    expect(offered()).toEqual([]);
  });
});
