// Every change offered after a fault of a template's components is tried on the same traffic.
import { expect } from 'vitest';
import type { StampedCommand } from '../../src/engine/command.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { TemplateId } from '../../src/scenario/templates/index.ts';
import { whatIfs } from '../../src/session/story/what-if.ts';
import { promised, setOf, total } from './advice-lab.ts';
import { blueprintOf, nullSink } from './engine-lab.ts';

/** Each is of what exists, differs from what is, and moves the figure that it promises by a tenth. */
export function checkOffers(scenario: TemplateId): void {
  const blueprint = blueprintOf(scenario);
  const description = createEngine(blueprint, 7, nullSink).describe();
  const tried = new Set<string>();
  for (const one of description.components) {
    const isPrimary = one.id.endsWith('-primary');
    for (const kind of ['crash', 'power-off', 'hang', 'slow'] as const) {
      if (!one.faults.includes(kind)) continue;
      const command = {
        kind,
        component: one.id,
        ...(kind === 'slow' ? { factor: 10 } : {}),
      } as StampedCommand['command'];
      for (const offer of whatIfs(description, [{ at: 1, command }], () => isPrimary)) {
        const [owner, name] = offer.command.path.split('.');
        const present = description.components.find(({ id, group }) => id === owner || group === owner)
          ?.values[name!];
        expect(present, offer.command.path).toBeDefined();
        expect(present).not.toBe(offer.value);
        // Members of a group are alike.
        const alike = `${one.group ?? one.id} ${isPrimary} ${kind} ${offer.id}`;
        if (tried.has(alike)) continue;
        tried.add(alike);
        const figure = promised(offer, { kind: one.kind, isPrimary });
        const before = total(scenario, `${kind} ${one.id}`, offer, [], figure);
        const after = total(scenario, `${kind} ${one.id}`, offer, [setOf(offer)], figure);
        expect(after, `${kind} ${one.id}: ${setOf(offer)}`).toBeLessThan(before * 0.9);
      }
    }
  }
}
