// Probes of two servers, moved on by hand.
import { expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { ActiveProbes } from './active-probes.ts';
import { messageKind } from './message-kinds.ts';

const options = { period: 1_000_000, timeout: 300_000, failureThreshold: 2, successThreshold: 1 };
const [probeTimer, timeoutTimer] = [0, 1];

function lab() {
  const ids = ['s-1', 's-2'];
  const { world, story, siteOf, indexOf, sent } = worldOf({
    components: [componentOf('lb', 'load-balancer', {}), ...ids.map((id) => componentOf(id, 'station', {}))],
    requests: ids.map((id) => ['lb', id] as const),
  });
  const site = siteOf('lb');
  const verdicts: (readonly [string, boolean])[] = [];
  const create = () =>
    new ActiveProbes(site, ids.map(indexOf), options, (server, down) => {
      verdicts.push([world.idOf(server), down]);
      return { left: down ? 1 : 2, all: 2, isOut: down };
    });
  const probes = create();
  return {
    story,
    verdicts,
    probes,
    create,
    indexOf,
    sent: () => sent('lb', messageKind.probe).map(({ to, numbers }) => [to, numbers[0]]),
    hear(from: string, kind: number, numbers: readonly number[]) {
      const message = world.messages.open(kind, indexOf(from), site.index, numbers);
      probes.onMessage(message);
      world.messages.close(message);
    },
  };
}

it('a server is down after so many failures in a row, by silence or refusal, and up after a good probe', () => {
  const { probes, hear, sent, verdicts, story, indexOf } = lab();
  probes.onTimer(probeTimer, 0);
  expect(sent()).toEqual([['s-1', 1]]);
  // Place 0 of two servers, probe 1.
  probes.onTimer(timeoutTimer, 2);
  probes.onTimer(probeTimer, 0);
  hear('s-1', messageKind.refused, [messageKind.probe, 1]);
  expect(verdicts).toEqual([]);
  probes.notePassedOn(indexOf('s-1'));
  hear('s-1', messageKind.refused, [messageKind.probe, 2]);
  expect(verdicts).toEqual([['s-1', true]]);
  expect(story).toMatchObject([
    { kind: 'markedDown', values: { server: 's-1', failedProbes: 2, left: 1, all: 2, passedOn: 1 } },
  ]);
  expect([probes.rootOf(indexOf('s-1')), probes.rootOf(indexOf('s-2'))]).toEqual([story[0]!.id, 0]);
  probes.onTimer(probeTimer, 0);
  hear('s-1', messageKind.probeAnswer, [2]);
  expect(verdicts).toHaveLength(1);
  hear('s-1', messageKind.probeAnswer, [3]);
  expect(verdicts[1]).toEqual(['s-1', false]);
  expect(probes.rootOf(indexOf('s-1'))).toBe(0);
});

it('what was counted lasts through an edit and a load', () => {
  const { probes, create, verdicts } = lab();
  probes.onTimer(probeTimer, 1);
  probes.onTimer(timeoutTimer, 1 + 2);
  probes.configure({ ...options, failureThreshold: 3 });
  const other = create();
  other.load(probes.save());
  other.configure({ ...options, failureThreshold: 3 });
  other.onTimer(probeTimer, 1);
  other.onTimer(timeoutTimer, 1 + 4);
  expect(verdicts).toEqual([]);
  other.onTimer(probeTimer, 1);
  other.onTimer(timeoutTimer, 1 + 6);
  expect(verdicts).toEqual([['s-2', true]]);
});
