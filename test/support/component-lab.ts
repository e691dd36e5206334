// One component with a few others around it, built but not started: a test hands it calls and messages itself and looks
// at what it sends.
import type { Blueprint } from '../../src/engine/blueprint.ts';
import { buildWorld } from '../../src/engine/model/build.ts';
import type { Component } from '../../src/engine/model/component.ts';
import type { World } from '../../src/engine/model/world.ts';
import type { KindName } from '../../src/kinds/models.ts';
import { componentOf } from './component-of.ts';
import { nullSink } from './engine-lab.ts';

interface Sent {
  readonly to: string;
  readonly numbers: readonly number[];
}

export interface ComponentLab {
  readonly world: World;
  readonly component: Component;
  /** Hands the component a message from another. */
  tell(from: string, kind: number, numbers?: readonly number[]): void;
  /** The messages of one kind that the component has sent and that are still on their way. */
  sent(kind: number): readonly Sent[];
}

/** A component `tested` of a kind and `around` it others, kinds by id; every two are joined by a control link. */
export function labOf(
  kind: KindName,
  around: Readonly<Record<string, KindName>>,
  given: Readonly<Record<string, number>> = {},
): ComponentLab {
  const others = Object.entries(around);
  const ids = ['tested', ...Object.keys(around)];
  const blueprint: Blueprint = {
    name: 'lab',
    components: [
      componentOf('tested', kind, given),
      ...others.map(([id, other]) => componentOf(id, other, {})),
    ],
    links: ids.flatMap((from, place) =>
      ids.slice(place + 1).map((to) => ({ from, to, carries: 'control' as const, oneWayDelayMicros: 1_000 })),
    ),
    objectives: { latencyMillis: 100, availability: 0.99 },
    warmupMicros: 0,
    schedule: [],
  };
  const world = buildWorld(blueprint, 1, nullSink);
  const { messages } = world;
  const [component] = world.components as [Component];
  const indexOf = (id: string): number => world.indexOf.get(id) as number;
  return {
    world,
    component,
    tell(from, kindOfMessage, numbers = []) {
      const message = messages.open(kindOfMessage, indexOf(from), component.index, numbers);
      component.onMessage(message);
      messages.close(message);
    },
    sent(kindOfMessage) {
      const { p0, p1, p2, p3, p4, p5 } = messages;
      return Array.from({ length: messages.slots.used }, (_, message) => message)
        .filter((message) => messages.from[message] === component.index)
        .filter((message) => messages.kind[message] === kindOfMessage)
        .map((message) => ({
          to: world.idOf(messages.to[message] as number),
          numbers: [p0, p1, p2, p3, p4, p5].map((column) => column[message] as number),
        }));
    },
  };
}
