/** Reading journeys out of their flat records, without copying. */
import {
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
  journeyLength,
  type RequestFate,
  requestFates,
  unsentColumn,
  unsentStride,
} from '../../engine/telemetry/records.ts';

export type HeaderName = keyof typeof journeyHeader;
export type HopName = keyof typeof hopColumn;
export type UnsentName = keyof typeof unsentColumn;

export { journeyLength };

export function header(data: Float64Array, at: number, name: HeaderName): number {
  return data[at + journeyHeader[name]] ?? 0;
}

export function hop(data: Float64Array, at: number, index: number, name: HopName): number {
  return data[at + journeyHeaderStride + index * hopStride + hopColumn[name]] ?? 0;
}

/** Of the `index`-th try that was turned away before it was sent. */
export function unsent(data: Float64Array, at: number, index: number, name: UnsentName): number {
  const from = at + journeyHeaderStride + header(data, at, 'hops') * hopStride;
  return data[from + index * unsentStride + unsentColumn[name]] ?? 0;
}

export function fateOf(data: Float64Array, at: number): RequestFate {
  return requestFates[header(data, at, 'fate')] ?? 'inFlight';
}

/** Visits each of several journeys written one after the other. */
export function forEachJourney(data: Float64Array, visit: (at: number) => void): void {
  for (let at = 0; at + journeyHeaderStride <= data.length; at += journeyLength(data, at)) visit(at);
}
