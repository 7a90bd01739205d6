import { Box, Drawer, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { QuietButton } from './QuietButton.tsx';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** Id of the title's element: one a drawer. */
  readonly titleId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A drawer beside the page, with a title and a way out. */
export function SideDrawer({ open, title, titleId, onClose, children }: Props) {
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      slotProps={{
        paper: {
          sx: { backgroundImage: 'none' },
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
        },
      }}
    >
      <Box sx={{ width: { xs: '100vw', sm: 500 }, p: 2.5 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'start', mb: 1 }}>
          <Typography id={titleId} component="h2" variant="h6" sx={{ flex: 1, lineHeight: 1.3 }}>
            {title}
          </Typography>
          <QuietButton onClick={onClose} size="small">
            Close
          </QuietButton>
        </Box>
        {children}
      </Box>
    </Drawer>
  );
}
