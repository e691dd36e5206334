// What cards say of the nodes of a store, in real runs and both languages.
import { describe, expect, it } from 'vitest';
import { languages } from '../src/i18n/language.ts';
import { textsOf } from '../src/i18n/texts.ts';
import { cardContent } from '../src/views/flow/card-facts.ts';
import type { FlowData } from '../src/views/flow/flow-data.ts';
import { gauge } from '../src/views/states.ts';
import { runLab, seconds } from './support/engine-lab.ts';

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
  const one = description.components.find((component) => component.id === id)!;
  const data = { description, gauges, viewMicros: seconds(until) } as FlowData;
  return {
    versions: gauge(gauges, one.index, 'lagVersions'),
    micros: gauge(gauges, one.index, 'lagMicros'),
    says: (language: (typeof languages)[number]) =>
      cardContent(one, data, textsOf(language).viewWords).detail,
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
