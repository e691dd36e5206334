/** Whether dependencies and routes that a scenario declares fit the rest of it. */
import type { InputProblem } from '../base/result.ts';
import type {
  Blueprint,
  ComponentBlueprint,
  DependencyBlueprint,
  LinkBlueprint,
} from '../engine/blueprint.ts';
import type { KindModel, Protocol } from '../engine/model/kind-model.ts';
import { asksOf, heldBy, lengthOfRoute, longestRoute, type Step } from '../engine/model/route.ts';
import { models } from '../kinds/models.ts';
import { declaredBy, groupOf } from './dependencies.ts';
import { listed, shownValue } from './problem-text.ts';
import type { Scenario, ScenarioComponent } from './scenario.ts';

/** With which verbs a protocol is asked; `undefined` is what the request itself wants. */
const verbsOf: Readonly<Partial<Record<Protocol, readonly (string | undefined)[]>>> = {
  sql: [undefined, 'read', 'write', 'signIn'],
  kv: ['get', 'put'],
  api: [undefined, 'read', 'write'],
};

const kindsThatAsk = Object.values<KindModel>(models)
  .filter(({ asks }) => asks !== undefined)
  .map(({ name }) => name);

/** Members of `to`: a component, or a group. */
const membersOf = ({ components }: Scenario, to: string): readonly ScenarioComponent[] =>
  components.filter(({ id, group }) => id === to || group === to);

/** Of one component, for its blueprint. Whom nobody serves is left out: `checkDeclared` refuses it. */
export function compileDependencies(
  scenario: Scenario,
  component: ScenarioComponent,
): readonly DependencyBlueprint[] {
  const model: KindModel = models[component.kind];
  return [...declaredBy(scenario, component)].flatMap(([name, to]) => {
    const members = membersOf(scenario, to);
    const [first] = members;
    const protocol = first && protocolOf(model, models[first.kind]);
    return protocol === undefined ? [] : [{ name, protocol, servers: members.map(({ id }) => id) }];
  });
}

const protocolOf = ({ asks = [] }: KindModel, { serves }: KindModel): Protocol | undefined =>
  asks.find((protocol) => serves.includes(protocol));

type Parts = Pick<Blueprint, 'components' | 'links' | 'classes'>;

export function checkDeclared(scenario: Scenario, parts: Parts): InputProblem[] {
  const problems = scenario.components.flatMap((component, place) => {
    const compiled = parts.components[place] as ComponentBlueprint;
    return [...checkEnds(scenario, component, parts.links), ...checkRoutes(component, compiled, parts)];
  });
  // What a group says of all its members is one mistake.
  const told = new Set<string>();
  return [...checkKinds(scenario), ...problems].filter(({ path, value }) => {
    const key = `${path} ${value}`;
    return !told.has(key) && told.add(key);
  });
}

/** Only kinds that may declare them have dependencies and routes. */
function checkKinds({ components, groups = [] }: Scenario): InputProblem[] {
  return groups.flatMap(({ id, dependencies, routes }) => {
    const kind = components.find(({ group }) => group === id)?.kind;
    if (kind === undefined || (models[kind] as KindModel).asks !== undefined) return [];
    const given = [...(dependencies ? ['dependencies'] : []), ...(routes ? ['routes'] : [])];
    return given.map((name) => ({
      path: `${id}.${name}`,
      value: `${name} of ${kind}`,
      allowed: `${name} of ${listed(kindsThatAsk)}`,
    }));
  });
}

/** Who is said to declare a thing: the component if it does so itself, else its group. */
const ownerOf = ({ id, group = id }: ScenarioComponent, isOwn: boolean): string => (isOwn ? id : group);

function checkEnds(
  scenario: Scenario,
  component: ScenarioComponent,
  links: readonly LinkBlueprint[],
): InputProblem[] {
  const model: KindModel = models[component.kind];
  if (model.asks === undefined) return [];
  const reserved = new Set([...Object.keys(model.parameters), ...Object.keys(model.needs)]);
  const called = new Set(
    links.flatMap(({ from, to, carries }) => (from === component.id && carries === 'request' ? [to] : [])),
  );
  return [...declaredBy(scenario, component)].flatMap(([name, to]) => {
    const path = `${ownerOf(component, component.dependencies?.[name] !== undefined)}.dependencies.${name}`;
    if (reserved.has(name))
      return [
        {
          path,
          value: name,
          allowed: `a name that ${component.kind} does not have: not ${listed([...reserved], 40)}`,
        },
      ];
    const members = membersOf(scenario, to);
    const ends = servedEnds(scenario, model);
    const [first] = members;
    if (first === undefined || protocolOf(model, models[first.kind]) === undefined)
      return [{ path: `${path}.to`, value: shownValue(to), allowed: `one of ${listed(ends, 24)}` }];
    const missing = members.find(({ id }) => !called.has(id));
    if (missing !== undefined)
      return [
        {
          path: `${path}.to`,
          value: `no request link ${component.id}->${missing.id}`,
          allowed: `a request link to every member of ${to}`,
        },
      ];
    const store = first.group ?? to;
    const isPart = store !== to && (models[first.kind] as KindModel).traits.includes('replicated');
    if (isPart) return [{ path: `${path}.to`, value: to, allowed: `the whole store: ${store}` }];
    return [];
  });
}

