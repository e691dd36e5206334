/** Goes through what M/M/c assumes, one by one, for the case at hand. */
import type { ComponentDescription } from '../../engine/description.ts';
import type { ServiceInstrument, StoreInstrument } from '../../engine/telemetry/instrument-names.ts';
import { readerOf, readingOf } from '../../engine/telemetry/layout.ts';
import { databaseRoles } from '../../engine/telemetry/records.ts';
import { dispersionOf, judgeArrivals } from './arrivals.ts';
import { type Assumption, assume, type Reason } from './assumptions.ts';
import { isCalled, type QueueCase, type TheoryCase } from './case.ts';
import { utilizationOf } from './compare.ts';
import { batchTimes, fewestBatches } from './estimate.ts';
import { readSamples } from './samples.ts';
import { type DatabaseWork, judgeService, type Service } from './service.ts';
import { settlingTimes } from './window.ts';

const replicaCode = databaseRoles.indexOf('replica');
const fewestCalls = 200;
const fewestSeconds = 5;
/** Shares of members may differ by this much of their mean and still count as even. */
const evenShare = 0.05;

export interface Judgement {
  readonly assumptions: readonly Assumption[];
  readonly variation: { readonly arrivals: number | undefined; readonly service: number | undefined };
}

function databaseWork(one: TheoryCase, component: ComponentDescription): DatabaseWork {
  const { input, window } = one;
  const { components, classes } = input.description;
  if (readerOf<StoreInstrument>(input.readings, component.id)('role') === replicaCode) return 'reads';
  // On a tape the shares are not known.
  if (classes.every(({ verb, share }) => verb === 'read' || share === 0)) return 'reads';
  const others = components.filter(({ kind, id }) => kind === component.kind && id !== component.id);
  return others.some((other) => isCalled(input, other, window)) ? 'writes' : 'both';
}

/** Of several members the first one that breaks the assumption speaks for all. */
function worstService(one: TheoryCase): Service {
  const services = one.members.map((member) =>
    judgeService(one.routes, member, () => databaseWork(one, member)),
  );
  const breaks = ({ distribution }: Service): boolean => distribution.kind !== 'exponential';
  return services.find(breaks) ?? (services[0] as Service);
}

function constancy({ window, settled, relaxation }: TheoryCase): Reason {
  const since = window.unchangedSince;
  return settled
    ? { kind: 'unchanged', since }
    : { kind: 'notSettled', since, needed: settlingTimes * relaxation };
}

function stability({ load }: QueueCase): Reason {
  const utilization = utilizationOf(load);
  return { kind: utilization < 1 ? 'hasRoomToSpare' : 'overloaded', utilization };
}

function room({ input, members, total }: TheoryCase): Reason {
  const capacities = members.flatMap(
    ({ id }) => readerOf<ServiceInstrument>(input.readings, id)('queueCapacity') ?? [],
  );
  const capacity = Math.min(...capacities);
  return total.queueMost < capacity
    ? { kind: 'lineNeverFull', most: total.queueMost, room: capacity }
    : { kind: 'lineFull', room: capacity };
}

function evenness({ input, members, window }: TheoryCase): Reason {
  const counts = members.map((member) => {
    const samples = readSamples(input.history, [member], window.from, window.to);
    return samples.reduce((sum, { arrived }) => sum + arrived, 0);
  });
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return { kind: most - least <= 2 * evenShare * mean ? 'dealtEvenly' : 'dealtUnevenly', least, most };
}

function sampling({ total, window, relaxation }: TheoryCase, batches: number): Reason {
  const { started } = total;
  const needed = Math.ceil(Math.max(fewestSeconds, fewestBatches * batchTimes * relaxation));
  if (started < fewestCalls) return { kind: 'fewCalls', started, needed: fewestCalls };
  const seconds = window.to - window.from;
  if (seconds < fewestSeconds || batches < fewestBatches) return { kind: 'shortWindow', seconds, needed };
  return { kind: 'enoughCalls', started, batches };
}

/** `batches` are those that the window could be cut into. */
export function judge(one: QueueCase, batches: number): Judgement {
  const { input, members, routes, total, window } = one;
  const dispersion = dispersionOf(
    members.map((member) => readSamples(input.history, [member], window.from, window.to)),
  );
  const inRotation = ({ id }: ComponentDescription) => readingOf(input.readings, id, 'inRotation');
  const arrivals = judgeArrivals(routes, members[0] as ComponentDescription, inRotation, dispersion);
  const service = worstService(one);
  const { failed, ended } = total;
  const isGroup = members.length > 1;
  return {
    assumptions: [
      assume('poisson', arrivals.reason),
      assume('exponential', service.distribution),
      assume('independent', service.independence),
      assume('constant', constancy(one)),
      assume('stable', stability(one)),
      assume('room', room(one)),
      assume('line', isGroup ? { kind: 'ownLines', members: members.length } : { kind: 'oneLine' }),
      ...(isGroup ? [assume('even', evenness(one))] : []),
      assume('served', failed > 0 ? { kind: 'someFailed', failed, ended } : { kind: 'allServed', ended }),
      assume('samples', sampling(one, batches)),
    ],
    variation: { arrivals: arrivals.cv, service: service.cv },
  };
}
