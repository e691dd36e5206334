/** Injects a fault into what is selected, in the manner that the fault palette shows. */
import { useCallback } from 'react';
import { runExperiment } from '../../session/experiment.ts';
import { useApp } from '../session/app-context.ts';
import { findSelected } from '../session/selection.ts';
import { type FaultVerb, faultCommand, sensibleVerbs } from './fault-command.ts';

/** Returns whether the verb applied to the selection. */
export function useFault(): (verb: FaultVerb) => boolean {
  const { session, desk } = useApp();
  return useCallback(
    (verb) => {
      const { description, selection, story } = session.store.getState();
      const selected = findSelected(description, selection);
      if (!selected) return false;
      const { faultMicros, slowFactor, faultAt } = desk.getState();
      const command = faultCommand(selected, verb, { forMicros: faultMicros, slowFactor });
      if (command === undefined) return false;
      // The dead are not killed again: what is pressed twice, or too late, does nothing.
      if (faultAt === undefined && !sensibleVerbs(selected, story).includes(verb)) return true;
      if (faultAt === undefined) session.actions.command(command);
      else void runExperiment(session, [{ at: faultAt, command }]);
      return true;
    },
    [session, desk],
  );
}
