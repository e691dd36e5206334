import { expect, it } from 'vitest';
import { fieldsOf } from './component-fields.ts';
import { listParameters } from './parameter-list.ts';
import type { Fields } from './parameter-spec.ts';

const parameters: Fields = { on: { type: 'toggle', default: true } };
const model = { parameters };

it('a component without declared dependencies has the very fields of its kind', () => {
  expect(fieldsOf({ model })).toBe(parameters);
  expect(fieldsOf({ model, dependencies: [] })).toBe(parameters);
});

it('each declared dependency adds a timeout and the layers of a call policy, below its name', () => {
  const fields = fieldsOf({ model, dependencies: [{ name: 'payment' }, { name: 'books' }] });
  const paths = listParameters(fields).map(({ path }) => path);
  expect(paths[0]).toBe('on');
  for (const name of ['payment', 'books'])
    expect(paths).toEqual(
      expect.arrayContaining([`${name}.timeoutMillis`, `${name}.retry`, `${name}.breaker.failures`]),
    );
  expect(paths.filter((path) => path.startsWith('books.'))).toHaveLength(paths.length / 2 - 0.5);
});
