/**
 * Plain data as words of 32 bits, laid out so that what stays the same from one write to the next stays in its place:
 * each typed array and each list of numbers has a room of its own, all other numbers share one, and the shape is text.
 * Which words changed is found by comparing them with the last ones.
 *
 * Words 0 … 5: how many numbers, with their room, and how long the shape's text is, with its room. Rooms follow.
 */
import { maskWords, pageWords } from './page-patch.ts';
import {
  type Column,
  columnFrom,
  entriesOf,
  fits,
  mapOf,
  type Room,
  readShape,
  type Shape,
  shapeFor,
  shapeText,
} from './plain-shape.ts';

const headerWords = 6;
/** Rooms that were outgrown are left behind. When they take this and a quarter of what is in use, all is laid out anew. */
const leftBehindWords = 2 * pageWords;
/** A room that is outgrown once is made so much larger than needed. */
const spare = 1.5;

export class PlainWords {
  /** Whole pages; what lies in no room has no meaning. */
  words = new Int32Array(pageWords);
  /** A bit for each word that the last `write` changed. */
  masks = new Int32Array(maskWords);
  private end = headerWords;
  private inUse = 0;
  private shape: Shape | undefined;
  private numbersRoom: Room = { at: 0, words: 0 };
  private textRoom: Room = { at: 0, words: 0 };
  private text = '';
  private numbers = new Float64Array(1_024);
  private numberCount = 0;

  /** Pages in use. */
  get pageCount(): number {
    return Math.ceil(this.end / pageWords);
  }

  /** Puts `value` in place of what was written before. */
  write(value: unknown): void {
    this.masks.fill(0);
    if (this.end - this.inUse > this.inUse / 4 + leftBehindWords) this.forgetRooms();
    this.inUse = headerWords;
    this.numberCount = 0;
    if (this.shape === undefined || !fits(this.shape, value)) {
      this.shape = shapeFor(value, this.shape);
      this.text = shapeText(this.shape);
      this.fillRoom(this.textRoom, codesOf(this.text));
    } else this.inUse += this.textRoom.words;
    this.fill(this.shape, value);
    const count = this.numberCount;
    this.fillRoom(this.numbersRoom, this.numbers.subarray(0, count));
    const { numbersRoom, textRoom, text } = this;
    const header = [count, numbersRoom.at, numbersRoom.words, text.length, textRoom.at, textRoom.words];
    this.put(0, new Int32Array(header));
  }

  /** The value whose words these are, which are taken over: what is written next is compared with them. */
  read(words: Int32Array<ArrayBuffer>): unknown {
    this.words = words;
    this.masks = new Int32Array(words.length / 32);
    const [count = 0, at = 0, room = 0, textLength = 0, textAt = 0, textRoom = 0] = words.subarray(0, 6);
    this.numbersRoom = { at, words: room };
    this.textRoom = { at: textAt, words: textRoom };
    const { buffer } = this.words;
    this.numbers = new Float64Array(buffer, at * 4, count).slice();
    this.numberCount = 0;
    this.end = words.length;
    this.inUse = headerWords + room + textRoom;
    const text = textOf(new Uint16Array(buffer, textAt * 4, textLength));
    // Nearly always the shape is that of the data before, and need not be made anew.
    if (this.shape === undefined || text !== this.text) this.shape = readShape(text);
    this.text = text;
    return this.valueOf(this.shape);
  }

  private fill(shape: Shape, value: unknown): void {
    switch (shape.kind) {
      case 'number':
      case 'boolean':
        this.addNumber(Number(value));
        break;
      case 'fixed':
        break;
      case 'column': {
        const column = shape.of === 'numbers' ? new Float64Array(value as number[]) : (value as Column);
        this.fillRoom(shape.room, column);
        this.addNumber(shape.room.at);
        this.addNumber(shape.room.words);
        this.addNumber(column.length);
        break;
      }
      case 'object': {
        const { keys, parts } = shape;
        const fields = value as Record<string, unknown>;
        for (let place = 0; place < keys.length; place += 1)
          this.fill(parts[place] as Shape, fields[keys[place] as string]);
        break;
      }
      case 'list':
        this.fillParts(shape.parts, value as readonly unknown[]);
        break;
      case 'map':
        this.fillParts(shape.parts, entriesOf(value as Map<unknown, unknown>));
    }
  }

