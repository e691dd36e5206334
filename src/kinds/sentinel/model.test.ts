// A sentinel by itself, between a node that it watches, another sentinel and a client.
import { describe, expect, it } from 'vitest';
import { labOf } from '../../../test/support/component-lab.ts';
import { messageKind } from '../../engine/model/message-kinds.ts';

const around = { node: 'database', peer: 'sentinel', client: 'app-server' } as const;

describe('a sentinel', () => {
  it('answers a ping of whoever asks', () => {
    const lab = labOf('sentinel', around);
    lab.tell('peer', messageKind.ping);
    expect(lab.sent(messageKind.pong).map(({ to }) => to)).toEqual(['peer']);
  });

  it('tells a client that asks which node is primary', () => {
    const lab = labOf('sentinel', around);
    lab.tell('client', messageKind.topologyQuery);
    const [answer] = lab.sent(messageKind.topology);
    expect(answer?.to).toBe('client');
    expect(answer?.numbers[0]).toBe(lab.world.indexOf.get('node'));
  });

  it('pings its node and its peer once its clock runs, and no client', () => {
    const lab = labOf('sentinel', around, { pingIntervalMillis: 100 });
    lab.component.onStart();
    for (let now = 0; now <= 1_000_000; now += 20_000) {
      lab.world.now = now;
      lab.component.onTimer(0, 0);
    }
    const pinged = new Set(lab.sent(messageKind.ping).map(({ to }) => to));
    expect(pinged).toEqual(new Set(['node', 'peer']));
  });
});
