// The parent's side of runner.mjs: asks, watches the time, and kills a run that does not come back.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('./runner.mjs', import.meta.url));
/** A test that has never passed here may take this long; one that has, ten times as long as then, and at least so long. */
const firstMillis = 300_000;
const leastMillis = 45_000;

/** Kills the runner and the workers it has forked. */
function killGroup(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export class WarmVitest {
  #child;
  #folder;
  #millis;

  /** `millis` remembers how long each test file took when it passed. */
  constructor(folder, millis) {
    this.#folder = folder;
    this.#millis = millis;
  }

  /** @returns {Promise<string[]>} */
  async relatedTests(file) {
    const { related, error } = await this.#ask({ related: file }, () => undefined, 120_000);
    if (error) throw new Error(error);
    return related;
  }

  /**
   * Runs tests in the order given until one fails.
   * @returns {Promise<{ failure?: { test: string, name: string, message: string, waited?: number }, undecided?: true }>}
   */
  async run(changed, tests, limitMillis) {
    const answer = await this.#ask({ changed, tests }, (test) => this.allowance(test), limitMillis);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  close() {
    if (this.#child) killGroup(this.#child);
    this.#child = undefined;
  }

  /** An endless loop never comes back to Vitest's own timeout, so that a file gets a limit of ours. */
  allowance(test) {
    const millis = this.#millis.get(test);
    return millis === undefined ? firstMillis : Math.max(leastMillis, 10 * millis);
  }

  async #ready() {
    if (this.#child) return this.#child;
    const child = fork(runner, [this.#folder], { cwd: this.#folder, detached: true, stdio: 'ignore' });
    this.#child = child;
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`Vitest did not start: exit code ${code}`)));
    });
    child.removeAllListeners('exit');
    return child;
  }

  async #ask(request, allowance, limitMillis) {
    const child = await this.#ready();
    return new Promise((resolve) => {
      let current = '';
      let patience;
      const end = (answer, kill) => {
        clearTimeout(limit);
        clearTimeout(patience);
        child.removeAllListeners();
        if (kill) this.close();
        resolve(answer);
      };
      const timeOut = (after) =>
        setTimeout(() => {
          const message = `does not end within ${after} ms`;
          end({ failure: { test: current, name: 'timeout', message, waited: after } }, true);
        }, after);
      // No test has taken too long, only all of them together: that says nothing of the mutant.
      const limit = setTimeout(() => end({ undecided: true }, true), limitMillis);
      child.on('exit', (code) =>
        end({ failure: { test: current, name: 'crash', message: `exit ${code}` } }, true),
      );
      child.on('message', ({ started, ended, state, millis, answer }) => {
        if (answer) end(answer, false);
        if (started) {
          current = started;
          clearTimeout(patience);
          patience = timeOut(allowance(started));
        }
        if (ended) {
          clearTimeout(patience);
          if (state === 'passed') this.#millis.set(ended, millis);
        }
      });
      child.send(request);
    });
  }
}
