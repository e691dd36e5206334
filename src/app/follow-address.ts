/** A link pasted into an open tab opens what it asks for; the run on screen is kept. What it cannot have is told. */
import { templateIds, templates } from '../scenario/templates/index.ts';
import type { Session } from '../session/session-contract.ts';
import { type Address, readAddress, readFragment } from '../ui/preferences/fragment.ts';

export const addressNow = (): Address => readAddress(readFragment(), templateIds);

export const templateOf = ({ scenario }: Address) =>
  templates[templateIds.find((id) => id === scenario) ?? 'reference'];

/** Told once the run is open, since opening forgets what was told before. */
function tell(session: Session, { problem }: Address): void {
  if (problem !== undefined) session.store.setState({ problem });
}

export function followAddress(session: Session, opened: Address): void {
  let last = opened;
  tell(session, opened);
  // Writing the fragment ourselves is no such event.
  window.addEventListener('hashchange', () => {
    const next = addressNow();
    if (next.problem !== undefined) {
      tell(session, next);
      return;
    }
    const isSame = next.scenario === last.scenario && next.seed === session.store.getState().seed;
    last = next;
    if (!isSame) session.actions.open(templateOf(next), next.seed);
  });
}
