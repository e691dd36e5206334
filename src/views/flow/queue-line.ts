/** The waiting line to the left of a card: ticks stacked against the line of its cap. */
import type { CardBox } from '../layout/layout-types.ts';
import type { Group, Update } from './card-shell.ts';
import { queueTicks, tickWidth } from './queue-ticks.ts';

export function createQueue(root: Group, box: CardBox): Update {
  const queue = root
    .append('g')
    .attr('class', 'nv-queue')
    .attr('transform', `translate(${-tickWidth - 5},${box.height - 2})`);
  const ticks = queue.append('path').attr('class', 'nv-queue-ticks');
  const cap = queue.append('path').attr('class', 'nv-queue-cap');
  return ({ queueLength, queueCapacity }, last) => {
    if (!box.queue || (last?.queueLength === queueLength && last.queueCapacity === queueCapacity)) return;
    const line = queueTicks(queueLength, queueCapacity, box.height - 6);
    ticks.attr('d', line.ticks);
    cap.attr('d', line.cap > 0 ? `M-2,${-line.cap}H${tickWidth + 2}` : '');
  };
}
