/** Which sentences sum a check up: whether theory may be applied, and whether it is borne out. */
import type { TheoryText } from '../../i18n/theory-text.ts';
import type { QueueCheck } from '../../session/theory/theory-check.ts';

type VerdictName = keyof TheoryText['verdicts'];

function whenBroken({ agreement, comparisons }: QueueCheck): VerdictName {
  if (agreement === 'agrees') return 'breaksAgrees';
  const { measured, theory, agreement: ofWaiting } = comparisons.waiting;
  if (ofWaiting !== 'differs' || theory === undefined) return 'breaksDiffers';
  return measured.value < theory ? 'breaksLess' : 'breaksMore';
}

export function verdictOf(queue: QueueCheck): readonly VerdictName[] {
  const { assumptions, assumptionsHold, agreement, nobodyWaited } = queue;
  if (assumptions.some(({ reason }) => reason.kind === 'overloaded')) return ['overloaded'];
  if (agreement === 'unknown' || assumptionsHold === 'unknown') return ['tooEarly'];
  if (assumptionsHold === 'doesNotHold')
    return nobodyWaited ? [whenBroken(queue), 'nobodyWaits'] : [whenBroken(queue)];
  if (agreement === 'differs') return ['holdsDiffers'];
  return nobodyWaited ? ['holdsAgrees', 'nobodyWaits'] : ['holdsAgrees'];
}
