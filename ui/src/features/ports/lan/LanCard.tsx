import { Alert, Box, Link, MenuItem, TextField, Typography } from '@mui/material';
import { lazy, Suspense, useState } from 'react';
import { Card } from '../../../shared/controls/Card.tsx';
import { CopyButton } from '../../../shared/controls/CopyButton.tsx';
import { useSurface } from '../../../shared/page/surface.ts';
import { label } from '../field-styles.ts';
import type { LanPort } from './lan-ports.ts';

/** Drawn for few people, so it is loaded with its card. */
const LanCode = lazy(async () => ({ default: (await import('./LanCode.tsx')).LanCode }));

/** From another machine: address, QR code for a telephone, and what it means that the port is open there. */
export function LanCard({ ports }: { readonly ports: readonly LanPort[] }) {
  const { openExternal } = useSurface();
  const [key, setKey] = useState('');
  const chosen = ports.find((port) => port.key === key) ?? ports[0];
  if (!chosen) return null;
  return (
    <Card title="From your network">
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
          <TextField
            id="lan-port"
            select
            label="Port"
            size="small"
            fullWidth
            value={chosen.key}
            onChange={(event) => setKey(event.target.value)}
            sx={{ ...label, mt: 0.5 }}
          >
            {ports.map((port) => (
              <MenuItem key={port.key} value={port.key}>
                {port.label}
              </MenuItem>
            ))}
          </TextField>
          <Typography variant="body1" sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
            <Link
              component="button"
              variant="body1"
              color="text.primary"
              underline="always"
              onClick={() => openExternal(chosen.url)}
            >
              {chosen.url}
            </Link>{' '}
            <CopyButton text={chosen.url} />
          </Typography>
          <Alert severity="warning" variant="outlined" role="note" sx={{ mt: 1, py: 0 }}>
            {chosen.warning}
          </Alert>
          <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
            This was tested from this computer: a firewall may still stop other machines.
          </Typography>
        </Box>
        <Suspense fallback={<Box sx={{ width: 148, height: 148 }} />}>
          <LanCode url={chosen.url} />
        </Suspense>
      </Box>
    </Card>
  );
}
