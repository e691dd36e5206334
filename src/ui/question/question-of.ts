/** What the page asks of a run. */
import type { RunDescription } from '../../engine/description.ts';
import type { ScreenText } from '../../i18n/texts.ts';
import { isRecord } from '../../views/states.ts';
import { externalService } from '../experiments/targets.ts';

/** As the scenario asks; else about whom it depends on, most of all somebody else's. */
export function questionOf(
  description: RunDescription | undefined,
  { question }: Pick<ScreenText, 'question'>,
): string {
  if (description === undefined) return question.ofPrimary;
  const { components, question: declared } = description;
  if (declared !== undefined) return question.asked(declared);
  const external = externalService(description);
  if (external !== undefined) return question.ofExternal(external.id);
  return components.some(({ traits }) => isRecord(traits)) ? question.ofPrimary : question.ofLoad;
}
