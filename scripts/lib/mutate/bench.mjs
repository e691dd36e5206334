// A copy of the project with a warm Vitest in it, where one mutant after another is tried.
import { plant, removeCopy } from './copy.mjs';
import { orderTests } from './test-order.mjs';
import { WarmVitest } from './warm-vitest.mjs';

export class Bench {
  /**
   * @param {string} folder a copy of the project
   * @param {number} timeoutMillis of one mutant
   * @param {Map<string, number>} millis how long test files take, learnt on the way
   */
  constructor(folder, timeoutMillis, millis) {
    this.folder = folder;
    this.timeoutMillis = timeoutMillis;
    this.millis = millis;
    this.vitest = new WarmVitest(folder, this.millis);
    this.sound = new Map();
  }

  async judge(mutant) {
    const started = Date.now();
    const related = await this.vitest.relatedTests(mutant.path);
    const skipped = new Set([...this.sound].filter(([, passes]) => !passes).map(([test]) => test));
    let tests = orderTests(
      related.filter((test) => !skipped.has(test)),
      mutant.path,
      this.millis,
    );
    for (;;) {
      const { failure, undecided } = await this.#outcomeOf(mutant, tests);
      if (undecided) return { undecided, seconds: (Date.now() - started) / 1000 };
      if (!failure || (await this.#passesWithout(mutant, failure))) {
        // On a busy machine a file may need longer than was thought: what it needs without the error counts.
        if (failure?.waited !== undefined && failure.waited < this.vitest.allowance(failure.test)) continue;
        return { failure, seconds: (Date.now() - started) / 1000 };
      }
      tests = tests.filter((test) => test !== failure.test);
    }
  }

  clear() {
    this.vitest.close();
    removeCopy(this.folder);
  }

  async #outcomeOf(mutant, tests) {
    if (tests.length === 0) return {};
    const restore = plant(this.folder, mutant);
    try {
      return await this.vitest.run(mutant.path, tests, this.timeoutMillis);
    } finally {
      restore();
    }
  }

  /** A test that fails without any error planted has noticed nothing. Each is tried once per copy. */
  async #passesWithout(mutant, { test }) {
    if (!test.includes('.test.')) return true;
    if (!this.sound.has(test)) {
      const { failure } = await this.vitest.run(mutant.path, [test], this.timeoutMillis);
      this.sound.set(test, !failure);
    }
    return this.sound.get(test);
  }
}
