/** The templates by id: the scenarios one can open without writing one. */
import type { ScenarioSource } from '../scenario.ts';
import { breaker, breakerImpatient } from './breaker.ts';
import { mm1 } from './mm1.ts';
import { mmc } from './mmc.ts';
import { reference } from './reference.ts';
import { scaleOut } from './scale-out.ts';
import { threeTier } from './three-tier.ts';
import { vertical } from './vertical.ts';

export const templateIds = [
  'reference',
  'vertical',
  'three-tier',
  'breaker',
  'breaker-impatient',
  'scale-out',
  'mm1',
  'mmc',
] as const;
export type TemplateId = (typeof templateIds)[number];

export const templates: Readonly<Record<TemplateId, ScenarioSource>> = {
  reference,
  vertical,
  'three-tier': threeTier,
  breaker,
  'breaker-impatient': breakerImpatient,
  'scale-out': scaleOut,
  mm1,
  mmc,
};

export function isTemplateId(text: string): text is TemplateId {
  return (templateIds as readonly string[]).includes(text);
}
