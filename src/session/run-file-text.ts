/**
 * The text of the file that reproduces a run, as `scenario/run-file` reads it. Written here without the schema, so that
 * the page need not load it before someone imports a file.
 */
import type { Micros } from '../base/units.ts';
import type { StampedCommand } from '../engine/command.ts';
import type { RunDescription } from '../engine/description.ts';
import { physics } from '../engine/physics.ts';
import { formatCommand } from '../scenario/command-text.ts';

export interface RunToWrite {
  readonly scenario: unknown;
  readonly seed: number;
  readonly log: readonly StampedCommand[];
  readonly untilMicros: Micros;
  readonly traceHash?: string;
  readonly description: RunDescription | undefined;
}

export function runFileText({ scenario, log, description, ...rest }: RunToWrite): string {
  const source: unknown = typeof scenario === 'string' ? parsedOr(scenario) : scenario;
  const lines = log.map((stamped) => formatCommand(stamped, description));
  const file = { format: 'nines-run', version: 1, scenario: source, ...rest, physics, log: lines };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** A scenario that is no JSON was refused; the file still shows what it was. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
