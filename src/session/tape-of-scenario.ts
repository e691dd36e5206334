/** The tape that a scenario source names, and the same source with another or none. The host judges the rest of it. */
import type { TapeReference } from '../scenario/tape/make-tape.ts';

interface Source {
  readonly tape?: TapeReference | undefined;
}

/** Object or JSON text; a text that is none has no tape, and the host will say what is wrong with it. */
function sourceOf(scenario: unknown): Source {
  if (typeof scenario !== 'string') return Object(scenario) as Source;
  try {
    return Object(JSON.parse(scenario)) as Source;
  } catch {
    return {};
  }
}

export const tapeOf = (scenario: unknown): TapeReference | undefined => sourceOf(scenario).tape;

export function withTape(scenario: unknown, tape: TapeReference | undefined): unknown {
  const { tape: _, ...rest } = sourceOf(scenario);
  return tape === undefined ? rest : { ...rest, tape };
}
