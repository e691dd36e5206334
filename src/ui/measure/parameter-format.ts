/** How a parameter's unit is shown: ratios as percentages, everything else as the specs have it. */
import type { QuantitySpec } from '../../engine/model/parameter-list.ts';
import type { ParameterUnit } from '../../engine/model/parameter-spec.ts';
import type { Language } from '../preferences/preferences.ts';
import { grouped, plainNumber } from './format.ts';

/** A parameter's units, and that of a time of the run. */
export type ShownUnit = ParameterUnit | 'seconds';
export type ShownSpec = Pick<QuantitySpec, 'path' | 'min' | 'max' | 'integer' | 'live'> & {
  readonly unit: ShownUnit;
};

export const shownScale = (unit: ShownUnit): number => (unit === 'ratio' ? 100 : 1);

const units: Readonly<Record<ShownUnit, Readonly<Record<Language, string>>>> = {
  perSecond: { en: '/s', zh: '/s' },
  millis: { en: 'ms', zh: 'ms' },
  seconds: { en: 's', zh: '秒' },
  ratio: { en: '%', zh: '%' },
  factor: { en: '×', zh: '×' },
  count: { en: '', zh: '' },
};

export const shownUnit = (unit: ShownUnit, language: Language): string => units[unit][language];

/** `0 to 100,000 /s`; whole numbers are said to be so. */
export function allowedRange(spec: ShownSpec, language: Language): string {
  const scale = shownScale(spec.unit);
  const shown = (value: number): string =>
    Number.isInteger(value * scale) ? grouped(value * scale) : plainNumber(value * scale);
  const unit = shownUnit(spec.unit, language);
  const whole = spec.integer ? { en: ', whole numbers', zh: '，整数' }[language] : '';
  const between = { en: ' to ', zh: ' 到 ' }[language];
  return `${shown(spec.min)}${between}${shown(spec.max)}${unit === '' ? '' : ` ${unit}`}${whole}`;
}
