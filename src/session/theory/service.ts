/** Is service exponential and independent of load? What the parameters say of the time for which a slot is held. */
import type { ComponentDescription } from '../../engine/description.ts';
import type { Reason } from './assumptions.ts';
import type { Routes } from './routes.ts';

/** Coefficients of variation; that of `logNormal` is a parameter. */
const cvs: Readonly<Record<string, number>> = { exponential: 1, deterministic: 0, uniform: Math.sqrt(1 / 3) };

export interface Service {
  readonly distribution: Reason;
  readonly independence: Reason;
  /** Coefficient of variation of a slot's holding time, where it is known. */
  readonly cv: number | undefined;
}

const ownWork: Reason = { kind: 'ownWork' };

function drawnFrom(component: ComponentDescription): Service {
  const spec = component.parameters.find(({ path }) => path === 'serviceDistribution');
  const distribution = spec?.choices?.[component.values.serviceDistribution ?? 0] ?? 'exponential';
  const cv = cvs[distribution] ?? component.values.serviceCv ?? 1;
  const reason: Reason =
    distribution === 'exponential'
      ? { kind: 'exponential' }
      : { kind: 'otherDistribution', distribution, cv };
  return { distribution: reason, independence: ownWork, cv };
}

/** Which work a database node does now: a replica is only read, and a primary only written to while replicas are read. */
export type DatabaseWork = 'reads' | 'writes' | 'both';

function databaseService(component: ComponentDescription, work: DatabaseWork): Service {
  const { meanReadMillis = 0, meanWriteMillis = 0, waitForReplicas = 0 } = component.values;
  if (work !== 'reads' && waitForReplicas > 0) {
    return {
      distribution: { kind: 'replicasConfirm', replicas: waitForReplicas },
      independence: { kind: 'waitsForReplicas' },
      cv: undefined,
    };
  }
  if (work !== 'both' || meanReadMillis === meanWriteMillis) return drawnFrom(component);
  return {
    distribution: { kind: 'readsAndWrites', readMillis: meanReadMillis, writeMillis: meanWriteMillis },
    independence: ownWork,
    cv: undefined,
  };
}

/** Kinds or groups of the callees, each once, as they are called on the page. */
function calleeNames(callees: readonly ComponentDescription[]): readonly string[] {
  return [...new Set(callees.map(({ group, id }) => group ?? id))];
}

export function judgeService(
  routes: Routes,
  component: ComponentDescription,
  databaseWork: () => DatabaseWork,
): Service {
  // A store that is no cache serves reads and writes, which may take other times.
  if (component.traits.includes('replicated') && !component.traits.includes('cache'))
    return databaseService(component, databaseWork());
  const callees = calleeNames(routes.calleesOf(component.id));
  if (callees.length === 0) return drawnFrom(component);
  return {
    distribution: { kind: 'severalTimes', callees },
    independence: { kind: 'waitsForOthers', callees },
    cv: undefined,
  };
}
