import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { PaneEntry, SettingsPane } from './settings-pane.ts';

/** Docker Desktop's settings, drawn: what is clicked is numbered in order. For screen readers it is one picture with the path in words. */
export function SettingsPicture({ pane }: { readonly pane: SettingsPane }) {
  return (
    <Box
      role="img"
      aria-label={`Docker Desktop’s settings, drawn: ${pane.words}`}
      sx={{
        mt: 1.5,
        maxWidth: 560,
        border: 1,
        borderColor: 'text.secondary',
        borderRadius: 1,
        overflow: 'hidden',
        fontSize: 12.5,
        color: 'text.primary',
        backgroundColor: 'background.default',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 1.5,
          py: 0.75,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <b>Settings</b>
        <Mark number={1} />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '190px minmax(0, 1fr)' }}>
        <Box sx={{ borderRight: 1, borderColor: 'divider', py: 0.75 }}>
          {pane.menu.map((entry) => (
            <MenuEntry key={entry.label} entry={entry} />
          ))}
        </Box>
        <Pane pane={pane} />
      </Box>
    </Box>
  );
}

function MenuEntry({ entry }: { readonly entry: PaneEntry }) {
  const clicked = entry.mark !== null;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        pl: entry.indented ? 3.5 : 1.5,
        pr: 1,
        minHeight: 26,
        color: clicked ? 'text.primary' : 'text.secondary',
        fontWeight: clicked ? 600 : 400,
        backgroundColor: clicked ? 'action.selected' : undefined,
      }}
    >
      {entry.label}
      {entry.mark !== null && <Mark number={entry.mark} />}
    </Box>
  );
}

function Pane({ pane }: { readonly pane: SettingsPane }) {
  return (
    <Box sx={{ p: 1.5, display: 'flex', flexDirection: 'column', gap: 1.25 }}>
      <b>{pane.heading}</b>
      {pane.others.map((other) => (
        <Box key={other} sx={{ color: 'text.secondary' }}>
          {other}
          <Box
            sx={{ mt: 0.5, height: 22, width: 150, border: 1, borderColor: 'divider', borderRadius: 0.5 }}
          />
        </Box>
      ))}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box
          sx={{
            width: 16,
            height: 16,
            borderRadius: '3px',
            display: 'grid',
            placeItems: 'center',
            fontSize: 12,
            fontWeight: 700,
            color: 'primary.contrastText',
            backgroundColor: 'primary.main',
          }}
        >
          ✓
        </Box>
        <b>{pane.option}</b>
        <Mark number={pane.optionMark} />
      </Box>
      <Box sx={{ flex: 1 }} />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 1 }}>
        <Box sx={{ px: 1.25, py: 0.5, borderRadius: 1, color: 'text.secondary' }}>Cancel</Box>
        <Mark number={pane.buttonMark} />
        <Box
          sx={{
            px: 1.5,
            py: 0.5,
            borderRadius: 1,
            fontWeight: 600,
            color: 'primary.contrastText',
            backgroundColor: 'primary.main',
          }}
        >
          {pane.button}
        </Box>
      </Box>
    </Box>
  );
}

function Mark({ number }: { readonly number: number }): ReactNode {
  return (
    <Box
      component="span"
      sx={{
        width: 18,
        height: 18,
        flexShrink: 0,
        borderRadius: '50%',
        display: 'inline-grid',
        placeItems: 'center',
        fontSize: 11,
        fontWeight: 700,
        color: 'background.paper',
        backgroundColor: 'text.primary',
      }}
    >
      {number}
    </Box>
  );
}
