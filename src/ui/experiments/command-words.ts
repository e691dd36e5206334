/** A command, and what a branch changed, in words. */
import type { Command, StampedCommand } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import type { Language } from '../../i18n/language.ts';
import { placeWords } from '../../i18n/story/place-words.ts';
import { changedParameter, valueText } from '../../i18n/story/value-text.ts';
import { parameterWordsOf, textsOf } from '../../i18n/texts.ts';
import type { Branch } from '../../session/session-contract.ts';
import { runTime } from '../measure/format.ts';

export function commandWords(
  command: Command,
  description: RunDescription | undefined,
  language: Language,
): string {
  const t = textsOf(language).screen;
  switch (command.kind) {
    case 'set': {
      const words = parameterWordsOf(language);
      const { owner, name } = changedParameter(command.path, '', words);
      const parameter = command.path.slice(owner.length + 1);
      const spec = description?.components
        .find(({ id, group }) => id === owner || group === owner)
        ?.parameters.find(({ path }) => path === parameter);
      return t.question.cost.set(owner, name, valueText(command.value, spec ?? {}, words));
    }
    case 'cut':
      return t.faults.doneTo(
        t.faults.verbs[command.both ? 'cutBoth' : 'cutOneWay'],
        `${command.from} → ${command.to}`,
      );
    case 'heal':
      return t.faults.doneTo(t.faults.verbs.heal, `${command.from} → ${command.to}`);
    case 'slow':
      return `${command.component}: ${t.faults.slowBy(command.factor)}`;
    default:
      return t.faults.doneTo(t.faults.verbs[command.kind], placeWords(command.component, t.places));
  }
}

/** What was done on a branch: its first own command or removal, and how many came after it. */
export function changeOf(
  branch: Branch,
  description: RunDescription | undefined,
  language: Language,
): string {
  const { log, withdrawn } = branch;
  const { cost } = textsOf(language).screen.question;
  const own = log.filter(({ by }) => by === 'own');
  // What an edit displaced goes without saying.
  const removed = withdrawn.filter(({ withdrawnBy }) => !log.some(({ order }) => order === withdrawnBy));
  const [first] = own.length > 0 ? own : removed;
  if (first === undefined) return branch.parent === undefined ? cost.asItWas : cost.nothingChanged;
  const words = commandWords(first.command, description, language);
  const more = own.length + removed.length - 1;
  const said = own.length > 0 ? words : cost.without(words);
  return more > 0 ? cost.andMore(said, more) : said;
}

const mostListed = 6;

/** Commands with their times, in one line; of many the first few. */
export function commandsWords(
  entries: readonly StampedCommand[],
  description: RunDescription | undefined,
  language: Language,
): string {
  const { cost } = textsOf(language).screen.question;
  const listed = entries
    .slice(0, mostListed)
    .map(({ at, command }) => cost.at(commandWords(command, description, language), runTime(at)));
  const words = listed.join(cost.separator);
  const more = entries.length - listed.length;
  return more > 0 ? cost.andMore(words, more) : words;
}
