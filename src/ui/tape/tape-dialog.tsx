/** What is in a file that was read, and how to play it. Nothing has happened to the run until it is asked for. */
import { useMemo, useState } from 'react';
import { duration, rate } from '../../i18n/format.ts';
import type { LeftOutLine, RecordedTraffic } from '../../scenario/tape/recorded-traffic.ts';
import {
  recordedSpan,
  speedupRange,
  suggestedSilences,
  suggestedSpeedups,
  suggestedTiming,
  timedTape,
} from '../../session/tape-timing.ts';
import { Button } from '../controls/button.tsx';
import { ChoiceField } from '../controls/choice-field.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { FactRows } from '../inspector/fact-rows.tsx';
import { grouped } from '../measure/format.ts';
import { useSession } from '../session/app-context.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';
import styles from './tape-dialog.module.css';

interface TapeDialogProps {
  readonly traffic: RecordedTraffic;
  readonly onClose: () => void;
}

const speedups = suggestedSpeedups.map((value: number) => ({ value, text: `×${grouped(value)}` }));
const speedupSpec = { path: 'tape.speedup', unit: 'factor', default: 1, ...speedupRange } as const;

export function TapeDialog({ traffic, onClose }: TapeDialogProps) {
  const t = useScreen();
  const { tape } = useLater();
  const { store, actions } = useSession();
  const [timing, setTiming] = useState(() => {
    const inForce = store.getState().tape;
    return inForce?.traffic === traffic ? inForce.reference : suggestedTiming(traffic);
  });
  const [problem, setProblem] = useState<string>();
  const timed = useMemo(() => timedTape(traffic, timing), [traffic, timing]);
  const { speedup, gapMaxMillis } = timing;
  const silences: readonly (number | undefined)[] = suggestedSilences.some((one) => one === gapMaxMillis)
    ? suggestedSilences
    : [...suggestedSilences, gapMaxMillis];
  const begin = (): void => {
    const begun = actions.replay(traffic, timing);
    if (begun.ok) onClose();
    else setProblem(tape.problem(begun.problem));
  };

  return (
    <Dialog title={tape.title} onClose={onClose}>
      <FactRows rows={useFacts(traffic)} />
      <div className={styles.timing}>
        <NumberField
          name={tape.speedup}
          help={tape.speedupHelp}
          spec={speedupSpec}
          value={speedup}
          onCommit={(value) => setTiming({ speedup: value, gapMaxMillis })}
        >
          <Segmented
            bare
            label={tape.speedup}
            options={speedups}
            value={speedup}
            onChange={(value) => setTiming({ speedup: value, gapMaxMillis })}
          />
        </NumberField>
        <ChoiceField
          name={tape.longestSilence}
          help={tape.silenceHelp}
          path="tape.gapMaxMillis"
          options={silences.map((one) => (one === undefined ? tape.anySilence : duration(one * 1_000)))}
          value={silences.indexOf(gapMaxMillis)}
          onCommit={(index) => setTiming({ speedup, gapMaxMillis: silences[index] })}
        />
      </div>
      <p className={styles.played} aria-live="polite" data-tape-played={timed.span}>
        {tape.facts.played}{' '}
        <strong>
          {timed.perSecond === undefined
            ? duration(timed.span)
            : tape.average(duration(timed.span), rate(timed.perSecond))}
        </strong>
      </p>
      <p className={styles.closes}>{tape.closes}</p>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.refused}>
          {problem}
        </p>
      )}
      <div className={styles.acts}>
        <Button look="primary" data-tape-begin onClick={begin}>
          {tape.begin}
        </Button>
        <Button onClick={onClose}>{t.tape.cancel}</Button>
      </div>
    </Dialog>
  );
}

function useFacts(traffic: RecordedTraffic) {
  const { tape } = useLater();
  const { facts } = tape;
  const { fileName, times, reads, writes, keyCount, clientCount, lines, firstNulLine } = traffic;
  const leftOut = (count: number, first: LeftOutLine | undefined): string =>
    first === undefined
      ? '0'
      : tape.firstLeftOut(grouped(count), grouped(lines), grouped(first.line), first.text);
  return [
    { name: facts.file, value: fileName },
    { name: facts.requests, value: grouped(times.length) },
    { name: facts.classes, value: tape.both(grouped(reads), grouped(writes)) },
    { name: facts.keys, value: grouped(keyCount) },
    { name: facts.clients, value: grouped(clientCount) },
    { name: facts.recorded, value: duration(recordedSpan(traffic)) },
    { name: facts.malformed, value: leftOut(traffic.malformed, traffic.firstMalformed) },
    ...(traffic.noRequest === 0
      ? []
      : [{ name: facts.noRequest, value: leftOut(traffic.noRequest, traffic.firstNoRequest) }]),
    ...(firstNulLine === undefined
      ? []
      : [{ name: facts.nuls, value: tape.firstNul(grouped(traffic.nulBytes), grouped(firstNulLine)) }]),
  ];
}
