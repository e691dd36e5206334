/**
 * Passive health of a pool as its story tells it: which servers are out of rotation because calls to them came to
 * nothing. Whether one is, the textbook's passive health says (nginx `max_fails`); this keeps what was told of it.
 */
import type { Rotation } from './active-probes.ts';
import type { Site } from './site.ts';

export class Ejections {
  private readonly site: Site;
  /** Story ids of the ejections that are not over, by server. */
  private by = new Map<number, number>();

  constructor(site: Site) {
    this.site = site;
  }

  has(server: number): boolean {
    return this.by.has(server);
  }

  /** Story id of its ejection, 0 = none. */
  rootOf(server: number): number {
    return this.by.get(server) ?? 0;
  }

  /** After `failures` calls that came to nothing, the last because of `rootId`. */
  begin(server: number, rootId: number, failures: number, rotation: Rotation): void {
    const values = { server: this.site.nameOf(server), failures, ...rotation };
    this.by.set(server, this.site.tell('ejected', this.site.now, rootId, values));
  }

  /** By the answer to a call that tried it, or by an edit of what counts. */
  end(server: number, rotation: Rotation, byEdit: boolean): void {
    const { site } = this;
    const values = { server: site.nameOf(server), ...rotation, ...(byEdit ? { byEdit } : {}) };
    site.tell('readmitted', site.now, this.rootOf(server), values);
    this.by.delete(server);
  }

  clear(): void {
    this.by.clear();
  }

  save(): readonly (readonly [server: number, storyId: number])[] {
    return [...this.by];
  }

  load(plain: ReturnType<Ejections['save']>): void {
    this.by = new Map(plain);
  }
}
