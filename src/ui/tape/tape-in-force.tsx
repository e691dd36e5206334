/** In the place of the drawn traffic's numbers: what is played, how it might be played otherwise, and the way back. */
import { useMemo } from 'react';
import { duration } from '../../i18n/format.ts';
import type { PlayedTape } from '../../session/session-contract.ts';
import { timedTape } from '../../session/tape-timing.ts';
import { Button } from '../controls/button.tsx';
import { grouped, plainNumber } from '../measure/format.ts';
import { useApp, useSessionState } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import styles from './tape-in-force.module.css';

export function TapeInForce({ tape: { reference, traffic } }: { readonly tape: PlayedTape }) {
  const later = useLater();
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
          ? later.tape.ended
          : later.tape.inForce(grouped(reference.requests), duration(span), plainNumber(reference.speedup))}
      </p>
      <div className={styles.acts}>
        <Button title={later.tape.changeHelp} onClick={() => tapes.ask(traffic)}>
          {later.tape.change}
        </Button>
        <Button title={later.tape.drawHelp} onClick={() => session.actions.drawTraffic()}>
          {later.tape.drawAgain}
        </Button>
      </div>
    </div>
  );
}
