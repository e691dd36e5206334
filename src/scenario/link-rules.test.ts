import { describe, expect, it } from 'vitest';
import type { KindModel } from '../engine/model/kind-model.ts';
import { models } from '../kinds/models.ts';
import { allowedLinks, mayLink } from './link-rules.ts';

const kinds: readonly KindModel[] = Object.values(models);

describe('links that protocols allow', () => {
  it('are those that the model has been checked with', () => {
    expect(allowedLinks('request').split(', ')).toEqual([
      'users→cdn|load-balancer|app-server|station',
      'cdn→load-balancer|app-server',
      'load-balancer→app-server|station',
      'app-server→redis|database|external-service',
    ]);
    expect(allowedLinks('control').split(', ')).toEqual([
      'redis–redis',
      'database–database',
      'sentinel–app-server',
      'sentinel–redis',
      'sentinel–database',
      'sentinel–sentinel',
    ]);
  });

  it('lead from a source to every kind that is called, and never back', () => {
    const depths = new Map(kinds.map((kind) => [kind.name, kind.traits.includes('source') ? 0 : -1]));
    for (const _ of kinds) {
      for (const from of kinds) {
        const depth = depths.get(from.name)!;
        const to = kinds.filter((kind) => depth >= 0 && mayLink('request', from, kind));
        for (const { name } of to) depths.set(name, Math.max(depths.get(name)!, depth + 1));
      }
    }
    for (const { name, serves } of kinds) expect(depths.get(name)! > 0, name).toBe(serves.length > 0);
    // A ring of links would deepen without end.
    expect(Math.max(...depths.values())).toBeLessThan(kinds.length);
  });

  it('join control messages in either order', () => {
    for (const a of kinds)
      for (const b of kinds) expect(mayLink('control', a, b)).toBe(mayLink('control', b, a));
  });
});
