/** A parameter's value with its unit, as the story tells a change. */
import { millis, percent, plain, rate } from '../format.ts';
import type { ScreenText } from '../texts.ts';

export function valueText(value: number, unit: string, path: string, text: ScreenText): string {
  switch (unit) {
    case 'perSecond':
      return rate(value);
    case 'millis':
      return millis(value);
    case 'ratio':
      return percent(value);
    case 'factor':
      return `×${plain(value)}`;
    case 'choice':
      // The dictionary lists the choices in the order of their index.
      return path.endsWith('serviceDistribution')
        ? (Object.values(text.parameters.choices)[value] ?? plain(value))
        : plain(value);
    default:
      return plain(value);
  }
}

/** `users.arrivalRate` → its owner and the parameter's name in words. */
export function changedParameter(
  path: string,
  component: string,
  text: ScreenText,
): { readonly owner: string; readonly name: string } {
  const dot = path.lastIndexOf('.');
  const parameter = path.slice(dot + 1);
  return {
    owner: dot < 0 ? component : path.slice(0, dot),
    name: text.parameters.names[parameter] ?? parameter,
  };
}
