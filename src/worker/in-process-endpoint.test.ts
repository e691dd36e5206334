import { describe, expect, it } from 'vitest';
import { createInProcessEndpoint } from './in-process-endpoint.ts';
import type { FromHost } from './protocol.ts';
import { openFake } from './testing/fake-engine.ts';
import { createManualTime } from './testing/manual-time.ts';

function opened() {
  const time = createManualTime();
  const endpoint = createInProcessEndpoint({
    openRun: openFake(),
    wallNow: () => time.wall,
    defer: time.defer,
  });
  const heard: FromHost['type'][] = [];
  const deaths: string[] = [];
  endpoint.onMessage(({ type }) => heard.push(type));
  endpoint.onDeath((reason) => deaths.push(reason));
  const open = (token: number) =>
    endpoint.post({ type: 'open', token, scenario: {}, seed: 7, log: [], newestPage: -1, at: 0 });
  return { time, endpoint, heard, deaths, open };
}

describe('a host in the same thread', () => {
  it('answers later, never before the caller returns', () => {
    const { time, heard, open } = opened();
    open(1);
    expect(heard).toEqual([]);
    time.flush();
    expect(heard).toEqual(['opened']);
  });

  it('dies once and is silent from then on, whatever it is still asked', () => {
    const { time, endpoint, heard, deaths, open } = opened();
    open(1);
    time.flush();
    endpoint.post({ type: 'die', token: 1 });
    endpoint.post({ type: 'die', token: 1 });
    time.flush();
    open(2);
    time.flush();
    expect(deaths).toHaveLength(1);
    expect(heard).toEqual(['opened']);
  });

  it('that was closed says nothing any more, not even what was under way', () => {
    const { time, endpoint, heard, deaths, open } = opened();
    open(1);
    endpoint.close();
    time.flush();
    expect([heard, deaths]).toEqual([[], []]);
  });
});
