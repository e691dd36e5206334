/** Commands that the branch on screen has not reached: they stand on the axis before they have become facts. */
import { useMemo } from 'react';
import type { Command } from '../../engine/command.ts';
import type { HealthState } from '../../engine/telemetry/records.ts';
import { factOf, kindsObeying } from '../../kinds/facts.ts';
import type { ScrubberEvent } from '../../views/charts/cluster-events.ts';
import { commandWords } from '../experiments/command-words.ts';
import { runTime } from '../measure/format.ts';
import { usePreference, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';

/** A run file may hold thousands. */
const mostShown = 200;

/** As the fact will look that tells of its being obeyed. */
const glyphOf = (command: Command): HealthState =>
  kindsObeying(command.kind).map((kind) => factOf(kind).tone)[0] ?? 'removed';

export function useCommandsAhead(): readonly ScrubberEvent[] {
  const t = useScreen();
  const language = usePreference((preferences) => preferences.language);
  const description = useSessionState((state) => state.description);
  const log = useSessionState(({ branches, branchId }) => branches.find(({ id }) => id === branchId)?.log);
  const reached = useSessionState(({ headMicros }) => log?.findIndex(({ at }) => at > headMicros) ?? -1);
  return useMemo(() => {
    if (log === undefined || reached < 0) return [];
    return log.slice(reached, reached + mostShown).map(({ at, command, order }) => ({
      // Facts have positive ids.
      id: -order,
      time: at,
      glyph: glyphOf(command),
      label: t.question.cost.ahead(
        t.question.cost.at(commandWords(command, description, language), runTime(at)),
      ),
    }));
  }, [t, language, description, log, reached]);
}
