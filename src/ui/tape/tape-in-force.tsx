/** In the place of the drawn traffic's numbers: what is played, how it might be played otherwise, and the way back. */
import { useMemo } from 'react';
import { duration } from '../../i18n/format.ts';
import type { PlayedTape } from '../../session/session-contract.ts';
import { timedTape } from '../../session/tape-timing.ts';
import { Button } from '../controls/button.tsx';
import { grouped, plainNumber } from '../measure/format.ts';
import { useApp, useSessionState } from '../session/app-context.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './tape-in-force.module.css';

export function TapeInForce({ tape: { reference, traffic } }: { readonly tape: PlayedTape }) {
  const t = useScreen();
  const { session, tapes } = useApp();
  // A pass over every request: once per tape, not per picture.
  const { span } = useMemo(() => timedTape(traffic, reference), [traffic, reference]);
  const hasEnded = useSessionState(({ viewMicros }) => viewMicros > span);
  return (
    <div className={styles.tape} data-tape={reference.contentHash}>
      <p className={styles.file} title={reference.fileName}>
        {reference.fileName}
      </p>
      <p className={styles.facts}>
        {hasEnded
          ? t.tape.ended
          : t.tape.inForce(grouped(reference.requests), duration(span), plainNumber(reference.speedup))}
      </p>
      <div className={styles.acts}>
        <Button title={t.tape.changeHelp} onClick={() => tapes.ask(traffic)}>
          {t.tape.change}
        </Button>
        <Button title={t.tape.drawHelp} onClick={() => session.actions.drawTraffic()}>
          {t.tape.drawAgain}
        </Button>
      </div>
    </div>
  );
}
