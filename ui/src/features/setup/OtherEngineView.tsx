import { Box, Typography } from '@mui/material';
import { Command } from '../../shared/controls/Command.tsx';
import type { OtherEngine } from './other-engine.ts';

/** What applies to an engine without the setting. */
export function OtherEngineView({ other }: { readonly other: OtherEngine }) {
  return (
    <Box sx={{ mb: 2 }}>
      <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 600 }}>
        {other.title}
      </Typography>
      <Typography variant="body2">{other.text}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
        {other.instead}
      </Typography>
      <Command text={other.command} />
    </Box>
  );
}
