// Types of places.mjs for its test.
export interface Edit {
  readonly path: string;
  readonly line: number;
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}
export function placesIn(path: string, text: string): readonly Edit[];
export function applyEdit(text: string, edit: Edit): string;
