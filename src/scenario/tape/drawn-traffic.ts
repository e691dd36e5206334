/** Parameters of a source by which traffic is drawn. With a tape they would do nothing, so a run does not have them. */
import type { Trait } from '../../engine/description.ts';
import type { KindModel } from '../../engine/model/kind-model.ts';
import type { ParameterSpec } from '../../engine/model/parameter-spec.ts';
import { models } from '../../kinds/models.ts';

const drawnTraffic = new Set(
  Object.values<KindModel>(models)
    .flatMap(({ parameters }) => parameters)
    .flatMap(({ path, drawn }) => (drawn ? [path] : [])),
);

/** Whether a component that lacks this parameter has it when no tape is played. */
export const isDrawnTraffic = (traits: readonly Trait[], path: string): boolean =>
  traits.includes('source') && drawnTraffic.has(path);

/** Of a component in a run with or without a tape. */
export const specsWith = (hasTape: boolean, specs: readonly ParameterSpec[]): readonly ParameterSpec[] =>
  hasTape ? specs.filter(({ drawn }) => !drawn) : specs;
