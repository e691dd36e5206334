/** A command, and what a branch changed, in words. */
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import { changedParameter, valueText } from '../../i18n/story/value-text.ts';
import type { ScreenText } from '../../i18n/texts.ts';
import type { Branch } from '../../session/session-contract.ts';

export function commandWords(
  command: Command,
  description: RunDescription | undefined,
  t: ScreenText,
): string {
  switch (command.kind) {
    case 'set': {
      const { owner, name } = changedParameter(command.path, '', t);
      const parameter = command.path.slice(owner.length + 1);
      const unit = description?.components
        .find(({ id, group }) => id === owner || group === owner)
        ?.parameters.find(({ path }) => path === parameter)?.unit;
      return t.question.cost.set(owner, name, valueText(command.value, unit ?? '', command.path, t));
    }
    case 'cut':
      return `${t.faults.verbs[command.both ? 'cutBoth' : 'cutOneWay']} ${command.from} → ${command.to}`;
    case 'heal':
      return `${t.faults.verbs.heal} ${command.from} → ${command.to}`;
    case 'slow':
      return `${command.component}: ${t.faults.slowBy(command.factor)}`;
    default:
      return `${t.faults.verbs[command.kind]} ${command.component}`;
  }
}

/** What a branch did that its parent did not: its first own command, and how many came after it. */
export function changeOf(branch: Branch, description: RunDescription | undefined, t: ScreenText): string {
  const own = branch.log.slice(branch.inherited);
  const first = own[0];
  if (first === undefined) {
    return branch.parent === undefined ? t.question.cost.asItWas : t.question.cost.nothingChanged;
  }
  const words = commandWords(first.command, description, t);
  return own.length > 1 ? t.question.cost.andMore(words, own.length - 1) : words;
}
