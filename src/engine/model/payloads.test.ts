import { describe, expect, it } from 'vitest';
import type { SlotsPlain } from '../kernel/columns.ts';
import { answerNotes, anyAnswer, CallNumbers, Notes, Versions } from './payloads.ts';

const call = 700;

const slotsUpTo = (last: number, free: readonly number[]): SlotsPlain => ({
  used: last + 1,
  generations: new Int32Array(last + 1),
  free: Int32Array.from(free),
});

describe('versions', () => {
  it('begin as none in a row that another call has used, and touch no other row', () => {
    const versions = new Versions();
    for (const one of [4, 5]) versions.open(one);
    for (const one of [4, 5]) versions.set(one, 3, 90);
    versions.open(5);
    expect([versions.lineageOf(5), versions.offsetOf(5)]).toEqual([0, -1]);
    expect([versions.lineageOf(4), versions.offsetOf(4)]).toEqual([3, 90]);
  });

  it('are copied as a whole', () => {
    const versions = new Versions();
    versions.set(1, 7, 2 ** 40);
    versions.copy(1, 2);
    expect([versions.lineageOf(2), versions.offsetOf(2)]).toEqual([7, 2 ** 40]);
  });

  it('come back from a checkpoint for the calls that were live, in a table that is still short', () => {
    const versions = new Versions();
    versions.open(call);
    versions.set(call, 2, 33);
    versions.set(1, 5, 44);
    const other = new Versions();
    versions.set(3, 6, 55);
    const calls = slotsUpTo(call, [3]);
    other.load(calls, structuredClone(versions.save(calls)));
    expect([1, call].map((one) => other.offsetOf(one))).toEqual([44, 33]);
    expect([1, call].map((one) => other.lineageOf(one))).toEqual([5, 2]);
    // What a free row held is nobody's.
    expect([other.lineageOf(3), other.offsetOf(3)]).toEqual([0, 0]);
  });
});

describe('notes', () => {
  it('begin empty and gather bits', () => {
    const notes = new Notes();
    notes.add(3, 255);
    notes.open(3);
    expect(notes.has(3, 255)).toBe(false);
    notes.add(3, 2);
    notes.add(3, 4);
    expect([1, 2, 4, 8, 3].map((bits) => notes.has(3, bits))).toEqual([false, true, true, false, true]);
  });

  it('keep flags, the last answer and the step of a route apart', () => {
    const notes = new Notes();
    notes.open(3);
    notes.add(3, 255);
    notes.setStep(3, 31);
    notes.replace(3, anyAnswer, answerNotes.found | answerNotes.signedOut);
    expect([notes.stepOf(3), notes.hasAll(3, 255)]).toEqual([31, true]);
    expect(notes.hasAll(3, answerNotes.found | answerNotes.signedOut)).toBe(true);
    expect(notes.hasAll(3, answerNotes.found | answerNotes.failed)).toBe(false);
    notes.replace(3, anyAnswer, answerNotes.failed);
    notes.setStep(3, 2);
    expect(
      [answerNotes.failed, answerNotes.found, answerNotes.signedOut].map((bit) => notes.has(3, bit)),
    ).toEqual([true, false, false]);
    expect([notes.stepOf(3), notes.hasAll(3, 255)]).toEqual([2, true]);
  });

  it('count the branches of a step, well and badly ended apart, until the next step', () => {
    const notes = new Notes();
    notes.open(3);
    notes.add(3, 255);
    notes.setStep(3, 31);
    expect(Array.from({ length: 31 }, () => notes.countFailed(3)).at(-1)).toBe(31);
    expect([notes.countSucceeded(3), notes.countSucceeded(3), notes.stepOf(3)]).toEqual([1, 2, 31]);
    notes.setStep(3, 30);
    expect([notes.countSucceeded(3), notes.countFailed(3), notes.stepOf(3)]).toEqual([1, 1, 30]);
    expect(notes.hasAll(3, 255)).toBe(true);
  });

  it('come back from a checkpoint, also beyond the rows there were', () => {
    const notes = new Notes();
    notes.open(call);
    notes.add(call, 6);
    const other = new Notes();
    const calls = slotsUpTo(call, []);
    other.load(calls, notes.save(calls));
    expect([1, 2, 4].map((bit) => other.has(call, bit))).toEqual([false, true, true]);
  });
});

describe('numbers kept for a call', () => {
  it('are none in a row that another call has used, or that lies beyond all that have one', () => {
    const numbers = new CallNumbers();
    numbers.open(call);
    expect(numbers.of(call)).toBe(0);
    for (const one of [3, 4]) {
      numbers.open(one);
      numbers.set(one, 2 ** 33 + one);
    }
    numbers.open(3);
    expect([3, 4, call, 100_000].map((one) => numbers.of(one))).toEqual([0, 2 ** 33 + 4, 0, 0]);
  });

  it('come back from a checkpoint, as long as they were, into a table that knew more calls', () => {
    const numbers = new CallNumbers();
    for (const one of [3, 4]) numbers.set(one, 2 ** 33 + one);
    const other = new CallNumbers();
    other.set(call, 7);
    const calls = slotsUpTo(call, [3]);
    const plain = structuredClone(numbers.save(calls));
    other.load(plain);
    expect([3, 4, call].map((one) => other.of(one))).toEqual([0, 2 ** 33 + 4, 0]);
    expect(other.save(calls)[0]?.slice(0, 5)).toEqual(plain[0]?.slice(0, 5));
    numbers.set(call, 7);
    other.load(structuredClone(numbers.save(calls)));
    expect([3, 4, call].map((one) => other.of(one))).toEqual([0, 2 ** 33 + 4, 7]);
  });

  it('of nothing are nothing', () => {
    const other = new CallNumbers();
    other.set(2, 9);
    other.load(structuredClone(new CallNumbers().save(slotsUpTo(call, []))));
    expect(other.of(2)).toBe(0);
  });
});
