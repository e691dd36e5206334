/** Whether the file at hand is the one that a scenario names: another one would be another run. */
import type { InputProblem } from '../../base/result.ts';
import { type ClassVerb, classVerbs, type RequestClass } from '../../engine/description.ts';
import { shownValue } from '../problem-text.ts';
import type { TapeReference } from './make-tape.ts';
import type { RecordedTraffic } from './recorded-traffic.ts';

export function checkTape(
  wanted: TapeReference,
  traffic: RecordedTraffic | undefined,
): InputProblem | undefined {
  const { contentHash, fileName, requests } = wanted;
  const allowed = `the file ${shownValue(fileName)} with content hash ${contentHash}`;
  if (traffic === undefined) return { path: 'tape', value: '(missing)', allowed };
  if (traffic.contentHash !== contentHash)
    return { path: 'tape', value: `${shownValue(traffic.fileName)} (${traffic.contentHash})`, allowed };
  if (traffic.times.length === requests) return undefined;
  return {
    path: 'tape.requests',
    value: `${requests}`,
    allowed: `${traffic.times.length}, as read from the file`,
  };
}

/** Whether every arrival has a class: one that wants what it wants. */
export function checkVerbs(
  { fileName, reads, writes }: Pick<RecordedTraffic, 'fileName' | 'reads' | 'writes'>,
  classes: readonly Pick<RequestClass, 'verb'>[],
): InputProblem | undefined {
  const counts: Record<ClassVerb, number> = { read: reads, write: writes };
  const lacking = classVerbs.find(
    (wanted) => counts[wanted] > 0 && !classes.some(({ verb }) => verb === wanted),
  );
  if (lacking === undefined) return undefined;
  return {
    path: 'tape',
    value: `${shownValue(fileName)}: ${counts[lacking]} with verb ${lacking}`,
    allowed: `a class with verb ${lacking}, or a file without such requests`,
  };
}
