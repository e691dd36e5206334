/** The acts on offer now: the most useful one is filled, the others are outlined; what does not apply is absent. */
import { FlaskConical, Rewind, RotateCw, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { nextAct } from '../experiments/next-act.ts';
import { useActs } from '../experiments/use-acts.ts';
import { useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './next-acts.module.css';

interface Act {
  readonly id: string;
  readonly text: string;
  readonly icon: ReactNode;
  readonly run: () => void;
}

export function NextActs() {
  const t = useScreen();
  const acts = useActs();
  const stage = useSessionState(nextAct);
  const next = stage === 'whatIf' && acts.whatIfs.length === 0 ? 'rewind' : stage;
  const branches = useSessionState((state) => state.branches.length);
  const isPaused = useSessionState(({ playback }) => playback === 'paused');
  const opened = useSessionState((state) => state.description !== undefined);
  if (!opened) return undefined;

  const kill = acts.primary && {
    id: 'kill',
    text: t.question.kill(acts.primary),
    icon: <Zap aria-hidden />,
    run: acts.kill,
  };
  const rewind = { id: 'rewind', text: t.question.rewind, icon: <Rewind aria-hidden />, run: acts.rewind };
  const whatIfs: Act[] = acts.whatIfs.map((whatIf) => ({
    id: whatIf.id,
    text: t.question.whatIf[whatIf.id],
    icon: <FlaskConical aria-hidden />,
    run: () => acts.tryOut(whatIf),
  }));
  const others: Act[] = [
    { id: 'hang', text: t.question.hang(acts.primary ?? ''), icon: undefined, run: acts.hang },
    { id: 'isolate', text: t.question.isolate(acts.primary ?? ''), icon: undefined, run: acts.isolate },
  ];
  const surge: Act[] = acts.surge
    ? [{ id: 'surge', text: t.question.surge, icon: undefined, run: acts.surge }]
    : [];
  const { broken } = acts;
  const restart: Act[] =
    broken === undefined || broken === acts.primary
      ? []
      : [
          {
            id: 'restart',
            text: t.question.restart(broken),
            icon: <RotateCw aria-hidden />,
            run: acts.restart,
          },
        ];
  const before = next === 'kill';
  const listed: Act[] = before
    ? [...(kill ? [kill] : []), ...(acts.primary ? others : []), ...surge]
    : next === 'rewind'
      ? [rewind, ...restart, ...whatIfs]
      : [...whatIfs, rewind, ...restart, ...(kill ? [kill] : [])];

  return (
    <div className={styles.acts}>
      <p className={styles.lead}>{t.question.lead[next === 'kill' && isPaused ? 'killPaused' : next]}</p>
      {listed.map(({ id, text, icon, run }, index) => (
        <Button
          key={id}
          wide
          data-act={id}
          look={index === 0 ? 'primary' : 'outline'}
          icon={icon}
          className={index === 0 ? styles.first : styles.other}
          onClick={run}
        >
          {text}
        </Button>
      ))}
      {before || branches > 1 ? undefined : <p className={styles.note}>{t.question.sameTraffic}</p>}
    </div>
  );
}
