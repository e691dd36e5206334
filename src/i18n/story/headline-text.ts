/** Words the headline. What it tells, and in which order, is decided in `session/story/headline.ts`. */
import type { StoryEvent } from '../../engine/telemetry/story.ts';
import { type HeadlineFacts, type HeadlineItem, headlineOf } from '../../session/story/headline.ts';
import { type ClassNoun, classNoun, type NamedClasses } from '../class-noun.ts';
import { duration, runTime } from '../format.ts';
import type { Language } from '../language.ts';
import { storyTextsOf, textsOf } from '../texts.ts';
import type { HeadlineTexts } from './story-texts.ts';
import { tell } from './tell.ts';

/** Undefined while nothing has gone wrong. `named`: what the run's classes are called. */
export function summarize(
  events: readonly StoryEvent[],
  language: Language,
  facts?: HeadlineFacts,
  named?: NamedClasses,
): string | undefined {
  const items = headlineOf(events, facts);
  if (items.length === 0) return undefined;
  const texts = storyTextsOf(language).headline;
  return texts.sentences(items.map((item) => sentenceOf(item, texts, language, named)));
}

function sentenceOf(
  item: HeadlineItem,
  texts: HeadlineTexts,
  language: Language,
  named: NamedClasses | undefined,
): string {
  const nounOf = (id: string): ClassNoun => classNoun(id, textsOf(language).screen, named);
  switch (item.kind) {
    case 'over':
      return texts.over(nounOf(item.class), duration(item.lastedMicros), item.times, item.share);
    case 'ongoing': {
      const { before } = item;
      const earlier = before && { lasted: duration(before.lastedMicros), share: before.share };
      return texts.ongoing(nounOf(item.class), runTime(item.since), item.share, earlier);
    }
    case 'judged':
      return texts.judged(nounOf(item.class), item.seconds, item.failed);
    case 'lost':
      return texts.lost(item.writes, item.superseded);
    case 'splitBrain':
      return texts.splitBrain(runTime(item.since));
    case 'down':
      return texts.down(item.components, runTime(item.since));
    case 'slow':
      return texts.slow(item.components);
    case 'cut':
      return texts.cut(item.links);
    case 'still':
    case 'began':
      return texts[item.kind](tell(item.event, language, named).what, runTime(item.event.time));
    case 'stray':
      return texts.stray(item.failed);
    case 'harmless':
      return texts.harmless;
  }
}
