/** What every waiting line is offered, and how it is checked. Rates are per second, of one server. */
import {
  atLeast,
  check,
  insist,
  lessThanOne,
  positive,
  type Range,
  readOptions,
} from '../../base/options.ts';
import type { PerSecond, Ratio } from '../../base/units.ts';

export interface QueueLoad {
  readonly arrivalRate: PerSecond;
  /** Of one server. */
  readonly serviceRate: PerSecond;
}

/** @throws OptionError unless the load is one that `servers` servers can carry. `more`: ranges of what else is given. */
export function checkLoad(load: QueueLoad, more: Readonly<Record<string, Range>>, servers: number): void {
  checkRates(load, more);
  const most = servers * load.serviceRate;
  insist(
    load.arrivalRate < most,
    'arrivalRate',
    `less than servers × serviceRate = ${most}`,
    load.arrivalRate,
  );
}

/** The same for a line that may be overloaded, because it has an end. */
export function checkRates(load: QueueLoad, more: Readonly<Record<string, Range>>): void {
  readOptions(load, {}, { arrivalRate: atLeast(0), serviceRate: positive, ...more });
}

export function checkShare(p: Ratio): void {
  check('p', p, lessThanOne);
}