  private fillParts(parts: readonly Shape[], values: readonly unknown[]): void {
    for (let place = 0; place < parts.length; place += 1) this.fill(parts[place] as Shape, values[place]);
  }

  private valueOf(shape: Shape): unknown {
    switch (shape.kind) {
      case 'number':
        return this.nextNumber();
      case 'boolean':
        return this.nextNumber() === 1;
      case 'fixed':
        return shape.value;
      case 'column': {
        const { room, of } = shape;
        room.at = this.nextNumber();
        room.words = this.nextNumber();
        this.inUse += room.words;
        const { buffer } = this.words;
        const length = this.nextNumber();
        if (of === 'numbers') return [...columnFrom('Float64Array', buffer, room.at * 4, length)];
        return columnFrom(of, buffer, room.at * 4, length);
      }
      case 'object': {
        const { keys, parts } = shape;
        const fields: Record<string, unknown> = {};
        for (let place = 0; place < keys.length; place += 1)
          fields[keys[place] as string] = this.valueOf(parts[place] as Shape);
        return fields;
      }
      case 'list':
        return shape.parts.map((part) => this.valueOf(part));
      case 'map':
        return mapOf(shape.parts.map((part) => this.valueOf(part)));
    }
  }

  private addNumber(value: number): void {
    if (this.numberCount === this.numbers.length) {
      const larger = new Float64Array(this.numbers.length * 2 + 1);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.numberCount] = value;
    this.numberCount += 1;
  }

  private nextNumber(): number {
    this.numberCount += 1;
    return this.numbers[this.numberCount - 1] as number;
  }

  private fillRoom(room: Room, column: Column): void {
    const needed = (column.byteLength + 3) >> 2;
    if (needed > room.words) this.move(room, room.words === 0 ? needed : Math.ceil(needed * spare));
    this.inUse += room.words;
    this.put(room.at, wordsOf(column));
  }

  /** To the end of all rooms. An even number of words, so that every column of doubles stands where it may. */
  private move(room: Room, words: number): void {
    room.at = this.end;
    room.words = words + (words & 1);
    this.end += room.words;
    if (this.end <= this.words.length) return;
    const pages = Math.ceil((this.end * spare) / pageWords);
    this.words = enlarged(this.words, pages * pageWords);
    this.masks = enlarged(this.masks, pages * maskWords);
  }

  private put(at: number, source: Int32Array): void {
    const { words, masks } = this;
    for (let index = 0; index < source.length; index += 1) {
      const value = source[index] as number;
      const place = at + index;
      if (words[place] === value) continue;
      words[place] = value;
      masks[place >> 5] = (masks[place >> 5] as number) | (1 << (place & 31));
    }
  }

  private forgetRooms(): void {
    this.shape = undefined;
    this.textRoom = { at: 0, words: 0 };
    this.numbersRoom = { at: 0, words: 0 };
    this.end = headerWords;
  }
}

function enlarged(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(from);
  return larger;
}

/** The bytes of a column as words; the last one is filled up with zeros. */
function wordsOf(column: Column): Int32Array {
  const { buffer, byteOffset, byteLength } = column;
  if ((byteOffset & 3) === 0 && (byteLength & 3) === 0)
    return new Int32Array(buffer, byteOffset, byteLength >> 2);
  const padded = new Uint8Array((byteLength + 3) & ~3);
  padded.set(new Uint8Array(buffer, byteOffset, byteLength));
  return new Int32Array(padded.buffer);
}

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let place = 0; place < text.length; place += 1) codes[place] = text.charCodeAt(place);
  return codes;
}

function textOf(codes: Uint16Array): string {
  let text = '';
  for (let from = 0; from < codes.length; from += 4_096)
    text += String.fromCharCode(...codes.subarray(from, from + 4_096));
  return text;
}
