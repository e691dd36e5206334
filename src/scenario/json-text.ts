/**
 * JSON text of bounded size and depth, read by the platform; what is wrong with it is found by a second reader that
 * knows places. A name that an object has twice is refused: the platform would keep the last without a word.
 */
import { findNodeAtLocation, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import {
  everyProblem,
  type InputProblem,
  type Result,
  refuse,
  succeed,
  type TextPlace,
} from '../base/result.ts';
import { limits } from './limits.ts';
import { shownValue } from './problem-text.ts';
import { mostTold, together, type ValueProblem } from './problems.ts';

const strictly = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false } as const;

export function readJson(given: string, path: string): Result<unknown, InputProblem> {
  const problem = unreadable(given);
  if (problem) return refuse({ path, ...problem });
  const text = withoutMark(given);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ path, ...syntaxProblem(text) });
  }
  const twice = namesTwice(text);
  return twice ? refuse(twice) : succeed(value);
}

type Unplaced = Omit<InputProblem, 'path'>;

function unreadable(text: string): Unplaced | undefined {
  if (text.length > limits.textBytes)
    return { value: `${text.length} characters`, allowed: `at most ${limits.textBytes} characters` };
  if (text.trim() === '') return { value: '(empty)', allowed: 'JSON text' };
  const deep = placeOfDepth(text, limits.nesting + 1);
  if (deep === undefined) return undefined;
  const allowed = `JSON text: at most ${limits.nesting} levels of [ and {`;
  return { value: '(nested deeper)', allowed, place: placeIn(text, deep) };
}

/** A byte order mark is no part of the text. */
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

/** Where brackets are first nested as deep as that. The second reader calls itself for each level. */
function placeOfDepth(text: string, depth: number): number | undefined {
  let open = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at];
    if (one === '"') isText = !isText;
    else if (isText) at += one === '\\' ? 1 : 0;
    else if (one === '[' || one === '{') {
      open += 1;
      if (open === depth) return at;
    } else if (one === ']' || one === '}') open -= 1;
  }
  return undefined;
}

function placeIn(text: string, offset: number): TextPlace {
  let line = 1;
  let begin = 0;
  for (let feed = text.indexOf('\n'); feed >= 0 && feed < offset; feed = text.indexOf('\n', begin)) {
    line += 1;
    begin = feed + 1;
  }
  return { line, column: offset - begin + 1 };
}

const expected: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a closing }',
  CloseBracketExpected: 'a closing ]',
  EndOfFileExpected: 'the end of the text',
  InvalidCommentToken: 'no comments',
  UnexpectedEndOfString: 'a closing "',
  UnexpectedEndOfNumber: 'a digit',
  InvalidUnicode: 'four hexadecimal digits',
  InvalidEscapeCharacter: 'a known escape after \\',
  InvalidCharacter: 'no control characters in a text',
};

function syntaxProblem(text: string): Unplaced {
  let first: { readonly code: string; readonly offset: number } | undefined;
  const onError = (code: number, offset: number): void => {
    if (first === undefined || offset < first.offset) first = { code: printParseErrorCode(code), offset };
  };
  visit(text, { onError }, strictly);
  const { code, offset } = first ?? { code: '', offset: 0 };
  const place = placeIn(text, offset);
  const rest =
    text
      .slice(offset, offset + 200)
      .trim()
      .split(/[\r\n]/, 1)[0] ?? '';
  const value = rest === '' ? '(end of the text)' : shownValue(rest);
  if (code === 'EndOfFileExpected' && isJson(text.slice(0, offset)))
    return {
      value,
      allowed: 'one JSON text; this file holds one after the other, as a log in JSON does',
      place,
    };
  const isAfterComma = /,\s*$/.test(text.slice(Math.max(0, offset - 100), offset)) && /^[\]}]/.test(rest);
  const wanted = isAfterComma ? `no comma before ${rest.slice(0, 1)}` : expected[code];
  return { value, allowed: wanted === undefined ? 'JSON text' : `JSON text: ${wanted}`, place };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function namesTwice(text: string): InputProblem | undefined {
  const problems: InputProblem[] = [];
  let untold = 0;
  const open: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => {
        open.push(new Set());
      },
      onObjectEnd: () => {
        open.pop();
      },
      onObjectProperty: (name, offset, _length, _line, _character, pathOf) => {
        const names = open.at(-1);
        if (names?.has(name) && problems.length === mostTold) untold += 1;
        else if (names?.has(name)) {
          const path = [...pathOf(), name].map((part) => shownValue(String(part))).join('.');
          problems.push({
            path,
            value: '(given twice)',
            allowed: 'each name once',
            place: placeIn(text, offset),
          });
        }
        names?.add(name);
      },
    },
    strictly,
  );
  return together(problems, untold);
}

/** The refusal of a value that was read from this text: with lines and columns, in their order. */
export function inText(problem: InputProblem, given: string): InputProblem {
  const text = withoutMark(given);
  const tree = parseTree(text, [], strictly);
  const placed = everyProblem(problem).map(({ at, ...one }: ValueProblem) => {
    const offset = at === undefined ? undefined : offsetOf(tree, at);
    return {
      offset: offset ?? -1,
      problem: offset === undefined ? one : { ...one, place: placeIn(text, offset) },
    };
  });
  placed.sort((a, b) => a.offset - b.offset);
  const all = placed.map((one) => one.problem);
  return together(all, problem.untold)!;
}

/** Of the value at a path, or of the last on the way to it that the text does have. */
function offsetOf(tree: ReturnType<typeof parseTree>, path: readonly PropertyKey[]): number | undefined {
  let found = tree;
  for (const part of path) {
    const next = found && findNodeAtLocation(found, [typeof part === 'number' ? part : String(part)]);
    if (!next) break;
    found = next;
  }
  return found?.offset;
}
