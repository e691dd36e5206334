import { expect, it } from 'vitest';
import { blueprintOf } from '../../test/support/engine-lab.ts';
import { closingCommands, withTapeUntil } from './closing.ts';

it('cuts recorded traffic off at the end of the window, and keeps all that came before', () => {
  const blueprint = {
    ...blueprintOf('vertical'),
    tape: {
      contentHash: 'x',
      offsets: Float64Array.of(0, 5, 5, 9, 12),
      classes: Uint8Array.of(0, 1, 0, 1, 0),
      keys: Int32Array.of(0, 1, 2, 3, 4),
      clients: Int32Array.of(0, 0, 1, 1, 2),
      keyCount: 5,
      clientCount: 3,
    },
  };
  expect(withTapeUntil(blueprint, 9).tape).toEqual({
    ...blueprint.tape,
    offsets: Float64Array.of(0, 5, 5, 9),
    classes: Uint8Array.of(0, 1, 0, 1),
    keys: Int32Array.of(0, 1, 2, 3),
    clients: Int32Array.of(0, 0, 1, 1),
  });
  expect(withTapeUntil(blueprint, 12).tape).toEqual(blueprint.tape);
  // Who plays a tape has no rate to set.
  expect(closingCommands(blueprint, 9)).toEqual([]);
  expect(closingCommands(blueprintOf('vertical'), 9)).toEqual([
    { at: 9, command: { kind: 'set', path: 'users.arrivalRate', value: 0 } },
  ]);
});
