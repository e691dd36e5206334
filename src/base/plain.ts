/**
 * Plain data: numbers, strings, booleans, undefined, arrays, objects, maps and typed arrays. What `save` returns and `load`
 * takes. Copied by hand because the engine has no `structuredClone` (it is not part of the language).
 */
type TypedArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

function isTypedArray(value: object): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** A deep copy. */
export function copyPlain<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isTypedArray(value)) return value.slice() as Value;
  if (Array.isArray(value)) return value.map(copyPlain) as Value;
  if (value instanceof Map)
    return new Map([...value].map(([key, inner]) => [key, copyPlain(inner)])) as Value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyPlain(inner)])) as Value;
}
