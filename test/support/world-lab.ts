// A world of components written by hand, built but not started: a test hands it calls and messages, moves it on, and looks
// at what is under way.
import type { Blueprint, ComponentBlueprint, LinkBlueprint } from '../../src/engine/blueprint.ts';
import { deliver } from '../../src/engine/deliver.ts';
import { buildWorld } from '../../src/engine/model/build.ts';
import { Site } from '../../src/engine/model/site.ts';
import type { World } from '../../src/engine/model/world.ts';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import { emptyHistory, type History, sinkInto } from './engine-lab.ts';
import { readsAndWrites } from './reads-and-writes.ts';

export interface Sent {
  readonly to: string;
  readonly numbers: readonly number[];
}

type Pairs = readonly (readonly [from: string, to: string])[];

export interface WorldLab {
  readonly world: World;
  readonly history: History;
  readonly story: readonly StoryEvent[];
  indexOf(id: string): number;
  siteOf(id: string): Site;
  /** Delivers what is due up to an instant, Micros, which is the present from then on. */
  moveTo(time: number): void;
  /** The messages of one kind that a component has sent and that are still on their way. */
  sent(from: string, kind: number): readonly Sent[];
}

interface Given {
  readonly components: readonly ComponentBlueprint[];
  /** Links that carry calls, and others. */
  readonly requests?: Pairs;
  readonly control?: Pairs;
  readonly with?: Partial<Blueprint>;
}

const objectives = { latencyMillis: 100, availability: 0.99 };

/** Every link takes 1 ms each way. */
export function worldOf({ components, requests = [], control = [], with: given = {} }: Given): WorldLab {
  const links = (pairs: Pairs, carries: LinkBlueprint['carries']): LinkBlueprint[] =>
    pairs.map(([from, to]) => ({ from, to, carries, oneWayDelayMicros: 1_000 }));
  const blueprint: Blueprint = {
    name: 'lab',
    components,
    links: [...links(requests, 'request'), ...links(control, 'control')],
    classes: readsAndWrites(objectives),
    objectives,
    warmupMicros: 0,
    schedule: [],
    ...given,
  };
  const history = emptyHistory();
  const world = buildWorld(blueprint, 1, sinkInto(history));
  const { messages, calendar } = world;
  const indexOf = (id: string): number => world.ids.indexOf(id);
  return {
    world,
    history,
    story: history.story,
    indexOf,
    siteOf: (id) => new Site(world, indexOf(id)),
    moveTo(time) {
      while (calendar.popBy(time)) {
        world.now = calendar.time;
        deliver(world);
      }
      world.now = time;
    },
    sent(from, kind) {
      const { p0, p1, p2, p3, p4, p5 } = messages;
      const { used, free } = messages.slots.save();
      return Array.from({ length: used }, (_, message) => message)
        .filter((message) => !free.includes(message))
        .filter((message) => messages.from[message] === indexOf(from))
        .filter((message) => messages.kind[message] === kind)
        .map((message) => ({
          to: world.idOf(messages.to[message] as number),
          numbers: [p0, p1, p2, p3, p4, p5].map((column) => column[message] as number),
        }));
    },
  };
}
