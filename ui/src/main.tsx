import { DockerMuiV6ThemeProvider } from '@docker/docker-mui-theme';
import { CssBaseline } from '@mui/material';
import { diagnose } from '@hostnet/core';
import { createRoot } from 'react-dom/client';
import { desktopPorts, freshSecrets, openExternal, showContainer } from './adapters/desktop.ts';
import { App } from './app/App.tsx';
import { copyText } from './app/clipboard.ts';
import { hostApp } from './model/product.ts';
import { keepReport, lastReport } from './run/memory.ts';
import { seedThemes } from './theme/fallback.ts';

seedThemes();
/** The pages are a part of their own: nobody waits for them before the first verdict. */
async function helpPage(code: string): Promise<string | null> {
  const { PAGES } = await import('./help/pages.ts');
  return PAGES[code] ?? null;
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
