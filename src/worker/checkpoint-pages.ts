/**
 * The host's end of checkpoints as pages: writes the state of a run into pages of 16 KB and gives those that differ from
 * the last checkpoint a new id. A new page is a patch over the one that stood in its place before, so only what changed
 * crosses to the session; now and then one is whole, so that no page stands on too many others.
 */
import { costOf, countChanged, makePatch, maskNonZero, maskWords, pageWords } from '../base/page-patch.ts';
import { PlainWords } from '../base/plain-words.ts';
import type { Checkpoint, Engine } from '../engine/engine-contract.ts';
import type { Chain, HistoryMarks, KeptCheckpoint, Page, PageId, WholeCheckpoint } from './protocol.ts';

/** How much larger than a whole page the patches over it may become: each costs room, and time when a page is read. */
const mostPatched = 4;
/** From here on a patch saves too little compared with the whole page. */
const mostOfWhole = 3 / 4;

/** What a frame takes along. */
export interface KeptPages {
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly pages: readonly Page[];
}

export class CheckpointPages {
  private readonly content = new PlainWords();
  /** By place: the page that holds the words of the last checkpoint, and what it stands on. */
  private ids: PageId[] = [];
  private chains: Chain[] = [];
  private nextId: PageId;
  /** Greatest id that left with a frame since the last load. */
  private sent: PageId | undefined;
  private checkpoints: KeptCheckpoint[] = [];
  private pages: Page[] = [];

  /** `newest` is the greatest id that the session has, −1 = none. */
  constructor(newest: PageId) {
    this.nextId = newest + 1;
  }

  keep(engine: Pick<Engine, 'save'>, marks: HistoryMarks): void {
    const { content } = this;
    const { state, ...what } = engine.save();
    content.write(state);
    this.ids.length = Math.min(this.ids.length, content.pageCount);
    for (let place = 0; place < content.pageCount; place += 1) this.keepPage(place);
    this.checkpoints.push({ ...what, pages: [...this.ids], marks });
  }

  /** What was kept since the last time. */
  take(): KeptPages {
    const { checkpoints, pages } = this;
    if (checkpoints.length > 0) this.sent = this.nextId - 1;
    this.checkpoints = [];
    this.pages = [];
    return { checkpoints, pages };
  }

  /** A checkpoint for the engine. The session has its pages, so the next ones may stand on them. */
  load({ time, layout, pages, chains, words }: WholeCheckpoint): Checkpoint {
    this.forget();
    this.ids = [...pages];
    this.chains = [...chains];
    return { time, layout, state: this.content.read(words) };
  }

  /** Drops what was kept and not taken; no page stands on one from before. */
  forget(): void {
    this.ids = [];
    this.chains = [];
    this.sent = undefined;
    this.checkpoints = [];
    this.pages = [];
  }

  /** The session has the pages up to `newest`: if some that left are not among them, no page may stand on those. */
  goOnFrom(newest: PageId): void {
    if (newest !== this.sent) this.forget();
  }

  private keepPage(place: number): void {
    const { words, masks } = this.content;
    const page = words.subarray(place * pageWords, (place + 1) * pageWords);
    const changed = masks.subarray(place * maskWords, (place + 1) * maskWords);
    const before = this.ids[place];
    if (before !== undefined && countChanged(changed) === 0) return;
    let over = before;
    let patch = makePatch(page, changed);
    if (before === undefined || !this.lengthen(place, costOf(patch))) {
      maskNonZero(page, changed);
      over = undefined;
      patch = makePatch(page, changed);
      this.chains[place] = {
        whole: costOf(patch),
        patched: before === undefined ? this.headStart(place, patch) : 0,
      };
    }
    const id = this.nextId;
    this.nextId += 1;
    this.ids[place] = id;
    this.pages.push({ id, over, patch });
  }

  /** False if the chain of a place would become too long. */
  private lengthen(place: number, cost: number): boolean {
    const { whole, patched } = this.chains[place] as Chain;
    if (cost > whole * mostOfWhole || patched + cost > whole * mostPatched) return false;
    this.chains[place] = { whole, patched: patched + cost };
    return true;
  }

  /** The first pages count as patched already, each more than the last, so that new whole ones are not all due at once. */
  private headStart(place: number, patch: Int32Array): number {
    return costOf(patch) * mostPatched * ((place * 0.618) % 1);
  }
}
