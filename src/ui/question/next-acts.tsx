/**
 * The acts, each in a place of its own: what does not apply now is pale there, and nothing moves when a state changes.
 * The most useful one is filled.
 */
import { FlaskConical, Rewind, RotateCw, Zap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { placeWords } from '../../i18n/story/place-words.ts';
import { tryText } from '../../i18n/try-text.ts';
import type { Idea } from '../../session/story/suggest.ts';
import { SettledButton } from '../controls/settled-button.tsx';
import { isFault } from '../experiments/faults-of-log.ts';
import { nextAct } from '../experiments/next-act.ts';
import { type Acts, useActs } from '../experiments/use-acts.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './next-acts.module.css';

interface Act {
  readonly id: string;
  readonly text: string;
  readonly icon?: ReactNode;
  readonly applies: boolean;
  readonly run: () => void;
}

/** The last value that was there: a label does not go blank while there is nobody to name. */
function useLastKnown(value: string | undefined): string | undefined {
  const [known, setKnown] = useState(value);
  if (value !== undefined && value !== known) setKnown(value);
  return value ?? known;
}

/** Offers for the fault in question, each in its place: one that has been taken stays there, pale. */
function useKeptOffers({ whatIfs, questionAt }: Acts): readonly Idea[] {
  const [kept, setKept] = useState({ questionAt, offers: whatIfs });
  const before = kept.questionAt === questionAt ? kept.offers : [];
  const news = whatIfs.filter(({ id }) => !before.some((offer) => offer.id === id));
  const offers = news.length === 0 ? before : [...before, ...news];
  if (kept.questionAt !== questionAt || offers !== kept.offers) setKept({ questionAt, offers });
  return offers;
}

function useListedActs(acts: Acts): readonly Act[] {
  const t = useScreen();
  const hasFault = useSessionState((state) => state.branches.some(({ log }) => log.some(isFault)));
  const subject = useLastKnown(acts.subject);
  const broken = useLastKnown(acts.broken) ?? subject;
  const hasSubject = acts.subject !== undefined;
  const onSubject: Act[] =
    subject === undefined
      ? []
      : [
          { id: 'kill', text: t.question.kill(subject), icon: <Zap aria-hidden />, run: acts.kill },
          { id: 'hang', text: t.question.hang(subject), run: acts.hang },
          { id: 'isolate', text: t.question.isolate(subject), run: acts.isolate },
        ].map((act) => ({ ...act, applies: hasSubject }));
  // Where ten times as many would be too many by now, the place stays.
  const hadSurge = useLastKnown(acts.surge && 'surge') !== undefined;
  const surge = { id: 'surge', text: t.question.surge, applies: acts.surge !== undefined };
  const breaking: Act[] = [...onSubject, ...(hadSurge ? [{ ...surge, run: () => acts.surge?.() }] : [])];
  const offers = useKeptOffers(acts);
  if (!hasFault) return breaking;
  const rewind: Act = {
    id: 'rewind',
    text: t.question.rewind,
    icon: <Rewind aria-hidden />,
    applies: acts.faultAt !== undefined,
    run: acts.rewind,
  };
  const restart: Act[] =
    broken === undefined
      ? []
      : [
          {
            id: 'restart',
            text: t.question.restart(placeWords(broken, t.places)),
            icon: <RotateCw aria-hidden />,
            applies: acts.broken !== undefined,
            run: acts.restart,
          },
        ];
  const whatIfs = offers.map(
    (idea): Act => ({
      id: idea.id,
      text: t.question.whatIf(tryText(idea, t.tries)),
      icon: <FlaskConical aria-hidden />,
      applies: acts.whatIfs.some(({ id }) => id === idea.id),
      run: () => acts.tryOut(idea),
    }),
  );
  return [...breaking, rewind, ...restart, ...whatIfs];
}

export function NextActs() {
  const t = useScreen();
  const acts = useActs();
  const stage = useSessionState(nextAct);
  const branches = useSessionState((state) => state.branches.length);
  const isPaused = useSessionState(({ playback }) => playback === 'paused');
  const opened = useSessionState((state) => state.description !== undefined);
  const listed = useListedActs(acts);
  if (!opened) return undefined;
  const canTry = acts.whatIfs.length > 0;
  const next = stage !== 'whatIf' || canTry ? stage : acts.faultAt === undefined ? 'kill' : 'rewind';
  // Who refuses at once does no harm to others: what is worth seeing of somebody else's service is that it hangs.
  const first = acts.isExternal && next === 'kill' ? 'hang' : next;
  const filled = next === 'whatIf' ? acts.whatIfs[0]?.id : first;
  return (
    <div className={styles.acts}>
      <p className={styles.lead}>{t.question.lead[next === 'kill' && isPaused ? 'killPaused' : next]}</p>
      {listed.map(({ id, text, icon, applies, run }) => (
        <SettledButton
          key={id}
          wide
          data-act={id}
          look={id === filled ? 'primary' : 'outline'}
          icon={icon}
          className={styles.act}
          disabled={!applies}
          subject={`${acts.branchId} ${text}`}
          onAct={run}
        >
          {text}
        </SettledButton>
      ))}
      {next === 'kill' || branches > 1 ? undefined : <p className={styles.note}>{t.question.sameTraffic}</p>}
    </div>
  );
}
