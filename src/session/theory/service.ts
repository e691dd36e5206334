/** Is service exponential and independent of load? What the parameters say of the time for which a slot is held. */
import type { ComponentDescription } from '../../engine/description.ts';
import { meant, parameterThat } from '../../engine/model/meaning.ts';
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
  const names = parameterThat(component, 'distribution')?.choices;
  const distribution = names?.[meant(component, 'distribution') ?? 0] ?? 'exponential';
  const cv = cvs[distribution] ?? meant(component, 'variation') ?? 1;
  const reason: Reason =
    distribution === 'exponential'
      ? { kind: 'exponential' }
      : { kind: 'otherDistribution', distribution, cv };
  return { distribution: reason, independence: ownWork, cv };
}

/** Which work a database node does now: a replica is only read, and a primary only written to while replicas are read. */
export type DatabaseWork = 'reads' | 'writes' | 'both';

function databaseService(component: ComponentDescription, work: DatabaseWork): Service {
  const replicas = meant(component, 'confirmations') ?? 0;
  if (work !== 'reads' && replicas > 0) {
    return {
      distribution: { kind: 'replicasConfirm', replicas },
      independence: { kind: 'waitsForReplicas' },
      cv: undefined,
    };
  }
  const readMillis = meant(component, 'readWork') ?? 0;
  const writeMillis = meant(component, 'writeWork') ?? 0;
  if (work !== 'both' || readMillis === writeMillis) return drawnFrom(component);
  return {
    distribution: { kind: 'readsAndWrites', readMillis, writeMillis },
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
