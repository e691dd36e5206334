/** Long work in a terminal: how far it is on standard error, and Ctrl-C stops it between two steps. */
import type { CliResult, Work } from './run.ts';

/** The parts of `process` that this needs. */
export interface Terminal {
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
  on(event: 'SIGINT', listener: () => void): unknown;
  off(event: 'SIGINT', listener: () => void): unknown;
}

const clearLine = '\r\u001b[K';

export async function drive(work: Work, terminal: Terminal): Promise<CliResult> {
  const { stderr } = terminal;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  terminal.on('SIGINT', stop);
  let shown = '';
  const show = (line: string): void => {
    if (stderr.isTTY !== true || line === shown) return;
    stderr.write(`${clearLine}${line}`);
    shown = line;
  };
  try {
    for (;;) {
      show(work.progressLine());
      const result = work.advance();
      if (result) return result;
      // Signals are heard between turns of the loop only.
      await new Promise((resolve) => setImmediate(resolve));
      if (isStopped) return work.stop();
    }
  } finally {
    show('');
    terminal.off('SIGINT', stop);
  }
}
