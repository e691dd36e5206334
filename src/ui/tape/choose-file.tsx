/** A button that asks for a file: what dropping does with a mouse, for keyboard and touch. */
import { type ReactNode, useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { useApp } from '../session/app-context.ts';

interface ChooseFileProps {
  readonly look?: 'outline' | 'quiet';
  readonly help?: string;
  readonly children: ReactNode;
}

export function ChooseFile({ look = 'outline', help, children }: ChooseFileProps) {
  const { tapes } = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} title={help} data-verb="replay" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          tapes.take([...(currentTarget.files ?? [])]);
          // The same file again is a choice too.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
