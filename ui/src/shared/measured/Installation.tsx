import { Box, Typography } from '@mui/material';
import { Fragment } from 'react';
import { Card } from '../controls/Card.tsx';
import type { InstallationLine } from './installation-lines.ts';

/** What is known of this installation, each line with its source or reason. */
export function Installation({ lines }: { readonly lines: readonly InstallationLine[] }) {
  return (
    <Card title="This installation">
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: '6px 12px', m: 0 }}
      >
        {lines.map((line) => (
          <Line key={line.term} line={line} />
        ))}
      </Box>
    </Card>
  );
}

function Line({ line }: { readonly line: InstallationLine }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="text.secondary">
        {line.term}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {line.text}
        {line.note !== null && (
          <Typography component="span" variant="caption" color="text.secondary" sx={{ display: 'block' }}>
            <Breakable text={line.note} />
          </Typography>
        )}
      </Typography>
    </>
  );
}

/** A path breaks after its slashes, not in the middle of a name. */
function Breakable({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=[^~]\/)/).map((part, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
