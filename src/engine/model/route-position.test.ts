// Which step an answer belongs to, in a route whose calls are marked and in one whose calls are not.
import { describe, expect, it } from 'vitest';
import { originOf } from './origin.ts';
import { CallNumbers, Notes } from './payloads.ts';
import { type AskOp, compileRoute, type Step } from './route.ts';
import { RoutePosition } from './route-position.ts';
import type { Site } from './site.ts';

const [call, child, generation] = [3, 9, 5];
const ask: Step = { do: 'ask', of: 'store' };

function lab(steps: readonly Step[], step: number, origin = 0, isServing = true) {
  const notes = new Notes();
  const origins = new CallNumbers();
  notes.open(call);
  notes.setStep(call, step);
  origins.open(child);
  origins.set(child, origin);
  const calls = { class: { [call]: 1, [child]: 1 }, parent: { [child]: call } };
  const isLive = (_: number, life: number) => isServing && life === generation;
  const site = { notes, origins, calls, isServing: isLive } as unknown as Site;
  const route = compileRoute(steps, ['store']);
  const position = new RoutePosition(site, [compileRoute([], []), route]);
  return { position, route, late: (at: number) => position.isLate(child, route.ops[at] as AskOp) };
}

describe('the position of a call', () => {
  it('is in the route of its class', () => {
    const { position, route } = lab([ask], 0);
    expect(position.routeOf(child)).toBe(route);
    expect(position.opAt(call, 1)).toBe(route.ops[1]);
  });

  it('is where its caller stands if one ask is open at a time, and in its origin else', () => {
    const plain = lab([{ do: 'work' }, ask], 1);
    expect(plain.position.stepOfAsk(child, plain.route)).toBe(1);
    const marked = lab([ask, ask], 1, originOf(0, generation));
    expect(marked.position.stepOfAsk(child, marked.route)).toBe(0);
  });

  it('is late once its caller has gone on, is over, or is another in the same record', () => {
    const both: Step[] = [{ do: 'all', asks: [ask, ask], enough: 1 }, { do: 'work' }];
    expect(lab(both, 0, originOf(1, generation)).late(1)).toBe(false);
    expect(lab(both, 3, originOf(1, generation)).late(1)).toBe(true);
    expect(lab(both, 0, originOf(1, generation - 1)).late(1)).toBe(true);
    expect(lab(both, 0, originOf(1, generation), false).late(1)).toBe(true);
    expect(lab([{ ...ask, wait: false }], 0, originOf(0, generation)).late(0)).toBe(true);
  });
});
