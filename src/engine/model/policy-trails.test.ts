// What is kept of the tries of a request until it ends: calls are opened by hand.
import { describe, expect, it } from 'vitest';
import { componentOf } from '../../../test/support/component-of.ts';
import { worldOf } from '../../../test/support/world-lab.ts';
import { cause } from '../telemetry/causes.ts';
import { policyNotes } from '../telemetry/records.ts';
import { createAsk } from './asks.ts';
import { PolicyTrails } from './policy-trails.ts';

const { budgetSpent, degraded } = policyNotes;

function lab() {
  const { world, siteOf, indexOf, moveTo } = worldOf({
    components: [componentOf('users', 'users', {}), componentOf('api', 'station', {})],
    requests: [['users', 'api']],
  });
  const users = siteOf('users');
  const request = users.openRequest(1, 0, 0, 0);
  const call = users.sendRequest(indexOf('api'), request, 1_000_000, createAsk('server'));
  return { world, trails: world.policyTrails, request, call, moveTo };
}

describe('the trail of a request', () => {
  it('is nothing until a policy does something', () => {
    const { trails, request } = lab();
    expect(trails.of(request)).toBeUndefined();
  });

  it('has the tries turned away, with their waits, and notes about them and about calls', () => {
    const { trails, request, call, moveTo } = lab();
    moveTo(700);
    trails.addUnsent(call, 5, 1, 2, 200, cause.rejectedByPool);
    trails.noteUnsent(call, degraded);
    trails.note(call, budgetSpent);
    trails.note(call, degraded);
    const unsent = {
      parent: call,
      to: 5,
      verb: 1,
      attempt: 2,
      since: 200,
      at: 700,
      cause: cause.rejectedByPool,
      notes: degraded,
    };
    expect(trails.of(request)).toEqual({ unsent: [unsent], notes: { [call]: budgetSpent | degraded } });
  });

  it('ends with its request, and is not begun for work that outlives one', () => {
    const { world, trails, request, call } = lab();
    trails.note(call, budgetSpent);
    trails.forget(request);
    expect(trails.of(request)).toBeUndefined();
    const { calls } = world;
    calls.orphan(call);
    trails.note(call, budgetSpent);
    trails.addUnsent(call, 5, 1, 1, 0, cause.rejectedByBreaker);
    trails.noteUnsent(call, degraded);
    expect(trails.save()).toEqual([]);
  });

  it('outlives a checkpoint', () => {
    const { world, trails, request, call } = lab();
    trails.addUnsent(call, 5, 1, 1, 0, cause.rejectedByBreaker);
    trails.note(call, budgetSpent);
    const loaded = new PolicyTrails(world);
    loaded.load(structuredClone(trails.save()));
    trails.noteUnsent(call, degraded);
    expect(loaded.of(request)?.unsent).toMatchObject([{ notes: 0 }]);
    expect(loaded.of(request)?.notes).toEqual({ [call]: budgetSpent });
  });
});
