// Traits of a kind, for who writes a description by hand and may not import the registry.
import type { Trait } from '../../src/engine/description.ts';
import { type KindName, models } from '../../src/kinds/models.ts';

export const traitsOf = (kind: KindName): readonly Trait[] => models[kind].traits;
