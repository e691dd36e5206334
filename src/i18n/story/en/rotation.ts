/** English: servers in and out of rotation. */
import type { poolFacts } from '../../../engine/model/pool-facts.ts';
import { counted, partOf } from '../../en/counted.ts';
import type { FactTexts } from '../story-texts.ts';
import { fewNames } from './phrases.ts';

/** Each server once: in a group of events one may have gone and come back several times. */
const serversOf = (all: readonly { readonly server: string }[]): string => {
  const names = [...new Set(all.map(({ server }) => server))];
  const verb = names.length === 1 ? 'was' : 'were';
  return `${names.length <= fewNames ? names.join(', ') : `${names.length} servers`} ${verb}`;
};

const servers = ['server', 'servers'] as const;
const leftOf = (left: number, all: number): string => partOf(left, all, servers, ['is left', 'are left']);
const inRotation = (left: number, all: number): string =>
  partOf(left, all, servers, ['is in rotation', 'are in rotation']);

export const rotation: FactTexts<keyof typeof poolFacts> = {
  what: {
    markedDown: ({ server }, component) => `${component} took ${server} out of rotation`,
    markedUp: ({ server, isEjected }, component) =>
      isEjected
        ? `${component} finds ${server} healthy again`
        : `${component} put ${server} back in rotation`,
    ejected: ({ server }, component) => `${component} ejected ${server} from rotation`,
    readmitted: ({ server }, component) => `${component} sends calls to ${server} again`,
  },
  reason: {
    markedDown: ({ failedProbes }) => `${counted(failedProbes, 'probe', 'probes in a row')} failed`,
    markedUp: ({ passedProbes }) => `${counted(passedProbes, 'probe', 'probes in a row')} passed`,
    ejected: ({ failures }) => `${counted(failures, 'call', 'calls')} to it got no answer`,
    readmitted: ({ byEdit }) => (byEdit ? 'the ejection settings were changed' : 'a trial call was answered'),
  },
  so: {
    markedDown: ({ left, all, passedOn }) =>
      passedOn === 0
        ? leftOf(left, all)
        : `until then ${counted(passedOn, 'refused call', 'refused calls')} went to others; ${leftOf(left, all)}`,
    markedUp: ({ left, all, isEjected }) =>
      isEjected
        ? `it stays ejected until a trial call is answered; ${inRotation(left, all)}`
        : inRotation(left, all),
    ejected: ({ left, all }) => leftOf(left, all),
    readmitted: ({ left, all }) => inRotation(left, all),
  },
  together: {
    markedDown: (_count, _of, all) => `${serversOf(all)} taken out of rotation`,
    markedUp: (_count, _of, all) => `${serversOf(all)} put back into rotation`,
    ejected: (_count, _of, all) => `${serversOf(all)} ejected from rotation`,
    readmitted: (_count, _of, all) => `${serversOf(all)} sent calls again`,
  },
  togetherSo: {
    markedDown: ([{ left, all }]) => leftOf(left, all),
    markedUp: ([{ left, all }]) => inRotation(left, all),
    ejected: ([{ left, all }]) => leftOf(left, all),
    readmitted: ([{ left, all }]) => inRotation(left, all),
  },
};
