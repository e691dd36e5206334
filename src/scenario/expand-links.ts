/** Links as written (components or groups at either end) become one entry per pair of components. */
import type { InputProblem, Result } from '../base/result.ts';
import { microsFromMillis } from '../base/units.ts';
import type { LinkBlueprint } from '../engine/blueprint.ts';
import type { KindModel } from '../engine/model/kind-model.ts';
import { models } from '../kinds/models.ts';
import { limits } from './limits.ts';
import { allowedLinks, mayLink } from './link-rules.ts';
import { listed } from './problem-text.ts';
import { problemAt, resultOf, type ValueProblem } from './problems.ts';
import type { LinkSource, Scenario } from './scenario.ts';

export function expandLinks(scenario: Scenario): Result<readonly LinkBlueprint[], InputProblem> {
  const kindOf = new Map<string, KindModel>(scenario.components.map(({ id, kind }) => [id, models[kind]]));
  const membersOf = new Map<string, string[]>(scenario.components.map(({ id }) => [id, [id]]));
  for (const { id, group } of scenario.components) {
    if (group !== undefined) membersOf.set(group, [...(membersOf.get(group) ?? []), id]);
  }
  const links: LinkBlueprint[] = [];
  const problems: ValueProblem[] = [];
  const seen = new Set<string>();
  for (const [index, link] of scenario.links.entries()) {
    const unknown = unknownEnds(link, index, membersOf);
    problems.push(...unknown);
    if (unknown.length > 0) continue;
    for (const [from, to] of pairsOf(link, membersOf)) {
      const problem = checkPair(link, index, from, to, kindOf, seen);
      if (problem) {
        problems.push(problem);
        // Of a link between groups one pair says enough.
        break;
      }
      if (links.length === limits.links) {
        const allowed = `at most ${limits.links} after groups are expanded`;
        return resultOf(links, [...problems, { path: 'links', value: `more than ${limits.links}`, allowed }]);
      }
      const oneWayDelayMicros = microsFromMillis(link.oneWayDelayMillis);
      const { lossRatio } = link;
      const loss = lossRatio === undefined ? {} : { lossRatio };
      links.push({ from, to, carries: link.carries, oneWayDelayMicros, ...loss });
    }
  }
  return resultOf(links, problems);
}

function unknownEnds(
  link: LinkSource,
  index: number,
  membersOf: ReadonlyMap<string, readonly string[]>,
): ValueProblem[] {
  const known = `one of ${listed([...membersOf.keys()], 24)}`;
  return (['from', 'to'] as const)
    .filter((end) => !membersOf.has(link[end]))
    .map((end) => problemAt(['links', index, end], link[end], known));
}

function* pairsOf(
  link: LinkSource,
  membersOf: ReadonlyMap<string, readonly string[]>,
): Generator<readonly [from: string, to: string]> {
  const near = membersOf.get(link.from) ?? [];
  const far = membersOf.get(link.to) ?? [];
  const isWithin = link.from === link.to && near.length > 1;
  for (const [index, from] of near.entries()) {
    for (const to of isWithin ? near.slice(index + 1) : far) yield [from, to];
  }
}

function checkPair(
  link: LinkSource,
  index: number,
  from: string,
  to: string,
  kindOf: ReadonlyMap<string, KindModel>,
  seen: Set<string>,
): ValueProblem | undefined {
  const at = ['links', index];
  const path = at.join('.');
  const value = `${from}->${to}`;
  if (from === to) return { path, value, allowed: 'two different components', at };
  const fromKind = kindOf.get(from);
  const toKind = kindOf.get(to);
  if (!fromKind || !toKind || !mayLink(link.carries, fromKind, toKind)) {
    const shown = `${value} (${fromKind?.name}→${toKind?.name})`;
    return { path, value: shown, allowed: `${link.carries} links: ${allowedLinks(link.carries)}`, at };
  }
  // Control messages run over connections that repeat what was lost; a ratio there would do nothing.
  if (link.carries === 'control' && link.lossRatio !== undefined) {
    const allowed = 'request links only';
    return { path: `${path}.lossRatio`, value: String(link.lossRatio), allowed, at: [...at, 'lossRatio'] };
  }
  const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
  if (seen.has(pair)) return { path, value, allowed: 'one link per pair; this pair has one already', at };
  seen.add(pair);
  return undefined;
}
