/** How a kind of component is drawn, whatever it does. */
import type { CardSize } from './layout/layout-types.ts';

export interface KindFace {
  /** A path, stroked in a box of 14 around (0, 0). */
  readonly glyph: string;
  /** Largest size it is ever drawn at; whatever serves is worth the room. */
  readonly largest: CardSize;
  /** Whether a waiting line may stand to its left. */
  readonly queue: boolean;
}
