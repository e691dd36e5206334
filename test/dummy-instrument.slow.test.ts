/**
 * A new instrument of a kind takes its declaration and its counting, both in the kind's model, and a word in each
 * language: the compiler names the words that are missing, and then it is in rows, frames, history and the inspector of
 * a component or a connection. Done on a copy of `src`, with one on the load balancer and one on its edges.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources, type SourceCopy } from './support/source-copy.ts';

const model = 'src/kinds/load-balancer/model.ts';
const words = ['en', 'zh'].map((language) => `src/kinds/load-balancer/words.${language}.ts`);

let copy: SourceCopy;

beforeAll(() => {
  copy = copySources('dummy-instrument');
  copy.add('dummy-instrument/run.txt', 'src/run-dummy.ts');
});

afterAll(() => copy.remove());

function declare(): void {
  copy.insert(
    model,
    'before',
    "import { loadBalancerParameters } from './spec.ts';\n",
    "import type { Counter } from '../../engine/telemetry/instrument-panel.ts';",
  );
  copy.insert(
    model,
    'before',
    'export class LoadBalancer ',
    'const firstTries = {',
    "  id: 'firstTries', on: 'edge', kind: 'counter', unit: 'calls', joins: 'sum',",
    '} as const satisfies Instrument;',
    'const dealt = {',
    "  id: 'dealt', on: 'component', kind: 'counter', unit: 'calls', joins: 'sum',",
    '} as const satisfies Instrument;',
  );
  copy.edit(model, /instruments: \{ inRotation \}/, ['instruments: { inRotation, firstTries, dealt }']);
}

function count(): void {
  copy.insert(
    model,
    'before',
    '  private readonly pool: ServerPool;\n',
    '  private readonly tries: readonly Counter[];',
    '  private readonly dealt: Counter;',
  );
  copy.insert(
    model,
    'behind',
    '    this.index = site.index;\n',
    '    this.tries = site.servers.map((server) => site.meter.counterOnEdge(server, firstTries));',
    '    this.dealt = site.meter.counter(dealt);',
  );
  copy.insert(
    model,
    'before',
    '    if (server < 0) site.finish(call, ',
    '    if (server >= 0 && attempt === 1) this.tries[site.servers.indexOf(server)]!.total += 1;',
    '    if (server >= 0) this.dealt.total += 1;',
  );
}

const format = (count: number): string => count.toLocaleString('en-US');

interface Shown {
  readonly sent: number;
  readonly retried: number;
  readonly firstTries: number;
  readonly shown: readonly (readonly [instrument: string, value: number])[];
}

interface Built {
  run(): {
    readonly edges: readonly Shown[];
    readonly balancer: { readonly sent: number; readonly dealt: number };
    /** What the inspector lists of the balancer, in each language. */
    readonly rows: readonly (readonly (readonly [
      name: string,
      value: unknown,
      note: string | undefined,
    ])[])[];
    readonly elsewhere: readonly unknown[];
  };
}

describe('a new instrument', () => {
  it('is asked a word for by the registries of words, and nowhere else', () => {
    declare();
    count();
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual(['src/kinds/words.en.ts', 'src/kinds/words.zh.ts']);
    for (const id of ['firstTries', 'dealt']) expect(output).toContain(id);
  });

  it('is then counted, kept over a checkpoint, and shown where the edge is', async () => {
    for (const file of words) {
      copy.insert(
        file,
        'behind',
        "KindWords<typeof loadBalancerParameters, 'inRotation'",
        "| 'firstTries' | 'dealt'",
      );
      copy.insert(file, 'behind', '  instruments: {', "firstTries: 'first tries', dealt: 'dealt',");
    }
    const { files, output } = copy.filesWithErrors();
    expect(files, output).toEqual([]);

    const { edges, balancer, rows, elsewhere } = ((await copy.load('src/run-dummy.ts')) as Built).run();
    expect(edges.reduce((sum, { retried }) => sum + retried, 0)).toBeGreaterThan(0);
    for (const { sent, retried, firstTries, shown } of edges) {
      expect(firstTries).toBe(sent - retried);
      // The window reaches back to time 0 here.
      expect(Object.fromEntries(shown)).toMatchObject({ sent, firstTries });
    }
    expect(balancer.dealt).toBe(balancer.sent);
    // Ten seconds, and one of four servers is dead.
    const dealt = [
      'dealt',
      `${format(Math.round(balancer.dealt / 10))} /s`,
      `${format(balancer.dealt)} · in all`,
    ];
    expect(rows).toEqual([
      [dealt, ['In rotation', 3, undefined]],
      [dealt, ['轮转中', 3, undefined]],
    ]);
    expect(elsewhere).toEqual([undefined, undefined]);
  });
});
