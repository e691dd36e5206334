// Types of test-times.mjs for its test.
export const cpuLimit: number;
export function timeLines(times: ReadonlyMap<string, number>): readonly string[];
export function slowestFiles(log: string): readonly string[];
export function filesOverLimit(log: string): readonly string[];
export function slowestJourneys(report: object): readonly string[];
