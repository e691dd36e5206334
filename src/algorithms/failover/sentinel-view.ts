/**
 * How one sentinel sees one thing it watches: up, suspected (by itself alone: Redis "sdown"), agreed (enough sentinels
 * suspect it too: "odown", for the primary only). Source: Redis Sentinel 7.0. O(1). The machine is the authority; the silence
 * of a link and the count of agreeing sentinels decide when it is asked. Known failure: suspicion is local, so a cut
 * between one sentinel and a healthy primary looks exactly like a dead primary until the others are asked.
 */
import { type EventFrom, setup } from 'xstate';
import { changeMode } from '../hybrid.ts';

export type ViewMode = 'up' | 'suspected' | 'agreed';

export const sentinelViewMachine = setup({
  types: { events: {} as { type: 'SUSPECT' } | { type: 'CLEAR' } | { type: 'AGREE' } | { type: 'DISAGREE' } },
}).createMachine({
  id: 'sentinelView',
  initial: 'up',
  states: {
    up: { on: { SUSPECT: 'suspected' } },
    suspected: { on: { CLEAR: 'up', AGREE: 'agreed' } },
    agreed: { on: { DISAGREE: 'suspected' } },
  },
});

export function changeView(mode: ViewMode, type: EventFrom<typeof sentinelViewMachine>['type']): ViewMode {
  return changeMode(sentinelViewMachine, mode, { type });
}
