import { DockerMuiV6ThemeProvider } from '@docker/docker-mui-theme';
import { CssBaseline } from '@mui/material';
import { diagnose } from '@hostnet/core';
import { createRoot } from 'react-dom/client';
import { desktopPorts, freshSecrets, openExternal } from './adapters/desktop.ts';
import { App } from './app/App.tsx';
import { copyText } from './app/clipboard.ts';
import { keepReport, lastReport } from './run/memory.ts';
import { seedThemes } from './theme/fallback.ts';

seedThemes();
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
      onReport={(report) => keepReport(localStorage, report)}
      last={lastReport(localStorage)}
      openExternal={openExternal}
      copy={copyText}
    />
  </DockerMuiV6ThemeProvider>,
);
