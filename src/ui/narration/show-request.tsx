/** Opens one of the requests that failed because of this: the one that ended nearest to the moment told. */
import { ChartGantt } from 'lucide-react';
import { cause } from '../../engine/telemetry/causes.ts';
import type { SessionState } from '../../session/session-contract.ts';
import { beginsOutage } from '../../session/story/outages.ts';
import { useApp } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import { type FailureSearch, pickFailed } from '../waterfall/find-requests.ts';
import { openRequest } from '../waterfall/open-request.ts';
import styles from './show-request.module.css';

interface ShowRequestProps {
  readonly search: (state: SessionState) => Omit<FailureSearch, 'until'>;
  /** No room for words. */
  readonly bare?: boolean;
}

export function ShowRequest({ search, bare }: ShowRequestProps) {
  const t = useScreen();
  const { session, desk } = useApp();
  const show = (): void => {
    const until = session.live.viewMicros;
    openRequest(desk, pickFailed(session.history, { ...search(session.store.getState()), until }) ?? 'none');
  };
  return (
    <button
      type="button"
      className={bare ? `${styles.show} ${styles.bare}` : styles.show}
      title={t.narration.showOne}
      aria-label={bare ? t.narration.showOne : undefined}
      data-testid="show-request"
      onClick={show}
    >
      <ChartGantt aria-hidden />
      {bare ? undefined : t.narration.showOne}
    </button>
  );
}

/** The outages that a line tells: of their class, and by their roots. */
export const searchOutages =
  (ids: readonly number[]) =>
  ({ story, description }: SessionState): Omit<FailureSearch, 'until'> => {
    const outages = story.filter(beginsOutage).filter(({ id }) => ids.includes(id));
    const [first] = outages;
    if (first === undefined) return { roots: [], near: 0 };
    return {
      roots: outages.map(({ causeId }) => causeId ?? 0),
      near: first.time,
      class: description?.classes.findIndex(({ id }) => id === first.values.class) ?? 0,
      cause: cause[first.values.failureCause],
    };
  };

export const searchRoots =
  (roots: readonly number[]) =>
  ({ story, viewMicros }: SessionState): Omit<FailureSearch, 'until'> => ({
    roots,
    near: story.find(({ id }) => roots.includes(id))?.time ?? viewMicros,
  });
