/** English: the story of a run. Pure functions of story events. */

import { counted } from './en/counted.ts';
import { tries } from './en/tries.ts';
import { grouped } from './format.ts';
import { caches } from './story/en/caches.ts';
import { clients } from './story/en/clients.ts';
import { connections } from './story/en/connections.ts';
import { failover } from './story/en/failover.ts';
import { faults } from './story/en/faults.ts';
import { load } from './story/en/load.ts';
import { failedOf, fewNames } from './story/en/phrases.ts';
import { policies } from './story/en/policies.ts';
import { replication } from './story/en/replication.ts';
import { rotation } from './story/en/rotation.ts';
import type { StoryTexts } from './story/story-texts.ts';

export const story: StoryTexts = {
  what: {
    ...faults.what,
    ...rotation.what,
    ...failover.what,
    ...replication.what,
    ...clients.what,
    ...policies.what,
    ...connections.what,
    ...caches.what,
    ...load.what,
  },
  reason: {
    ...faults.reason,
    ...rotation.reason,
    ...failover.reason,
    ...replication.reason,
    ...clients.reason,
    ...policies.reason,
    ...connections.reason,
    ...caches.reason,
    ...load.reason,
  },
  so: {
    ...faults.so,
    ...rotation.so,
    ...failover.so,
    ...replication.so,
    ...clients.so,
    ...policies.so,
    ...connections.so,
    ...caches.so,
    ...load.so,
  },
  together: {
    ...faults.together,
    ...rotation.together,
    ...failover.together,
    ...clients.together,
    ...policies.together,
    ...connections.together,
    ...load.together,
  },
  togetherSo: {
    ...faults.togetherSo,
    ...rotation.togetherSo,
    ...failover.togetherSo,
    ...clients.togetherSo,
    ...policies.togetherSo,
    ...connections.togetherSo,
    ...load.togetherSo,
  },
  aftermath: {
    title: 'What stays degraded',
    alone: (component) => `${component} is down and nothing can take its place: it has to be restarted`,
    servers: (group, left, all) => `${group} runs on ${left} of ${all} servers`,
    store: (group, left, all) => `${group} runs on ${left} of ${all} nodes`,
    lastNode: (group, node, all) =>
      `${group} runs on ${node} alone, 1 of ${all} nodes: if that goes too, nothing can take over`,
    nobody: (group) => `nobody is left in ${group}`,
    failing: ({ one, many }, since, share) =>
      share.failed === share.ended
        ? `every ${one} has failed since ${since}: ${grouped(share.failed)}`
        : `${many} failing since ${since}: ${failedOf(share, one, many)}`,
    sentinels: (group, left, all, needed) =>
      left < needed
        ? `${left} of ${all} left in ${group}, a failover needs ${needed}: none can happen`
        : left === needed
          ? `${left} of ${all} left in ${group}, a failover needs ${needed}: one more loss and none can happen`
          : `${left} of ${all} left in ${group}, a failover needs ${needed}`,
  },
  onAndOff: ({ many }, times) => `${many} fail on and off, ${times} times`,
  failedInAll: ({ one, many }, share) => `${failedOf(share, one, many)} failed`,
  flapping: (what) => `on and off: ${what}`,
  often: (times, lasted, perMinute) => `${times} times in ${lasted}, ${perMinute} a minute`,
  moot: {
    ...failover.moot,
  },
  headline: {
    sentences: (all) => `${all.join('. ')}.`,
    over: ({ atStart }, lasted, times, share) =>
      times === 1
        ? `${atStart} failed for ${lasted}: ${failedOf(share)}`
        : `${atStart} failed ${times} times, for ${lasted} in all: ${failedOf(share)}`,
    ongoing: ({ one, atStart }, since, share, before) =>
      (share.failed === share.ended
        ? `Every ${one} has failed since ${since}: ${counted(share.failed, 'request', 'requests')}`
        : `${atStart} have been failing since ${since}: ${failedOf(share)}`) +
      (before === undefined ? '' : `, and for ${before.lasted} before: ${failedOf(before.share)}`),
    judged: ({ atStart }, wholeSeconds, failed) =>
      `${atStart} were down for ${wholeSeconds} s: ${counted(failed, 'request', 'requests')} failed`,
    lost: (writes, superseded) => {
      const lost = counted(writes, 'confirmed write is lost', 'confirmed writes are lost');
      if (superseded === 0) return lost;
      const share = superseded < writes ? `${grouped(superseded)} of them ` : writes === 1 ? '' : 'all ';
      return `${lost}, ${share}confirmed by a primary that had been replaced`;
    },
    splitBrain: (since) => `Split brain since ${since}: two nodes take writes`,
    down: (components, since) =>
      components.length === 1
        ? `${components[0]} has been down since ${since}`
        : components.length <= fewNames
          ? `${components.join(', ')} are down`
          : `${components.length} components are down`,
    slow: (components) =>
      components.length <= fewNames
        ? `Slow: ${components.join(', ')}`
        : `${components.length} components are slow`,
    cut: (links) => counted(links, 'connection is cut', 'connections are cut'),
    still: (what, since) => `Since ${since}: ${what}`,
    began: (what, at) => `It began at ${at}: ${what}`,
    stray: (failed) =>
      `${counted(failed, 'single request has', 'single requests have')} failed, no outage so far`,
    harmless: 'No request has failed so far',
  },
  because: (grounds) => `because ${grounds.join(' · ')}`,
  spoken: (when, parts) => `${when}: ${parts.join(', ')}.`,
  tries,
};
