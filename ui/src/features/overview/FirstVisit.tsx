import { Alert } from '@mui/material';
import { useState } from 'react';
import { QuietButton } from '../../shared/controls/QuietButton.tsx';
import { storage } from '../../shared/page/storage.ts';
import { goTo } from '../../shared/page/use-place.ts';
import { hintIsSeen, seeHint } from './first-visit-hint.ts';

/** On the first visit: where to begin. Gone for good once it was closed or followed. */
export function FirstVisit() {
  const [seen, setSeen] = useState(() => hintIsSeen(storage));
  if (seen) return null;
  const close = (): void => {
    seeHint(storage);
    setSeen(true);
  };
  const setUp = (): void => {
    close();
    goTo('setup');
  };
  return (
    <Alert
      severity="info"
      variant="outlined"
      role="note"
      onClose={close}
      closeText="Close this hint"
      action={
        <>
          <QuietButton size="small" onClick={setUp}>
            Set it up
          </QuietButton>
          <QuietButton size="small" onClick={close} aria-label="Close this hint">
            Close
          </QuietButton>
        </>
      }
    >
      First time here? Docker Desktop has host networking turned off until you turn it on. Setup shows what is
      left to do and proves that it works; Diagnose only measures.
    </Alert>
  );
}
