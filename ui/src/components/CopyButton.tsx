import { Button } from '@mui/material';
import { useEffect, useState } from 'react';
import { useSurface } from '../app/surface.ts';

interface Props {
  readonly text: string;
  readonly label?: string;
  readonly variant?: 'text' | 'contained';
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
    copy(text).then(
      () => setResult('Copied'),
      () => setResult('Could not copy'),
    );
  };
  return (
    <>
      <Button
        size="small"
        variant={variant}
        onClick={onClick}
        aria-label={`${label}: ${text}`}
        sx={{ flexShrink: 0 }}
      >
        {result ?? label}
      </Button>
      <span
        role="status"
        style={{ position: 'absolute', clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden' }}
      >
        {result ?? ''}
      </span>
    </>
  );
}
