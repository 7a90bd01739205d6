import { Button } from '@mui/material';
import { useEffect, useState } from 'react';
import { useSurface } from '../page/surface.ts';
import { QuietButton } from './QuietButton.tsx';

interface Props {
  /** The text, or what makes it when it is copied. */
  readonly text: string | (() => Promise<string>);
  readonly label?: string;
  readonly variant?: 'text' | 'outlined' | 'contained';
}

/** Copies a text and says that it did, or that it could not. */
export function CopyButton({ text, label = 'Copy', variant = 'text' }: Props) {
  const { copy } = useSurface();
  const [result, setResult] = useState<'Copied' | 'Could not copy' | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), 2000);
    return () => clearTimeout(timer);
  }, [result]);
  const onClick = (): void => {
    const made = typeof text === 'string' ? Promise.resolve(text) : text();
    made.then(copy).then(
      () => setResult('Copied'),
      () => setResult('Could not copy'),
    );
  };
  const Kind = variant === 'contained' ? Button : QuietButton;
  const name = typeof text === 'string' ? `${label}: ${text}` : label;
  return (
    <>
      <Kind size="small" onClick={onClick} aria-label={name} variant={variant}>
        {result ?? label}
      </Kind>
      <span
        role="status"
        style={{ position: 'absolute', clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden' }}
      >
        {result ?? ''}
      </span>
    </>
  );
}
