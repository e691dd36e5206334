// The classes of a blueprint that a test makes by hand: those that are there when a scenario names none.
import type { Objectives, RequestClass } from '../../src/engine/description.ts';
import { compileClasses } from '../../src/scenario/request-classes.ts';

export const readsAndWrites = (objectives: Objectives): readonly RequestClass[] =>
  compileClasses(undefined, objectives);
