// Numbers that stand on one screen are of one instant: what the map counts agrees with what the panels count.
import { expect, it } from 'vitest';
import { templates } from '../../scenario/templates/index.ts';
import { openRealSession } from '../../session/testing/real-session.ts';
import { createFlowFrame } from './flow-frame.ts';

it('counts as many failures at the users as the panels do, at every moment of a run that is played', () => {
  const { session, time } = openRealSession(templates['scale-out'], { autoplay: true });
  const frame = createFlowFrame(session, () => 100);
  const users = session.store
    .getState()
    .description!.components.find(({ traits }) => traits.includes('source'))!;
  const seen: (readonly [map: number, panels: number])[] = [];
  for (let drawn = 0; drawn < 240; drawn += 1) {
    time.wall += 1_000 / 60;
    session.animationFrame(time.wall);
    const data = frame(false);
    const { totals } = session.store.getState();
    if (data === undefined || totals === undefined) continue;
    seen.push([data.failed[users.index]!, totals.classes.reduce((sum, { failed }) => sum + failed, 0)]);
    time.flush();
  }
  expect(new Set(seen.map(([, panels]) => panels)).size).toBeGreaterThan(10);
  for (const [map, panels] of seen) expect(map).toBe(panels);
});
