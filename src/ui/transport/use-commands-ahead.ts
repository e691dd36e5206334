/** Commands that the branch on screen has not reached: they stand on the axis before they have become facts. */
import { useMemo } from 'react';
import type { Command } from '../../engine/command.ts';
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import type { ScrubberEvent } from '../../views/charts/cluster-events.ts';
import { storyGlyphs } from '../../views/charts/story-glyphs.ts';
import { commandWords } from '../experiments/command-words.ts';
import { runTime } from '../measure/format.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

/** A run file may hold thousands. */
const mostShown = 200;

const factOf: Readonly<Record<Command['kind'], StoryEvent['kind']>> = {
  crash: 'crashed',
  'power-off': 'poweredOff',
  restart: 'starting',
  hang: 'hung',
  slow: 'slowed',
  cut: 'linkCut',
  clear: 'resumed',
  heal: 'linkHealed',
  set: 'parameterChanged',
};

export function useCommandsAhead(): readonly ScrubberEvent[] {
  const t = useScreen();
  const description = useSessionState((state) => state.description);
  const log = useSessionState(({ branches, branchId }) => branches.find(({ id }) => id === branchId)?.log);
  const reached = useSessionState(({ headMicros }) => log?.findIndex(({ at }) => at > headMicros) ?? -1);
  return useMemo(() => {
    if (log === undefined || reached < 0) return [];
    return log.slice(reached, reached + mostShown).map(({ at, command, order }) => ({
      // Facts have positive ids.
      id: -order,
      time: at,
      glyph: storyGlyphs[factOf[command.kind]],
      label: t.question.cost.ahead(t.question.cost.at(commandWords(command, description, t), runTime(at))),
    }));
  }, [t, description, log, reached]);
}
