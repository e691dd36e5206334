import { describe, expect, it } from 'vitest';
import { endpointOf } from './client.ts';
import type { FromHost } from './protocol.ts';

/** A worker that only notes what is done to it; a test speaks for it. */
class NotedWorker extends EventTarget {
  readonly posted: unknown[][] = [];
  terminated = 0;
  postMessage(...given: unknown[]): void {
    this.posted.push(given);
  }
  terminate(): void {
    this.terminated += 1;
  }
}

function opened() {
  const worker = new NotedWorker();
  const endpoint = endpointOf(worker as unknown as Worker);
  const heard: FromHost[] = [];
  const deaths: string[] = [];
  endpoint.onMessage((message) => heard.push(message));
  endpoint.onDeath((reason) => deaths.push(reason));
  const say = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }));
  const fail = (message: string) => {
    const event = Object.assign(new Event('error', { cancelable: true }), { message });
    worker.dispatchEvent(event);
    return event;
  };
  return { worker, endpoint, heard, deaths, say, fail };
}

describe('the endpoint of a worker', () => {
  it('passes messages both ways, and hands buffers over', () => {
    const { worker, endpoint, heard, say } = opened();
    const buffer = new ArrayBuffer(8);
    endpoint.post({ type: 'die', token: 1 }, [buffer]);
    endpoint.post({ type: 'die', token: 2 });
    expect(worker.posted).toEqual([
      [{ type: 'die', token: 1 }, [buffer]],
      [{ type: 'die', token: 2 }, []],
    ]);
    say({ type: 'progress', token: 1, time: 2, to: 3 });
    expect(heard).toEqual([{ type: 'progress', token: 1, time: 2, to: 3 }]);
  });

  it('dies once of an uncaught error, ends the half-dead worker and is silent from then on', () => {
    const { worker, endpoint, heard, deaths, say, fail } = opened();
    expect(fail('broken').defaultPrevented).toBe(true);
    fail('broken again');
    worker.dispatchEvent(new Event('messageerror'));
    expect(deaths).toEqual(['broken']);
    expect(worker.terminated).toBe(1);
    say({ type: 'progress', token: 1, time: 2, to: 3 });
    endpoint.post({ type: 'die', token: 1 });
    expect([heard, worker.posted]).toEqual([[], []]);
  });

  it('dies of a message that cannot be read', () => {
    const { worker, deaths } = opened();
    worker.dispatchEvent(new Event('messageerror'));
    expect(deaths).toEqual(['a message could not be read']);
  });

  it('that was closed ends its worker, hears nothing and is not said to have died', () => {
    const { worker, endpoint, heard, deaths, say, fail } = opened();
    endpoint.close();
    expect(worker.terminated).toBe(1);
    say({ type: 'progress', token: 1, time: 2, to: 3 });
    fail('late');
    endpoint.post({ type: 'die', token: 1 });
    expect([heard, deaths, worker.posted]).toEqual([[], [], []]);
  });
});
