// nginx 1.22.1: servers that refuse, reset, hang or answer 500, request by request, in the recorded time.
import { describe, expect, it } from 'vitest';
import {
  type BalancerOptions,
  type Peers,
  type PickContext,
  peerOf,
  type Release,
} from '../../src/algorithms/balancing/peers.ts';
import { roundRobin, weightedRoundRobin } from '../../src/algorithms/index.ts';
import { microsPerSecond } from '../../src/base/units.ts';
import {
  type DrivenBalancer,
  type DrivenRow,
  drive,
  type Scenario,
  serverFrom,
} from '../support/nginx-driver.ts';
import { openRecording } from '../support/recording.ts';

const clockGranularity = microsPerSecond;

interface Balancer {
  create(options: BalancerOptions<string>): Peers<string>;
  pick(s: Peers<string>, context: PickContext<string>): string | undefined;
  release(s: Peers<string>, id: string, ended: Release): void;
}

/** As nginx has it: its clock ticks in whole seconds. */
function driven(balancer: Balancer, config: readonly string[]): DrivenBalancer {
  const s = balancer.create({ servers: config.map((line) => serverFrom(line)), clockGranularity });
  return {
    pick: (now, tried) => balancer.pick(s, { now, tried }),
    release: (id, now, outcome) => balancer.release(s, id, { now, outcome }),
    isDisabled: (id) => {
      const { maxFails, fails } = peerOf(s, id);
      return s.peers.length > 1 && maxFails > 0 && fails >= maxFails;
    },
  };
}

describe('health scenarios', () => {
  const recording = openRecording('nginx.json', 'b_health', 'scenarios');
  const matched = openRecording('nginx.json', 'verification', 'health_rows_matched');
  const names = Object.keys(recording.peek<object>());
  const inputs = ['config', 'location', 'method', 'periodMs', 'events', 'startWallMsInSecond'];

  it.each(names)('%s: every row', (name) => {
    const scenario = recording.peek<Scenario>(name);
    for (const input of inputs) recording.input(name, input);
    const { rows, disabled } = drive(scenario, driven(weightedRoundRobin, scenario.config));
    scenario.rows.forEach((row, index) => {
      const { tried, status } = rows[index] as DrivenRow;
      const [began, , , latency, second] = row;
      recording.input(name, 'rows', index, 0);
      recording.equal([name, 'rows', index, 1], tried);
      recording.equal([name, 'rows', index, 2], status);
      recording.input(name, 'rows', index, 3);
      recording.judged(
        [name, 'rows', index, 4],
        Math.floor((scenario.startWallMsInSecond + began + latency) / 1000) === second,
        'the second in which it was answered',
      );
    });
    expect(disabled.map(({ server }) => server)).toEqual(scenario.log.map(([, server]) => server));
    if (scenario.log.length === 0) recording.judged([name, 'log'], disabled.length === 0, 'none', 1);
    scenario.log.forEach(([at], index) => {
      const due = disabled[index] as (typeof disabled)[number];
      const [began, , , latency] = scenario.rows[due.row] as Scenario['rows'][number];
      recording.judged([name, 'log', index], due.at <= at && at <= began + latency + 5, 'within the poll');
    });
  });

  // As information: without current weights it goes on from another place after a failure, and keeps that phase.
  it.each(names)('%s: plain round robin, until the first failure', (name) => {
    const scenario = recording.peek<Scenario>(name);
    const { rows } = drive(scenario, driven(roundRobin, scenario.config));
    const differs = scenario.rows.map(([, tried, status], index) => {
      const row = rows[index] as DrivenRow;
      return row.tried !== tried || row.status !== status;
    });
    const firstFailure = scenario.rows.findIndex(([, tried]) => tried.includes('>'));
    expect(differs.slice(0, firstFailure === -1 ? differs.length : firstFailure + 1)).not.toContain(true);
    if (process.env.SHOW !== undefined)
      console.log(`${name}: ${differs.filter((differ) => !differ).length} of ${differs.length} rows alike`);
  });

  it("counts as many rows as the recording's own check", () => {
    for (const name of Object.keys(matched.peek<object>())) {
      const count = names.includes(name) ? recording.peek<unknown[]>(name, 'rows').length : undefined;
      if (count === undefined) matched.notComparable([name], 'the rows of this scenario are not in the file');
      else matched.equal([name], { rows: count, match: count, first: null });
    }
  });

  it('skips nothing', () => {
    recording.expectNothingSkipped();
    matched.expectNothingSkipped();
  });
});
