import { Box, Typography } from '@mui/material';
import { Command } from '../../../shared/controls/Command.tsx';
import { Mark } from '../../../shared/controls/ToneChip.tsx';
import { toneColour, toneGround } from '../../../shared/controls/tones.ts';
import type { ChainView, LinkView } from './chain-view.ts';

/** The answer in one sentence, at most one command, and under it the chain link by link with the first broken one lit. */
export function ChainSteps({ view }: { readonly view: ChainView }) {
  return (
    <Box component="section" aria-label={view.title} sx={{ mt: 2 }}>
      <Box role="status" sx={{ mb: 1.5 }}>
        <Typography variant="body1" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          <Mark look={view.end} /> {view.title}: {view.end.word.toLowerCase()}.
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {view.sentence}
        </Typography>
      </Box>
      {view.command !== null && <Command text={view.command} />}
      <Box component="ol" aria-label={`Links to ${view.title}`} sx={list}>
        {view.links.map((link) => (
          <LinkItem key={link.id} link={link} />
        ))}
      </Box>
    </Box>
  );
}

function LinkItem({ link }: { readonly link: LinkView }) {
  const { look, lit, faded } = link;
  return (
    <Box
      component="li"
      aria-current={lit ? 'step' : undefined}
      sx={(theme) => ({
        p: 1.25,
        borderRadius: 1,
        border: lit ? 2 : 1,
        borderStyle: faded ? 'dashed' : 'solid',
        borderColor: lit || look.tone === 'ok' ? toneColour(theme, look.tone) : theme.palette.divider,
        backgroundColor: faded && !lit ? 'transparent' : toneGround(theme, look.tone),
        minWidth: 0,
      })}
    >
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        <Mark look={look} /> {link.title}
        <Typography component="span" variant="caption" color="text.secondary">
          {' '}
          {look.word}
        </Typography>
      </Typography>
      <Typography
        variant="body2"
        color={lit ? 'text.primary' : 'text.secondary'}
        title={link.evidence.join('\n')}
        sx={{ fontSize: 12.5, overflowWrap: 'anywhere' }}
      >
        {link.sentence}
      </Typography>
    </Box>
  );
}

const list = {
  display: 'grid',
  gap: 1,
  mt: 1.5,
  gridTemplateColumns: 'repeat(auto-fill, minmax(230px, 1fr))',
  m: 0,
  p: 0,
  listStyle: 'none',
};
