import { Box, List, ListItem, Typography } from '@mui/material';
import type { LeavingView } from './exported.ts';

/** What leaves, and what was removed from it. */
export function Preview({ view }: { readonly view: LeavingView }) {
  return (
    <>
      <Typography variant="body2" color="text.secondary">
        {view.use} {view.size}.
      </Typography>
      <Box
        component="pre"
        tabIndex={0}
        role="region"
        aria-label="What leaves"
        sx={{
          m: 0,
          p: 1,
          height: 'min(44vh, 520px)',
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          fontSize: 12,
          backgroundColor: 'background.default',
          color: 'text.primary',
        }}
      >
        {view.text}
      </Box>
      <Box>
        <Typography component="h3" variant="subtitle2">
          {view.removed.length === 0 ? 'Nothing had to be removed' : 'Removed'}
        </Typography>
        <List dense disablePadding aria-label="Removed" sx={{ columns: { sm: 2 } }}>
          {view.removed.map((line) => (
            <ListItem key={line} disableGutters sx={{ py: 0, breakInside: 'avoid' }}>
              <Typography variant="body2">{line}</Typography>
            </ListItem>
          ))}
        </List>
      </Box>
    </>
  );
}
