// Types of count-tests.mjs for its test.
interface Sum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly problems: readonly string[];
}
interface Options {
  /** Exit code of the runner. */
  readonly status: number;
  readonly expectedFiles: readonly string[];
  readonly declared?: readonly { readonly file: string; readonly title: string; readonly why: string }[];
}
export function countVitest(report: object, options: Options & { readonly root: string }): Sum;
export function countPlaywright(report: object, options: Options & { readonly folder: string }): Sum;
