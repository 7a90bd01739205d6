import { DockerMuiV6ThemeProvider } from '@docker/docker-mui-theme';
import { CssBaseline } from '@mui/material';
import { createRoot } from 'react-dom/client';
import { diagnose } from '@hostnet/core';
import {
  desktopPorts,
  freshSecrets,
  openExternal,
  removeLeftovers,
  showContainer,
} from '../adapters/desktop.ts';
import { hostApp } from '../shared/page/product.ts';
import { storage } from '../shared/page/storage.ts';
import { App } from './App.tsx';
import { copyText } from './clipboard.ts';
import { seedThemes } from './fallback-theme.ts';
import { keepReport, lastReport } from './memory.ts';
import { runEnds, runStarts, unfinishedRuns } from './unfinished.ts';

seedThemes();
/** The pages are a part of their own: nobody waits for them before the first verdict. */
async function helpPage(code: string): Promise<string | null> {
  const { PAGES } = await import('./help-pages.ts');
  return PAGES[code] ?? null;
}

/** Visits that ended in the middle of a run may have left a container that was never started. */
async function tidyUp(): Promise<void> {
  for (const run of unfinishedRuns(storage)) {
    try {
      await removeLeftovers(run);
      runEnds(storage, run);
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
      onStart={(run) => runStarts(storage, run)}
      onEnd={(run) => runEnds(storage, run)}
      onReport={(report) => keepReport(storage, report)}
      last={lastReport(storage)}
      openExternal={openExternal}
      showContainer={showContainer}
      copy={copyText}
      help={helpPage}
      app={hostApp(window.location)}
    />
  </DockerMuiV6ThemeProvider>,
);
void tidyUp();
