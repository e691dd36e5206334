/** One parameter of a component: a number with its range, a choice by name, or a section to be added and removed. */
import type { ComponentDescription } from '../../engine/description.ts';
import type { ParameterSpec } from '../../engine/model/parameter-list.ts';
import { wordsPath } from '../../i18n/story/value-text.ts';
import { Button } from '../controls/button.tsx';
import { ChoiceField } from '../controls/choice-field.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { useEdit } from '../measure/use-edit.ts';
import { parameterPath } from '../session/selection.ts';
import { useLater } from '../session/use-later.ts';
import { useScreen } from '../session/use-screen.ts';

interface ParameterFieldProps {
  readonly component: ComponentDescription;
  readonly spec: ParameterSpec;
}

export function ParameterField({ component, spec }: ParameterFieldProps) {
  const t = useScreen();
  const later = useLater();
  const edit = useEdit();
  const { parameters } = t;
  const words =
    later.kinds[component.kind]?.parameters[wordsPath(spec.path)] ??
    later.parameters.ofDependency?.(spec.path);
  const [name = spec.path, help = undefined] = words ?? [];
  const value = component.values[spec.path] ?? spec.default;
  const onCommit = (next: number): void => edit(parameterPath(component, spec.path), next);
  const shared = { name, value, onCommit, help: spec.live === 'no' ? `${help} ${parameters.fixed}` : help };
  switch (spec.type) {
    case 'quantity':
    case 'list':
      return <NumberField {...shared} help={help} spec={spec} />;
    case 'section':
      return (
        <Button wide data-path={spec.path} title={help} onClick={() => onCommit(1 - value)}>
          {value === 1 ? parameters.remove(name) : parameters.add(name)}
        </Button>
      );
    default:
      return (
        <ChoiceField
          {...shared}
          path={spec.path}
          disabled={spec.live === 'no'}
          options={spec.choices.map((choice) => later.parameters.choices[choice] ?? choice)}
        />
      );
  }
}
