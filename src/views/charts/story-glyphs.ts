/** Which glyph a story event has on the scrubber and in the narration: one entry per kind, or it does not compile. */
import type { HealthState } from '../../engine/telemetry/records.ts';
import type { StoryKind } from '../../engine/telemetry/story.ts';

export const storyGlyphs: Readonly<Record<StoryKind, HealthState>> = {
  crashed: 'down',
  starting: 'recovering',
  ready: 'healthy',
  hung: 'down',
  resumed: 'healthy',
  slowed: 'degraded',
  slownessEnded: 'healthy',
  linkCut: 'down',
  linkHealed: 'healthy',
  parameterChanged: 'removed',
  markedDown: 'degraded',
  markedUp: 'healthy',
  suspected: 'degraded',
  suspicionCleared: 'healthy',
  agreedDown: 'degraded',
  quorumNotReached: 'degraded',
  electionStarted: 'recovering',
  leaderElected: 'recovering',
  electionLost: 'degraded',
  failoverAborted: 'degraded',
  replicaChosen: 'recovering',
  noGoodReplica: 'down',
  promoted: 'recovering',
  switchAnnounced: 'recovering',
  replicaReconfigured: 'recovering',
  oldPrimaryReturned: 'degraded',
  convertedToReplica: 'recovering',
  clientSwitched: 'recovering',
  writesLost: 'down',
  splitBrain: 'down',
  splitBrainEnded: 'healthy',
  noAlternative: 'down',
  cachePassedThrough: 'degraded',
  cacheUsedAgain: 'healthy',
  cacheEmptied: 'down',
  cacheEntriesLost: 'down',
  saturated: 'degraded',
  saturationEnded: 'healthy',
  requestsFailing: 'down',
  requestsResumed: 'healthy',
};

/** Of several events at one place, the one whose glyph is shown. */
export const glyphRank: readonly HealthState[] = ['removed', 'healthy', 'recovering', 'degraded', 'down'];
