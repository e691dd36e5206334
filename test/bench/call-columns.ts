/** Lives of calls in the engine's own table: one typed array per column. */
import { Calls, noCall } from '../../src/engine/kernel/calls.ts';
import { Notes, Versions } from '../../src/engine/model/payloads.ts';

/** Sends `order.length` calls with a child each and ends them, all abreast, in `order`. Returns a sum over what was read. */
export function liveInColumns(order: Int32Array, rounds: number): number {
  const calls = new Calls();
  const versions = new Versions();
  const notes = new Notes();
  const parents = new Int32Array(order.length);
  const children = new Int32Array(order.length);
  let sum = 0;
  for (let now = 0; now < rounds; now += 1) {
    for (const one of order) {
      const call = calls.open(one, noCall, 0, 1, 1, now);
      calls.bring(call, one, 0, 7, 9);
      calls.ask(call, 0, one);
      versions.open(call);
      notes.open(call);
      calls.arm(call, now);
      parents[one] = call;
    }
    for (const one of order) {
      const parent = parents[one] as number;
      calls.reach(parent, now);
      const call = calls.open(calls.request[parent] as number, parent, 1, 2, 1, now);
      calls.ask(call, 0, calls.drawKey[parent] as number);
      calls.chain(call, parent);
      versions.open(call);
      notes.open(call);
      calls.arm(call, now);
      children[one] = call;
    }
    for (const one of order) {
      const call = children[one] as number;
      calls.reach(call, now);
      calls.begin(call, now);
      calls.workUntil(call, now + 5, (calls.ordinal[call] as number) + (calls.drawKey[call] as number));
    }
    for (const one of order) {
      const call = children[one] as number;
      calls.endWork(call);
      versions.set(call, 1, now);
      sum += now - (calls.reachedAt[call] as number) + (calls.key[call] as number);
      calls.finish(call, now);
      calls.answer(call, 0, 0);
    }
    for (const one of order) {
      const child = children[one] as number;
      const call = calls.parent[child] as number;
      calls.accept(child, now);
      versions.copy(child, call);
      calls.finish(call, now);
      calls.answer(call, 0, 0);
      calls.accept(call, now);
      sum += versions.offsetOf(call) + (calls.timeoutSlot[call] as number);
      calls.orphan(calls.orphan(call));
    }
  }
  return sum + calls.slots.used;
}
