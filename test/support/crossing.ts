// What happens to checkpoints between a host and its session: pages out, clones of messages, the session's store, whole
// pages back.
import type { Checkpoint, Engine } from '../../src/engine/engine-contract.ts';
import { createPageStore } from '../../src/session/page-store.ts';
import { CheckpointPages } from '../../src/worker/checkpoint-pages.ts';
import type { HistoryMarks, KeptCheckpoint } from '../../src/worker/protocol.ts';

const marks: HistoryMarks = { storyId: 0, judgedUntil: [] };
const bytesOfId = 8;

export class Crossing {
  /** Bytes that crossed with the last checkpoint: its new pages and its list. */
  newBytes = 0;
  private readonly pages = new CheckpointPages(-1);
  private readonly store = createPageStore();

  get storedBytes(): number {
    return this.store.bytes;
  }

  save(engine: Pick<Engine, 'save'>): KeptCheckpoint {
    this.keep(engine);
    return this.cross();
  }

  /** The host's part. */
  keep(engine: Pick<Engine, 'save'>): void {
    this.pages.keep(engine, marks);
  }

  /** The session's part. */
  cross(): KeptCheckpoint {
    const { checkpoints, pages } = structuredClone(this.pages.take());
    const [checkpoint] = checkpoints;
    if (checkpoint === undefined) throw new Error('nothing was kept');
    this.store.add(pages);
    this.store.hold(checkpoint.pages);
    this.newBytes = pages.reduce(
      (sum, { patch }) => sum + patch.byteLength,
      checkpoint.pages.length * bytesOfId,
    );
    return checkpoint;
  }

  /** As a host gets it, which goes on from there. */
  load(checkpoint: KeptCheckpoint): Checkpoint {
    return this.pages.load({ ...checkpoint, ...this.store.read(checkpoint.pages) });
  }
}
