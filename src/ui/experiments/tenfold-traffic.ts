/** "What if traffic × 10?": the edit that asks it. */
import type { Command } from '../../engine/command.ts';
import type { RunDescription } from '../../engine/description.ts';
import { parameterThat } from '../../engine/model/meaning.ts';
import { parameterPath } from '../session/selection.ts';

/** Undefined where arrivals come from a tape, or where ten times as many would be more than may be asked. */
export function tenfoldTraffic({ arrivals, components }: RunDescription): Command | undefined {
  if (arrivals === 'tape') return undefined;
  for (const component of components) {
    const spec = parameterThat(component, 'load');
    if (spec?.type !== 'quantity') continue;
    const value = (component.values[spec.path] ?? 0) * 10;
    return value > 0 && value <= spec.max
      ? { kind: 'set', path: parameterPath(component, spec.path), value }
      : undefined;
  }
  return undefined;
}
