/**
 * A run file read a slice at a time: ten thousand commands take longer than a page may stand still. Says what
 * `parseRunFileText` says, which words the refusal of a file that is not right.
 */
import { type InputProblem, type Result, succeed } from '../base/result.ts';
import type { StampedCommand } from '../engine/command.ts';
import { parseCommands } from './command-text.ts';
import { limits } from './limits.ts';
import { parseRunFileText, type RunFile, scenarioWithin } from './run-file.ts';

/** A few milliseconds' worth. */
const linesPerSlice = 250;
const beginning = /"log"\s*:\s*\[/;

/** The file without its commands, and those; undefined if the list is not one of plain texts. */
function split(text: string): { readonly rest: string; readonly lines: readonly string[] } | undefined {
  const found = beginning.exec(text);
  if (found === null || text.length > limits.textBytes) return undefined;
  const from = found.index + found[0].length;
  // Commands hold no bracket: the first one that follows a text ends the list, or the list is no list.
  const to = text.indexOf(']', from);
  const inside = text.slice(from, Math.max(from, to));
  if (to < 0 || /[[\\]/.test(inside)) return undefined;
  try {
    const lines = JSON.parse(`[${inside}]`) as unknown[];
    const isLine = (line: unknown): line is string =>
      typeof line === 'string' && line.length <= limits.commandLength;
    if (lines.length > limits.logEntries || !lines.every(isLine)) return undefined;
    return { rest: text.slice(0, from) + text.slice(to), lines };
  } catch {
    return undefined;
  }
}

export async function parseRunFileInSlices(
  text: string,
  breathe: () => Promise<void>,
): Promise<Result<RunFile, InputProblem>> {
  const parts = split(text);
  if (parts === undefined || parts.lines.length <= linesPerSlice) return parseRunFileText(text);
  await breathe();
  const rest = parseRunFileText(parts.rest);
  if (!rest.ok || rest.value.log.length > 0) return parseRunFileText(text);
  await breathe();
  const opened = scenarioWithin(rest.value.scenario);
  if (!opened.ok) return parseRunFileText(text);
  const log: StampedCommand[] = [];
  for (let from = 0; from < parts.lines.length; from += linesPerSlice) {
    await breathe();
    const lines = parts.lines.slice(from, from + linesPerSlice);
    const slice = parseCommands(lines, opened.value.target, ['log']);
    if (!slice.ok) return parseRunFileText(text);
    for (const command of slice.value) log.push(command);
  }
  await breathe();
  return succeed({ ...rest.value, log: log.sort((one, other) => one.at - other.at) });
}
