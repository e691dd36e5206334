/** One parameter of a component: a number with its range, or a choice by name. */
import type { ComponentDescription } from '../../engine/description.ts';
import type { ParameterSpec } from '../../engine/model/parameter-list.ts';
import { ChoiceField } from '../controls/choice-field.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { useEdit } from '../measure/use-edit.ts';
import { parameterPath } from '../session/selection.ts';
import { useScreen } from '../session/use-screen.ts';

interface ParameterFieldProps {
  readonly component: ComponentDescription;
  readonly spec: ParameterSpec;
}

export function ParameterField({ component, spec }: ParameterFieldProps) {
  const t = useScreen();
  const edit = useEdit();
  const [name = spec.path, help] = t.kinds[component.kind]?.parameters[spec.path] ?? [];
  const shared = {
    name,
    help,
    value: component.values[spec.path] ?? spec.default,
    onCommit: (value: number) => edit(parameterPath(component, spec.path), value),
  };
  if (spec.choices === undefined) return <NumberField {...shared} spec={spec} />;
  return (
    <ChoiceField
      {...shared}
      path={spec.path}
      options={spec.choices.map((choice) => t.parameters.choices[choice] ?? choice)}
    />
  );
}
