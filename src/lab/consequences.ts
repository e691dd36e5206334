/**
 * What a story says about one kill: when somebody acted on it, and when each class of requests was answered again. Only
 * events count that go back to the fault, cause by cause.
 */
import type { Micros } from '../base/units.ts';
import type { StoppingFault } from '../engine/command.ts';
import type { StoryEvent } from '../engine/telemetry/story.ts';
import { factOf, kindsObeying } from '../kinds/facts.ts';
import { beginsOutage, endsOutage } from '../session/story/outages.ts';
import { valueNamed } from '../session/story/spans.ts';

export interface Kill {
  readonly fault: StoppingFault;
  readonly component: string;
  readonly at: Micros;
  /** End of the window: decisions and recoveries that come later have not been seen. */
  readonly until: Micros;
  /** Nodes that were primary of their store when the fault struck. */
  readonly primaries: ReadonlySet<string>;
}

/** The fault and everything that goes back to it; empty if the fault did nothing (the dead cannot be killed). */
export function consequencesOf(story: readonly StoryEvent[], kill: Kill): readonly StoryEvent[] {
  const told = kindsObeying(kill.fault);
  const fault = story.find(
    (event) => told.includes(event.kind) && event.component === kill.component && event.time === kill.at,
  );
  if (fault === undefined) return [];
  const known = new Set([fault.id]);
  const inOrder = [...story].sort((a, b) => a.id - b.id);
  for (const { id, causeId } of inOrder) if (causeId !== undefined && known.has(causeId)) known.add(id);
  return story.filter(({ id }) => known.has(id));
}

/** From the fault to the first decision about it; Infinity if there was none in the window. */
export function detectedAfter(consequences: readonly StoryEvent[], kill: Kill): Micros {
  const decision = consequences.find((event) => event.time <= kill.until && isDecisionAbout(event, kill));
  return decision === undefined ? Number.POSITIVE_INFINITY : decision.time - kill.at;
}

/** About a primary, sentinels must agree first; about anybody else, each decides alone. */
function isDecisionAbout(event: StoryEvent, { component, primaries }: Kill): boolean {
  const { detects } = factOf(event.kind);
  if (detects === undefined || (detects.ofReplicas && primaries.has(component))) return false;
  return valueNamed(event, detects.named) === component;
}

/**
 * From the fault to the end of the class's last outage; undefined if it had none, Infinity if that outage was not over
 * when the window ended, or only began when requests of the window failed after it.
 */
export function recoveredAfter(
  consequences: readonly StoryEvent[],
  /** Its id. */
  requestClass: string,
  kill: Kill,
): Micros | undefined {
  const last = consequences.findLast((event) => beginsOutage(event) && event.values.class === requestClass);
  if (last === undefined) return undefined;
  const end = consequences.find(
    (event) => endsOutage(event) && event.causeId === last.id && event.time <= kill.until,
  );
  return end === undefined ? Number.POSITIVE_INFINITY : end.time - kill.at;
}
