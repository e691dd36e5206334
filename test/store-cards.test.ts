// What cards say of the nodes of a store, in real runs and both languages.
import { describe, expect, it } from 'vitest';
import type { WriteTakers } from '../src/i18n/en/canvas.ts';
import { en } from '../src/i18n/en/screen.ts';
import { type Language, languages } from '../src/i18n/language.ts';
import { textsOf } from '../src/i18n/texts.ts';
import { cardContent } from '../src/views/flow/card-facts.ts';
import type { FlowData } from '../src/views/flow/flow-data.ts';
import { eventsOf, readingNow, runLab, seconds } from './support/engine-lab.ts';

type RunOptions = {
  readonly until: number;
  readonly dos: readonly string[];
  readonly sets?: readonly string[];
};

/** Everything that the card of a component may say, longest first, and its gauges. */
function cardAt(id: string, { until, ...options }: RunOptions) {
  const run = runLab({
    scenario: 'vertical',
    seed: 7,
    until: seconds(until),
    keepJourneys: false,
    ...options,
  });
  const description = run.engine.describe();
  const gauges = run.engine.gauges();
  const readings = run.engine.readings();
  const one = description.components.find((component) => component.id === id)!;
  const failed = new Float64Array(description.components.length);
  const shown = { description, gauges, readings, viewMicros: seconds(until), failed, sayings: new Map() };
  const data = shown as Partial<FlowData> as FlowData;
  return {
    versions: readingNow(run.engine, id, 'lagVersions')!,
    micros: readingNow(run.engine, id, 'lagMicros')!,
    says: (language: Language) => cardContent(one, data, textsOf(language).viewWords).detail,
  };
}

describe('a replica whose primary is dead', () => {
  const dos = ['3s crash sentinel-1', '3s crash sentinel-2', '5s crash db-primary'];
  // Nobody can agree on a failover, so that the store stays without a primary.
  const [early, late] = [6, 18].map((until) => cardAt('db-replica-1', { until, dos }));

  it('lacks the same writes however long that lasts, and says so with no age that grows', () => {
    expect(early!.versions).toBeGreaterThan(0);
    expect(late!.versions).toBe(early!.versions);
    expect(late!.micros - early!.micros).toBe(seconds(12));
    for (const language of languages) expect(late!.says(language)).toEqual(early!.says(language));
    expect(late!.says('en')[0]).toMatch(new RegExp(`^no primary, ${late!.versions} writes? missing$`));
    expect(late!.says('zh')[0]).toBe(`没有主库，还缺 ${late!.versions} 次写入`);
  });

  it('says how many writes it is behind first, and their age, while the primary takes writes', () => {
    const cut = cardAt('db-replica-1', { until: 8, dos: ['5s cut db-primary->db-replica-1'] });
    // 30 writes a second that it does not hear of, for three seconds.
    expect(cut.versions).toBeGreaterThan(50);
    expect(cut.says('en')[0]).toMatch(new RegExp(`^replica, ${cut.versions} writes behind \\(3\\.\\d s\\)$`));
    expect(cut.says('zh')[0]).toMatch(new RegExp(`^从库，落后 ${cut.versions} 次写入（3\\.\\d s）$`));
  });
});

describe('an old primary that comes back after a failover', () => {
  const dos = ['5s crash db-primary', '10s restart db-primary'];

  it('believes that it is primary until it is told otherwise, and is not said to take writes', () => {
    const told = runLab({ scenario: 'vertical', seed: 7, until: seconds(40), dos, keepJourneys: false });
    const [back] = eventsOf(told.story, 'oldPrimaryReturned');
    const [converted] = eventsOf(told.story, 'convertedToReplica');
    const between = (back!.time + converted!.time) / 2e6;
    const says = (until: number, language: Language) =>
      cardAt('db-primary', { until, dos }).says(language)[0];
    expect(says(between, 'en')).toBe('still believes it is primary');
    expect(says(between, 'zh')).toBe('仍以为自己是主库');
    expect(says(converted!.time / 1e6 + 5, 'en')).toMatch(/^replica/);
    expect(says(4, 'en')).toBe('primary, takes writes');
    // Restarted before anybody took its place it is still the one that takes writes, as soon as it runs.
    const soon = ['5s crash db-primary', '5.2s restart db-primary'];
    const start = cardAt('db-primary', { until: 5.3, dos: soon }).says('en');
    expect(start).toEqual(['primary']);
  });

  it('is told beside the elected one in the description of the canvas', () => {
    const takers = { id: 'db-replica-1', others: ['db-primary'], isElected: true };
    const facts = { healthy: 8, components: 8, trouble: [], arrivalRate: '300', failedPercent: '0' };
    const of = (primary: WriteTakers | undefined) => en.canvas.describe({ ...facts, primary });
    expect(of(takers)).toContain(' db-replica-1 takes writes; db-primary still believes it is primary.');
    expect(of({ id: 'db-primary', others: [], isElected: false })).toContain(
      ' db-primary still believes it is primary.',
    );
    expect(of({ id: 'db-primary', others: [], isElected: true })).toContain(' db-primary takes writes.');
  });
});
