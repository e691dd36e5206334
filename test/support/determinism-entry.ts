// The determinism cases as one module that Node and a browser can both load: see e2e/determinism.spec.ts.
import { determinismCases, hashOf } from './determinism-cases.ts';

export function hashes(): Record<string, string> {
  return Object.fromEntries(determinismCases.map((each) => [each.name, hashOf(each)]));
}
