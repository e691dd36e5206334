/** The glyph beside a fact: the state into which it brought what it is about. */
import type { HealthState } from '../../engine/telemetry/records.ts';
import type { StoryEvent, StoryKind } from '../../engine/telemetry/story.ts';

const states: Readonly<Record<StoryKind, HealthState>> = {
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
  markedDown: 'removed',
  markedUp: 'healthy',
  suspected: 'degraded',
  suspicionCleared: 'healthy',
  agreedDown: 'degraded',
  quorumNotReached: 'down',
  electionStarted: 'recovering',
  leaderElected: 'recovering',
  electionLost: 'degraded',
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
  splitBrainEnded: 'recovering',
  saturated: 'degraded',
  saturationEnded: 'healthy',
  requestsFailing: 'down',
  requestsResumed: 'healthy',
};

export const stateOfStory = (event: StoryEvent): HealthState => states[event.kind];
