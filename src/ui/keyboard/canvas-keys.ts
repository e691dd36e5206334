/** What each key does while the canvas has the focus. */
import { type Session, speeds } from '../../session/session-contract.ts';
import { focusedCard } from '../controls/key-targets.ts';
import { componentVerbKeys, type FaultVerb, linkVerbKeys } from '../faults/fault-command.ts';
import type { DeskStore } from '../session/desk-store.ts';
import { openLatestRequest } from '../waterfall/open-request.ts';

interface CanvasKeyParts {
  readonly session: Session;
  readonly desk: DeskStore;
  readonly fault: (verb: FaultVerb) => boolean;
}

export function canvasKeys({ session, desk, fault }: CanvasKeyParts): Record<string, () => void> {
  const { actions, store } = session;

  /** A focused card is meant even when nothing has been selected yet. */
  const inflict = (verb: FaultVerb) => (): boolean => {
    const card = focusedCard();
    if (card !== undefined && store.getState().selection === undefined) actions.select(card);
    return fault(verb);
  };
  const changeSpeed = (step: 1 | -1) => (): void => {
    const speed = speeds[speeds.indexOf(store.getState().speed) + step];
    if (speed !== undefined) actions.setSpeed(speed);
  };
  const verbs = Object.entries(componentVerbKeys) as readonly (readonly [FaultVerb, string | undefined])[];
  const verbKeys = Object.fromEntries(verbs.flatMap(([verb, key]) => (key ? [[key, inflict(verb)]] : [])));
  return {
    Period: () => actions.stepStory(1),
    Comma: () => actions.stepStory(-1),
    'Shift+Period': () => actions.stepEvent(),
    BracketLeft: changeSpeed(-1),
    BracketRight: changeSpeed(1),
    f: () => actions.fork(),
    ...verbKeys,
    [linkVerbKeys.cutBoth]: () => {
      // A component is not cut as such: its connections are, one by one.
      if (!inflict('cutBoth')()) document.querySelector<HTMLElement>('[data-connections] button')?.focus();
    },
    t: () => desk.setState((state) => ({ table: !state.table })),
    w: () => openLatestRequest(desk, session),
    'Shift+?': () => desk.setState({ overlay: 'help' }),
  };
}
