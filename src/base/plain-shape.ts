/**
 * The shape of plain data: its keys, its strings, and where numbers and columns stand, without the numbers themselves.
 * Two saves of one run nearly always have the same shape, so a shape is compared often and written down seldom.
 */
import { assert } from './assert.ts';

export type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

const columnClasses = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ColumnClass = keyof typeof columnClasses;

/** Where a column stands among the words (`plain-words.ts`), and for how many words there is room. */
export interface Room {
  at: number;
  words: number;
}

/** An object by its keys; a list, or the entries of a map one after another, by place. */
interface Group {
  readonly kind: 'object' | 'list' | 'map';
  readonly keys: readonly string[];
  readonly parts: readonly Shape[];
}

/** A typed array, or a list of nothing but numbers. */
interface ColumnShape {
  readonly kind: 'column';
  readonly of: ColumnClass | 'numbers';
  readonly room: Room;
}

/** What is neither number nor boolean is part of the shape itself. */
interface Fixed {
  readonly kind: 'fixed';
  readonly value: string | null | undefined;
}

export type Shape = { readonly kind: 'number' | 'boolean' } | Fixed | Group | ColumnShape;

const numberShape: Shape = { kind: 'number' };
const booleanShape: Shape = { kind: 'boolean' };

/** A column of `length` read from the bytes at `at`. */
export function columnFrom(of: ColumnClass, bytes: ArrayBuffer, at: number, length: number): Column {
  return new columnClasses[of](bytes, at, length).slice();
}

export const entriesOf = (map: Map<unknown, unknown>): unknown[] => [...map].flat();

export function mapOf(entries: readonly unknown[]): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (let place = 0; place < entries.length; place += 2) map.set(entries[place], entries[place + 1]);
  return map;
}

/** Does the value have this shape? */
export function fits(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'number':
    case 'boolean':
      return typeof value === shape.kind;
    case 'fixed':
      return value === shape.value;
    case 'column':
      return shape.of === 'numbers' ? isNumbers(value) : isOfClass(value, columnClasses[shape.of]);
    case 'list':
      return Array.isArray(value) && !isFilledWithNumbers(value) && fitParts(shape.parts, value);
    case 'map':
      return value instanceof Map && fitParts(shape.parts, entriesOf(value));
    case 'object':
      return fitObject(shape, value);
  }
}

const isOfClass = (value: unknown, type: unknown): boolean =>
  typeof value === 'object' && value?.constructor === type;

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((element) => typeof element === 'number');

const isFilledWithNumbers = (list: readonly unknown[]): boolean => list.length > 0 && isNumbers(list);

function fitParts(parts: readonly Shape[], values: readonly unknown[]): boolean {
  return parts.length === values.length && parts.every((part, place) => fits(part as Shape, values[place]));
}

function fitObject({ keys, parts }: Group, value: unknown): boolean {
  if (!isOfClass(value, Object)) return false;
  let place = 0;
  for (const key in value as object) {
    if (keys[place] !== key || !fits(parts[place] as Shape, (value as Record<string, unknown>)[key]))
      return false;
    place += 1;
  }
  return place === keys.length;
}

/** The shape of a value. What it has in common with `before`, by key and place, keeps its rooms. */
export function shapeFor(value: unknown, before: Shape | undefined): Shape {
  if (typeof value === 'number') return numberShape;
  if (typeof value === 'boolean') return booleanShape;
  if (typeof value !== 'object' || value === null) return { kind: 'fixed', value: value as Fixed['value'] };
  if (before !== undefined && fits(before, value)) return before;
  if (isNumbers(value)) return columnShape('numbers', before);
  if (ArrayBuffer.isView(value)) {
    const name = value.constructor.name as ColumnClass;
    assert(columnClasses[name] === value.constructor, 'plain data holds typed arrays of five classes');
    return columnShape(name, before);
  }
  const old = before !== undefined && 'parts' in before ? before : undefined;
  if (Array.isArray(value)) return groupShape('list', [], value, old?.parts);
  if (value instanceof Map) return groupShape('map', [], entriesOf(value), old?.parts);
  assert(value.constructor === Object, 'plain data holds no instances of classes');
  const keys = Object.keys(value);
  const parts = keys.map((key) => old?.parts[old.keys.indexOf(key)]);
  return groupShape('object', keys, Object.values(value), parts);
}

function groupShape(
  kind: Group['kind'],
  keys: readonly string[],
  values: readonly unknown[],
  before: readonly (Shape | undefined)[] = [],
): Group {
  return { kind, keys, parts: values.map((value, place) => shapeFor(value, before[place])) };
}

function columnShape(of: ColumnShape['of'], before: Shape | undefined): ColumnShape {
  if (before?.kind === 'column' && before.of === of) return before;
  return { kind: 'column', of, room: { at: 0, words: 0 } };
}

/** A shape without parts by itself, a group by its place in the table of all different groups. */
type Written = string | number | readonly ['fixed', (string | null)?];
type WrittenGroup = readonly [kind: Group['kind'], keys: readonly string[], parts: readonly Written[]];

/** As text: the different groups, the outermost last. Rooms are no part of it. */
export function shapeText(shape: Shape): string {
  const places = new Map<string, number>();
  const last = written(shape, places);
  return `[${[...places.keys(), JSON.stringify(last)].join()}]`;
}

function written(shape: Shape, places: Map<string, number>): Written {
  switch (shape.kind) {
    case 'number':
    case 'boolean':
      return shape.kind;
    case 'column':
      return shape.of;
    case 'fixed':
      return shape.value === undefined ? ['fixed'] : ['fixed', shape.value];
    default: {
      const text = JSON.stringify([shape.kind, shape.keys, shape.parts.map((part) => written(part, places))]);
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    }
  }
}

export function readShape(text: string): Shape {
  const groups = JSON.parse(text) as (WrittenGroup | Written)[];
  const last = groups.pop() as Written;
  return shapeOf(last, groups as WrittenGroup[]);
}

/** Every mention of a group is a shape of its own, with its own rooms. */
function shapeOf(text: Written, groups: readonly WrittenGroup[]): Shape {
  if (text === 'number') return numberShape;
  if (text === 'boolean') return booleanShape;
  if (typeof text === 'string') return columnShape(text as ColumnShape['of'], undefined);
  if (typeof text !== 'number') return { kind: 'fixed', value: text[1] };
  const [kind, keys, parts] = groups[text] as WrittenGroup;
  return { kind, keys, parts: parts.map((part) => shapeOf(part, groups)) };
}
