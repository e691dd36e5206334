/** The leaves of a tree of specs, each with the path that people type: what has one value, and a range or names for it. */
import { assert } from '../../base/assert.ts';
import type { Effect, Everyday, Fields, Meaning, ParameterUnit, Spec } from './parameter-spec.ts';

/** Holds while the value at `path` is one of `codes`. */
export interface Condition {
  readonly path: string;
  readonly codes: readonly number[];
}

interface Leaf {
  /** Without the component or group: `slots`, `retry.base`. */
  readonly path: string;
  readonly means?: Meaning;
  readonly more?: true;
  readonly live?: 'no';
  readonly drawn?: true;
  readonly moves?: Effect;
  /** What it is part of: a section that is on, a case that is chosen, a list long enough. To give it a value brings that about. */
  readonly within?: readonly Condition[];
  /** Without effect unless these hold as well. */
  readonly shownWhen?: readonly Condition[];
  /** As stored: of names an index. */
  readonly default: number;
}

/** A number in a range; of a list how long it is. */
export interface QuantitySpec extends Leaf {
  readonly type: 'quantity' | 'list';
  readonly unit: ParameterUnit;
  readonly min: number;
  readonly max: number;
  readonly integer?: true;
  readonly everyday?: Everyday;
  readonly choices?: undefined;
}

/** An index into names. A variant is a choice among its cases; a section that may be absent is off until it is added. */
export interface NamedSpec extends Leaf {
  readonly type: 'choice' | 'toggle' | 'section';
  readonly choices: readonly string[];
}

export type ParameterSpec = QuantitySpec | NamedSpec;

export const offOn = ['off', 'on'] as const;

/** What encloses a leaf, and the conditions on what encloses it. */
interface Around {
  readonly within: readonly Condition[];
  readonly shownWhen: readonly Condition[];
}

/** In the order of the tree; what belongs to a section, a case or a list follows it. */
export function listParameters(fields: Fields): readonly ParameterSpec[] {
  const list = below('', fields, { within: [], shownWhen: [] });
  const paths = new Set(list.map(({ path }) => path));
  assert(paths.size === list.length, 'a path names one parameter');
  return list;
}

function below(prefix: string, fields: Fields, around: Around): ParameterSpec[] {
  return Object.entries(fields).flatMap(([name, spec]) => {
    const own = Object.entries(spec.shownWhen ?? {}).map(([sibling, value]): Condition => {
      const code = namesOf(fields[sibling]).indexOf(value);
      assert(code >= 0, 'a condition names a value of a sibling');
      return { path: prefix + sibling, codes: [code] };
    });
    return leavesOf(prefix + name, spec, { ...around, shownWhen: [...around.shownWhen, ...own] });
  });
}

function namesOf(spec: Spec | undefined): readonly string[] {
  if (spec?.type === 'choice') return spec.choices;
  if (spec?.type === 'variant') return Object.keys(spec.cases);
  return spec?.type === 'toggle' || spec?.type === 'section' ? offOn : [];
}

function leavesOf(path: string, spec: Spec, around: Around): ParameterSpec[] {
  const common = commonOf(path, spec, around);
  const inside = (codes: readonly number[]): Around => ({
    ...around,
    within: [...around.within, { path, codes }],
  });
  switch (spec.type) {
    case 'quantity': {
      const { type, unit, min, max, default: usual, integer, everyday } = spec;
      const own = { ...(integer && { integer }), ...(everyday && { everyday }) };
      return [{ ...common, type, unit, min, max, default: usual, ...own }];
    }
    case 'choice': {
      const { type, choices } = spec;
      return [{ ...common, type, choices, default: choices.indexOf(spec.default) }];
    }
    case 'toggle':
      return [{ ...common, type: 'toggle', choices: offOn, default: spec.default ? 1 : 0 }];
    case 'section': {
      if (!spec.optional) return below(`${path}.`, spec.fields, around);
      const own: ParameterSpec = { ...common, type: 'section', choices: offOn, default: 0 };
      return [own, ...below(`${path}.`, spec.fields, inside([1]))];
    }
    case 'variant': {
      const choices = Object.keys(spec.cases);
      const own: ParameterSpec = {
        ...common,
        type: 'choice',
        choices,
        default: choices.indexOf(spec.default),
      };
      const cases = Object.values(spec.cases);
      return [own, ...cases.flatMap((fields, code) => below(`${path}.`, fields, inside([code])))];
    }
    case 'list': {
      const lengths = Array.from({ length: spec.most }, (_, place) => place + 1);
      const range = { unit: 'count', min: 0, max: spec.most, default: 0, integer: true } as const;
      const items = lengths.flatMap((_, place) =>
        leavesOf(`${path}.${place}`, spec.of, inside(lengths.slice(place))),
      );
      return [{ ...common, type: 'list', ...range }, ...items];
    }
  }
}

function commonOf(path: string, { means, more, live, drawn, moves }: Spec, { within, shownWhen }: Around) {
  return {
    path,
    ...(within.length > 0 && { within }),
    ...(shownWhen.length > 0 && { shownWhen }),
    ...(means && { means }),
    ...(more && { more }),
    ...(live && { live }),
    ...(drawn && { drawn }),
    ...(moves && { moves }),
  };
}
