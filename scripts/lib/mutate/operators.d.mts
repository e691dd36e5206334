// Types of operators.mjs for its test.
export const operators: readonly string[];
