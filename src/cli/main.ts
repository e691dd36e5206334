// The headless runner; returns the exit code instead of setting it, so that tests can call it.
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.write(`nines ${argv.join(' ')}\n`);
  return 0;
}
