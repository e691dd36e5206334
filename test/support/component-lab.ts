// One component with a few others around it, built but not started: a test hands it calls and messages itself and looks
// at what it sends.
import type { Component } from '../../src/engine/model/component.ts';
import type { World } from '../../src/engine/model/world.ts';
import type { KindName } from '../../src/kinds/models.ts';
import { componentOf } from './component-of.ts';
import { type Sent, worldOf } from './world-lab.ts';

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
  const lab = worldOf({
    components: [
      componentOf('tested', kind, given),
      ...others.map(([id, other]) => componentOf(id, other, {})),
    ],
    control: ids.flatMap((from, place) => ids.slice(place + 1).map((to) => [from, to] as const)),
  });
  const { world } = lab;
  const { messages } = world;
  const component = world.component(0);
  return {
    world,
    component,
    tell(from, kindOfMessage, numbers = []) {
      const message = messages.open(kindOfMessage, lab.indexOf(from), component.index, numbers);
      component.onMessage(message);
      messages.close(message);
    },
    sent: (kindOfMessage) => lab.sent('tested', kindOfMessage),
  };
}
