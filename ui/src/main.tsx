import { DockerMuiV6ThemeProvider } from '@docker/docker-mui-theme';
import { CssBaseline } from '@mui/material';
import { diagnose } from '@hostnet/core';
import { createRoot } from 'react-dom/client';
import {
  desktopPorts,
  freshSecrets,
  openExternal,
  removeLeftovers,
  showContainer,
} from './adapters/desktop.ts';
import { App } from './app/App.tsx';
import { copyText } from './app/clipboard.ts';
import { hostApp } from './model/product.ts';
import { keepReport, lastReport } from './run/memory.ts';
import { runEnds, runStarts, unfinishedRuns } from './run/unfinished.ts';
import { seedThemes } from './theme/fallback.ts';

seedThemes();
/** The pages are a part of their own: nobody waits for them before the first verdict. */
async function helpPage(code: string): Promise<string | null> {
  const { PAGES } = await import('./help/pages.ts');
  return PAGES[code] ?? null;
}

/** Visits that ended in the middle of a run may have left a container that was never started. */
async function tidyUp(): Promise<void> {
  for (const run of unfinishedRuns(localStorage)) {
    try {
      await removeLeftovers(run);
      runEnds(localStorage, run);
    } catch {
      // The engine cannot be asked now: it is tried again on the next visit.
    }
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <DockerMuiV6ThemeProvider>
    <CssBaseline />
    <App
      diagnose={diagnose}
      ports={desktopPorts}
      secrets={freshSecrets}
      clock={{ now: () => new Date(), monotonicMs: () => performance.now() }}
      version={__HOSTNET_VERSION__}
      onStart={(run) => runStarts(localStorage, run)}
      onEnd={(run) => runEnds(localStorage, run)}
      onReport={(report) => keepReport(localStorage, report)}
      last={lastReport(localStorage)}
      openExternal={openExternal}
      showContainer={showContainer}
      copy={copyText}
      help={helpPage}
      app={hostApp(window.location)}
    />
  </DockerMuiV6ThemeProvider>,
);
void tidyUp();
