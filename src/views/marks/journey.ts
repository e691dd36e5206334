/** Reading journeys out of their flat records, without copying. */
import {
  hopColumn,
  hopStride,
  journeyHeader,
  journeyHeaderStride,
  type RequestFate,
  requestFates,
} from '../../engine/telemetry/records.ts';

export type HeaderName = keyof typeof journeyHeader;
export type HopName = keyof typeof hopColumn;

export function header(data: Float64Array, at: number, name: HeaderName): number {
  return data[at + journeyHeader[name]] ?? 0;
}

export function hop(data: Float64Array, at: number, index: number, name: HopName): number {
  return data[at + journeyHeaderStride + index * hopStride + hopColumn[name]] ?? 0;
}

export function fateOf(data: Float64Array, at: number): RequestFate {
  return requestFates[header(data, at, 'fate')] ?? 'inFlight';
}

/** Length of the journey that begins at `at`. */
export function journeyLength(data: Float64Array, at: number): number {
  return journeyHeaderStride + header(data, at, 'hops') * hopStride;
}

/** Visits each of several journeys written one after the other. */
export function forEachJourney(data: Float64Array, visit: (at: number) => void): void {
  for (let at = 0; at + journeyHeaderStride <= data.length; at += journeyLength(data, at)) visit(at);
}
