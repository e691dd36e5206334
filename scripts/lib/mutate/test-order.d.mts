// Types of test-order.mjs for its test.
export function orderTests(
  tests: readonly string[],
  mutated: string,
  millis: ReadonlyMap<string, number>,
): string[];
