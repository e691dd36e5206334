/** The report for programs. Its keys are a contract: they are added to, not renamed. */
import { plainJson } from '../base/plain-text.ts';
import { secondsFromMicros } from '../base/units.ts';
import { physics } from '../engine/physics.ts';
import type { Readings } from '../engine/telemetry/layout.ts';
import type { Language } from '../i18n/language.ts';
import { tellLine } from '../i18n/narrate.ts';
import { aftermath } from '../i18n/story/aftermath-text.ts';
import { factOf } from '../kinds/facts.ts';
import { playedSpan } from '../scenario/tape/make-tape.ts';
import { failuresByRoot, type Outcome, summed } from './outcome.ts';
import type { Replayed } from './replay.ts';

export function reportJson(outcome: Outcome, language: Language): string {
  const { scenario, seed, traceHash, totals, classes, latencies, components, story } = outcome;
  const perClass = <Value>(pick: (one: (typeof classes)[number]) => Value): Record<string, Value> =>
    Object.fromEntries(classes.map((one) => [one.id, pick(one)]));
  const byId = new Map(story.map((event) => [event.id, event]));
  const report = {
    scenario,
    seed,
    traceHash,
    physics,
    ...(outcome.replayed === undefined ? {} : { tape: tapeJson(outcome.replayed) }),
    simulatedSeconds: secondsFromMicros(totals.time),
    events: totals.events,
    requests: perClass(({ arrived, ok, failed, inFlight }) => ({ arrived, ok, failed, inFlight })),
    failuresByCause: summed(classes.map((one) => one.failuresByCause)),
    failuresByRoot: failuresByRoot(outcome),
    latencyMillis: perClass(({ id }) => latencies[id]),
    /** Answered well, of all that ended; null (JSON's word for NaN) while none has. */
    availability: perClass(({ ok, failed }) => ok / (ok + failed)),
    downtimeSeconds: perClass((one) => one.downtimeSeconds),
    lostWrites: totals.lostWrites,
    lostWritesByClass: perClass((one) => one.lostWrites),
    splitBrainWrites: totals.splitBrainWrites,
    lostSessions: totals.lostSessions,
    story: story.map((event) => ({
      id: event.id,
      timeSeconds: secondsFromMicros(event.time),
      kind: event.kind,
      component: event.component,
      decidedBy: factOf(event.kind).decidedBy,
      ...(event.causeId === undefined ? {} : { causeId: event.causeId }),
      text: tellLine(
        event,
        event.causeId === undefined ? undefined : byId.get(event.causeId),
        language,
        outcome.blueprint,
      ),
    })),
    staysDegraded: aftermath(story, language, outcome.blueprint, classes),
    components: Object.fromEntries(components.map(({ id, ...statistics }) => [id, statistics])),
    /** What each edge carried, as its caller saw it, since time 0; in flight at the end. */
    edges: edgesOf(outcome.readings),
  };
  return `${plainJson(report)}\n`;
}

/** By `caller->callee` every instrument that the edge has. */
function edgesOf({ layout, values }: Readings): Record<string, Record<string, number>> {
  const edges: Record<string, Record<string, number>> = {};
  layout.entries.forEach(({ subject, instrument }, place) => {
    if (instrument.on !== 'edge') return;
    edges[subject] = { ...edges[subject], [instrument.id]: values[place] as number };
  });
  return edges;
}

function tapeJson({ traffic, tape }: Replayed): object {
  const { format, keyCount, clientCount, reads, writes, lines } = traffic;
  const { malformed, firstMalformed, noRequest, firstNoRequest, nulBytes, firstNulLine } = traffic;
  return {
    ...tape,
    format,
    reads,
    writes,
    keys: keyCount,
    clients: clientCount,
    playedSeconds: secondsFromMicros(playedSpan(traffic, tape)),
    lines,
    malformed,
    ...(firstMalformed === undefined ? {} : { firstMalformed }),
    noRequest,
    ...(firstNoRequest === undefined ? {} : { firstNoRequest }),
    nulBytes,
    ...(firstNulLine === undefined ? {} : { firstNulLine }),
  };
}
