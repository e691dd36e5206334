// Types of weigh.mjs for its test.
interface Weight {
  readonly part: string;
  readonly raw: number;
  readonly gzip: number;
}
export function weigh(files: ReadonlyMap<string, Buffer>): (Weight & { readonly path: string })[];
export function sumsOf(rows: readonly Weight[]): (Weight & { readonly files: number })[];
