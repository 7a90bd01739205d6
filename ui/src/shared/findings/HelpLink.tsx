import { Link } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { linkColour } from '../controls/tones.ts';

const HelpDrawer = lazy(async () => {
  const { HelpDrawer: Component } = await import('./HelpDrawer.tsx');
  return { default: Component };
});

interface Props {
  readonly code: string;
  /** What the page explains, for screen readers. */
  readonly about: string;
}

/** Opens the page of a code beside what it explains. The page comes with the extension: no network is needed. */
export function HelpLink({ code, about }: Props) {
  const [shown, setShown] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const show = (): void => {
    setOpened(true);
    setShown(code);
  };
  return (
    <>
      <Link
        component="button"
        variant="body2"
        underline="always"
        onClick={show}
        aria-label={`Why: ${about}`}
        aria-haspopup="dialog"
        sx={(theme) => ({ verticalAlign: 'baseline', minHeight: 24, color: linkColour(theme) })}
      >
        Why?
      </Link>
      {opened && (
        <Suspense fallback={null}>
          <HelpDrawer code={shown} onCode={setShown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  );
}
