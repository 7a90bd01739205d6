import { Box, Typography } from '@mui/material';
import { Command } from '../controls/Command.tsx';
import { QuietButton } from '../controls/QuietButton.tsx';
import { useSurface } from '../page/surface.ts';
import type { OwnPort } from './own-ports.ts';

/** A server to try host mode with: nginx answers on port 80 of this computer, and needs no -p. */
export const EXAMPLE_COMMAND = 'docker run --rm -it --network host nginx';
const EXAMPLE_URL = 'http://localhost';
/** More than these stay on the Ports tab. */
const SHOWN = 4;

/** What to do with host networking that works: an example to run, the address to open, and the person's own ports that answered. */
export function TryIt({ ports }: { readonly ports: readonly OwnPort[] }) {
  return (
    <Box sx={{ mt: 1 }}>
      <Typography variant="body2">
        To try it, start a server that needs no <code>-p</code>, then open its address:
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'end', flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 320px', maxWidth: 560, minWidth: 0 }}>
          <Command text={EXAMPLE_COMMAND} />
        </Box>
        <Address url={EXAMPLE_URL} text={EXAMPLE_URL} />
      </Box>
      {ports.length > 0 && (
        <Typography variant="body2" component="div" sx={{ mt: 0.5 }}>
          Your containers that answer here:
          {ports.slice(0, SHOWN).map(({ container, port, url }) => (
            <Address key={port} url={url} text={`${container} on localhost:${port}`} />
          ))}
          {ports.length > SHOWN && ` and ${ports.length - SHOWN} more, on the Ports tab`}
        </Typography>
      )}
    </Box>
  );
}

function Address({ url, text }: { readonly url: string; readonly text: string }) {
  const { openExternal } = useSurface();
  return (
    <QuietButton size="small" onClick={() => openExternal(url)} aria-label={`Open ${text} in the browser`}>
      {text}
    </QuietButton>
  );
}
