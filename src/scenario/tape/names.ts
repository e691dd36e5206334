/**
 * Numbers names in the order in which they come, without making a string of any: a hash table (FNV-1a, open addressing)
 * of places in the file's bytes.
 */
export interface Names {
  readonly count: number;
  /** The number of the name in [from, to) of the bytes. */
  numberOf(from: number, to: number): number;
}

export function createNames(bytes: Uint8Array): Names {
  let count = 0;
  let froms = new Int32Array(1_024);
  let tos = new Int32Array(1_024);
  let hashes = new Int32Array(1_024);
  /** Number + 1 by slot, 0 = free; at most half full. */
  let slots = new Int32Array(2_048);

  function hashOf(from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    // The low bits choose the slot: let the high ones take part.
    return hash ^ (hash >>> 15);
  }

  function isSame(name: number, from: number, to: number): boolean {
    const start = froms[name] as number;
    if ((tos[name] as number) - start !== to - from) return false;
    for (let index = 0; index < to - from; index += 1) {
      if (bytes[start + index] !== bytes[from + index]) return false;
    }
    return true;
  }

  function freeSlot(hash: number): number {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const longer = (column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(column.length * 2);
      grown.set(column);
      return grown;
    };
    froms = longer(froms);
    tos = longer(tos);
    hashes = longer(hashes);
    slots = new Int32Array(slots.length * 2);
    for (let name = 0; name < count; name += 1) slots[freeSlot(hashes[name] as number)] = name + 1;
  }

  return {
    get count() {
      return count;
    },
    numberOf(from, to) {
      const hash = hashOf(from, to);
      const mask = slots.length - 1;
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const name = (slots[slot] as number) - 1;
        if (hashes[name] === hash && isSame(name, from, to)) return name;
      }
      if (count === froms.length) grow();
      froms[count] = from;
      tos[count] = to;
      hashes[count] = hash;
      slots[freeSlot(hash)] = count + 1;
      count += 1;
      return count - 1;
    },
  };
}
