/**
 * A run file read a slice at a time: ten thousand commands take longer than a page may stand still. Says what
 * `parseRunFileText` says, which words the refusal of a file that is not right.
 */
import { type InputProblem, type Result, succeed } from '../base/result.ts';
import type { StampedCommand } from '../engine/command.ts';
import { parseCommands } from './command-text.ts';
import { readJson } from './json-text.ts';
import { limits } from './limits.ts';
import { parseRunFile, parseRunFileText, type RunFile, scenarioWithin } from './run-file.ts';

/** A few milliseconds' worth. */
const linesPerSlice = 250;

function linesOf(input: unknown): readonly string[] | undefined {
  const log: unknown = typeof input === 'object' && input !== null && 'log' in input ? input.log : undefined;
  if (!Array.isArray(log) || log.length > limits.logEntries) return undefined;
  const isLine = (line: unknown): line is string =>
    typeof line === 'string' && line.length <= limits.commandLength;
  return log.every(isLine) ? log : undefined;
}

export async function parseRunFileInSlices(
  text: string,
  breathe: () => Promise<void>,
): Promise<Result<RunFile, InputProblem>> {
  const json = readJson(text, 'run');
  const lines = json.ok ? linesOf(json.value) : undefined;
  if (!json.ok || lines === undefined || lines.length <= linesPerSlice) return parseRunFileText(text);
  await breathe();
  const rest = parseRunFile({ ...(json.value as object), log: [] });
  if (!rest.ok) return parseRunFileText(text);
  await breathe();
  const opened = scenarioWithin(rest.value.scenario);
  if (!opened.ok) return parseRunFileText(text);
  const log: StampedCommand[] = [];
  for (let from = 0; from < lines.length; from += linesPerSlice) {
    await breathe();
    const slice = parseCommands(lines.slice(from, from + linesPerSlice), opened.value.target, ['log']);
    if (!slice.ok) return parseRunFileText(text);
    log.push(...slice.value);
  }
  return succeed({ ...rest.value, log: log.sort((one, other) => one.at - other.at) });
}
