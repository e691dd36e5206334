/**
 * The bound on the connections of a server, as PostgreSQL's `max_connections` less what it reserves: beyond it a new one is
 * refused at once. Tells when it begins to refuse, and once it has refused nobody for a second, that it is over.
 */
import { type Micros, microsPerSecond } from '../../base/units.ts';
import { cause } from '../telemetry/causes.ts';
import type { ParameterValues } from './parameter-values.ts';
import type { connectionLimitFields } from './policy-specs.ts';
import type { Site } from './site.ts';

const roomToLastMicros: Micros = microsPerSecond;

export class ConnectionLimit {
  private readonly site: Site;
  private most = Number.POSITIVE_INFINITY;
  /** Story id of `connectionsRefused` while it lasts, 0 else; when it began; the last refusal, and their number. */
  private refusingBy = 0;
  private beganAt: Micros = 0;
  private lastAt: Micros = 0;
  private refused = 0;

  constructor(site: Site) {
    this.site = site;
  }

  /** A call has come: has it a connection, or does it get one? If not, it is refused. */
  admit(call: number): boolean {
    const { site } = this;
    if (!site.connections.accept(call, site.index, this.most)) {
      this.refuse(call);
      return false;
    }
    if (this.refusingBy !== 0 && site.now - this.lastAt >= roomToLastMicros) this.tellEnd();
    return true;
  }

  configure(next: ParameterValues<typeof connectionLimitFields> | undefined): void {
    this.most =
      next === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(0, next.maxConnections - next.reservedConnections);
  }

  clear(): void {
    this.refusingBy = 0;
  }

  save() {
    const { refusingBy, beganAt, lastAt, refused } = this;
    return { refusingBy, beganAt, lastAt, refused };
  }

  /** To be followed by `configure`. */
  load(plain: ReturnType<ConnectionLimit['save']>): void {
    Object.assign(this, plain);
  }

  private refuse(call: number): void {
    const { site } = this;
    const root = site.blame.troubleOf(site.index) || site.blame.editedBy;
    if (this.refusingBy === 0) {
      this.beganAt = site.now;
      this.refused = 0;
      const client = site.nameOf(site.calls.caller[call] as number);
      const values = { most: this.most, client, clients: site.callerCount };
      this.refusingBy = site.tell('connectionsRefused', site.now, root, values);
    }
    this.lastAt = site.now;
    this.refused += 1;
    site.finish(call, cause.tooManyConnections, root || this.refusingBy);
  }

  private tellEnd(): void {
    const { site, refused } = this;
    const lastedMicros = this.lastAt - this.beganAt;
    site.tell('connectionsAccepted', site.now, this.refusingBy, { refused, lastedMicros });
    this.refusingBy = 0;
  }
}
