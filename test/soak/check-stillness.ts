/** A process that hangs or is dead answers nothing: counted when its fault is told and again when its end is. */
import type { World } from '../../src/engine/model/world.ts';
import type { StoryEvent } from '../../src/engine/telemetry/story.ts';
import type { Problems } from './problems.ts';

export class Stillness {
  /** Answers given until the fault, by component. */
  private readonly answeredBefore = new Map<number, number>();

  onStory(event: StoryEvent, world: World, problems: Problems): void {
    if (!['hung', 'crashed', 'poweredOff', 'resumed', 'ready'].includes(event.kind)) return;
    const component = world.indexOf.get(event.component) ?? -1;
    const answered = world.meters.of(component, 'answered') ?? 0;
    const before = this.answeredBefore.get(component);
    if (before !== undefined)
      problems.equal(
        answered,
        before,
        'stillness',
        () => `answers of ${event.component} until ${event.kind}`,
      );
    const isStill = event.kind === 'hung' || event.kind === 'crashed' || event.kind === 'poweredOff';
    if (isStill) this.answeredBefore.set(component, answered);
    else this.answeredBefore.delete(component);
  }
}
