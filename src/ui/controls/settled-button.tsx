/** A button that acts only once what it would do has stood there for a moment; until then it looks the same and is inert. */
import { useEffect, useLayoutEffect, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { createSettling, settlingMillis } from './settling.ts';

interface SettledButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** What a click would do, to what. */
  readonly subject: string;
  readonly onAct: () => void;
}

export function SettledButton({ subject, onAct, disabled = false, ...rest }: SettledButtonProps) {
  const [settling] = useState(createSettling);
  // Says so to assistive technology and to whoever drives the page; what decides is the time of the event.
  const [inertSince, setInertSince] = useState<number>();

  useLayoutEffect(() => {
    const now = performance.now();
    if (settling.standsFor(`${disabled} ${subject}`, now)) setInertSince(now);
  }, [settling, subject, disabled]);

  useEffect(() => {
    if (inertSince === undefined) return;
    const timer = window.setTimeout(() => setInertSince(undefined), settlingMillis);
    return () => window.clearTimeout(timer);
  }, [inertSince]);

  return (
    <Button
      {...rest}
      disabled={disabled}
      aria-disabled={inertSince === undefined || disabled ? undefined : true}
      onClick={({ timeStamp }) => {
        if (!settling.isSettled(timeStamp)) return;
        settling.acted(timeStamp);
        setInertSince(timeStamp);
        onAct();
      }}
    />
  );
}
