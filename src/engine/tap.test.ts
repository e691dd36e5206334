import { describe, expect, it } from 'vitest';
import { determinismCases } from '../../test/support/determinism-cases.ts';
import { blueprintOf, commandsOf, emptyHistory, seconds, sinkInto } from '../../test/support/engine-lab.ts';
import { createEngine } from './engine.ts';
import { eventKind } from './kernel/event-kinds.ts';
import type { TapFact, TapObserver } from './tap.ts';

const cases = determinismCases.map((one) => ({ ...one, until: Math.min(one.until, seconds(12)) }));

/** Everything a run is and says, as text. */
function outcomeOf(one: (typeof cases)[number], observer?: TapObserver): string {
  const history = emptyHistory();
  const blueprint = blueprintOf(one.scenario, one.sets);
  const engine = createEngine(blueprint, one.seed, sinkInto(history), observer);
  engine.schedule(commandsOf(blueprint, one.dos));
  engine.runUntil(one.until);
  return JSON.stringify([engine.traceHash(), engine.save(), engine.totals(), history]);
}

/** Overwrites everything it is handed, as deep as it goes. */
function scribble(fact: object): void {
  for (const [name, value] of Object.entries(fact)) {
    if (typeof value === 'object' && value !== null) scribble(value);
    else Object.assign(fact, { [name]: typeof value === 'number' ? -12_345 : 'scribbled' });
  }
}

function factsOf(one: (typeof cases)[number]): readonly TapFact[] {
  const facts: TapFact[] = [];
  outcomeOf(one, (fact) => facts.push(fact));
  return facts;
}

describe('the test tap', () => {
  it.each(cases)('changes nothing of $name, whatever its observer does with what it is told', (one) => {
    const alone = outcomeOf(one);
    expect(outcomeOf(one, () => undefined)).toBe(alone);
    expect(outcomeOf(one, scribble)).toBe(alone);
  });

  it('tells every delivered event once and every command, in order', () => {
    const one = cases.at(-1)!;
    const facts = factsOf(one);
    const blueprint = blueprintOf(one.scenario, one.sets);
    const engine = createEngine(blueprint, one.seed, sinkInto(emptyHistory()));
    const log = commandsOf(blueprint, one.dos);
    engine.schedule(log);
    engine.runUntil(one.until);
    const events = facts.filter((fact) => fact.what === 'event');
    expect(events).toHaveLength(engine.totals().events);
    const commands = facts.filter((fact) => fact.what === 'command');
    const due = [...blueprint.schedule, ...log].filter(({ at }) => at <= one.until);
    expect(commands.map((fact) => fact.command)).toEqual(due.map(({ command }) => command));
    expect(facts.every((fact, place) => place === 0 || fact.time >= facts[place - 1]!.time)).toBe(true);
  });

  it('tells an event before the model acts on it', () => {
    const facts = factsOf(cases.find((one) => one.dos !== undefined && one.dos.length > 0) ?? cases[0]!);
    const sent = facts.findIndex((fact) => fact.what === 'sent');
    expect(facts[sent - 1]).toMatchObject({ what: 'event', kind: eventKind.arrival, call: -1 });
    const reached = facts.findIndex((fact) => fact.what === 'event' && fact.kind === eventKind.callDelivered);
    const { call, time } = facts[sent] as Extract<TapFact, { what: 'sent' }>;
    expect(facts[reached]).toMatchObject({ call, cause: 0 });
    expect(facts[reached]!.time).toBeGreaterThanOrEqual(time);
  });
});
