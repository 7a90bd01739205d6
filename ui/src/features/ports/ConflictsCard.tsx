import { Box, Typography } from '@mui/material';
import type { Finding } from '@hostnet/core';
import { Card } from '../../shared/controls/Card.tsx';
import { Command } from '../../shared/controls/Command.tsx';
import { FindingItem } from '../../shared/findings/FindingItem.tsx';

/** Ports that two want, with the one that has it. */
export function ConflictsCard({ conflicts }: { readonly conflicts: readonly Finding[] }) {
  if (conflicts.length === 0) return null;
  return (
    <Card title={conflicts.length === 1 ? 'One port conflict' : `${conflicts.length} port conflicts`}>
      {conflicts.map((finding, at) => (
        <Box
          key={`${finding.code}/${at}`}
          sx={{ pt: at === 0 ? 0 : 1.5, pb: 1, borderTop: at === 0 ? 0 : 1, borderColor: 'divider' }}
        >
          <FindingItem
            finding={finding}
            anchor={conflicts.find(({ code }) => code === finding.code) === finding}
          />
          {finding.remedy && (
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {finding.remedy.text}
            </Typography>
          )}
          {finding.remedy?.command && <Command text={finding.remedy.command} />}
        </Box>
      ))}
    </Card>
  );
}