/** What may stand in `to`. */
function servedEnds({ components }: Scenario, model: KindModel): readonly string[] {
  const served = components.filter(({ kind }) => protocolOf(model, models[kind]) !== undefined);
  return [...new Set(served.map(({ id, group }) => group ?? id))];
}

function checkRoutes(
  component: ScenarioComponent,
  { dependencies = [], routes = {} }: ComponentBlueprint,
  parts: Parts,
): InputProblem[] {
  const model: KindModel = models[component.kind];
  if (model.asks === undefined) return [];
  const known = new Map(dependencies.map(({ name, protocol }) => [name, protocol]));
  for (const [name, { protocol }] of Object.entries(model.needs)) {
    if (serversOf(component.id, protocol, dependencies, parts).length > 0) known.set(name, protocol);
  }
  const names = parts.classes.map(({ id }) => id);
  const problems = Object.entries(routes).flatMap(([requestClass, steps]) => {
    const isOwn = component.routes?.[requestClass] !== undefined;
    const path = `${ownerOf(component, isOwn)}.routes.${shownValue(requestClass)}`;
    return names.includes(requestClass)
      ? checkRoute(path, steps, known)
      : [{ path, value: `${shownValue(requestClass)} (unknown name)`, allowed: listed(names, 40) }];
  });
  const asked = new Set(Object.values(routes).flatMap((steps) => asksOf(steps).map(({ of }) => of)));
  const idle = dependencies.filter(({ name }) => !asked.has(name));
  return [
    ...problems,
    ...idle.map(({ name }) => ({
      path: `${ownerOf(component, component.dependencies?.[name] !== undefined)}.dependencies.${name}`,
      value: 'asked by no route',
      allowed: `a route that asks ${name}`,
    })),
  ];
}

/** Whom a component calls for a need of its kind. */
function serversOf(
  id: string,
  protocol: Protocol,
  declared: readonly DependencyBlueprint[],
  {
    components,
    links,
  }: { readonly components: readonly ComponentBlueprint[]; readonly links: readonly LinkBlueprint[] },
): readonly string[] {
  const claimed = new Set(declared.flatMap(({ servers }) => servers));
  const serving = new Set(
    components.filter(({ model }) => model.serves.includes(protocol)).map((one) => one.id),
  );
  return links.flatMap(({ from, to, carries }) =>
    from === id && carries === 'request' && serving.has(to) && !claimed.has(to) ? [to] : [],
  );
}

function checkRoute(
  path: string,
  steps: readonly Step[],
  known: ReadonlyMap<string, Protocol>,
): InputProblem[] {
  const length = lengthOfRoute(steps);
  if (length > longestRoute) {
    const allowed = `1 … ${longestRoute} steps, those inside others and the end counted`;
    return [{ path, value: `${length} steps`, allowed }];
  }
  const stores = [...known].flatMap(([name, protocol]) => (protocol === 'sql' ? [name] : []));
  const held = heldBy(steps).filter((name) => !stores.includes(name));
  if (held[0] !== undefined)
    return [{ path, value: `hold of ${held[0]}`, allowed: `a database to hold: ${listed(stores)}` }];
  return asksOf(steps).flatMap(({ of, verb }) => {
    const protocol = known.get(of);
    if (protocol === undefined)
      return [{ path, value: of, allowed: `a dependency: ${listed([...known.keys()])}` }];
    const verbs = verbsOf[protocol] ?? [];
    if (verbs.includes(verb)) return [];
    const allowed = `a verb for ${of}: ${listed(verbs.map((one) => one ?? '(none)'))}`;
    return [{ path, value: verb ?? 'no verb', allowed }];
  });
}

/** Of one component: its own for a class wins over its group's. */
export function compileRoutes(
  scenario: Scenario,
  component: ScenarioComponent,
): Readonly<Record<string, readonly Step[]>> {
  return { ...groupOf(scenario, component)?.routes, ...component.routes };
}
