import { Box, Typography } from '@mui/material';
import { MONO } from '../../../shared/controls/Command.tsx';
import { SideDrawer } from '../../../shared/controls/SideDrawer.tsx';
import { ToneChip } from '../../../shared/controls/ToneChip.tsx';
import type { EvidenceView, LaneEvidenceView } from './evidence-view.ts';

interface Props {
  /** null closes the drawer. */
  readonly view: EvidenceView | null;
  readonly onClose: () => void;
}

/** For every lane behind an arrow or a cell: what was sent, what each witness saw, source addresses, times, errno. */
export function EvidenceDrawer({ view, onClose }: Props) {
  return (
    <SideDrawer open={view !== null} title={view?.title ?? ''} titleId="evidence-title" onClose={onClose}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {view?.intro}
      </Typography>
      {view?.lanes.map((lane) => (
        <LaneItem key={lane.id} lane={lane} />
      ))}
    </SideDrawer>
  );
}

function LaneItem({ lane }: { readonly lane: LaneEvidenceView }) {
  return (
    <Box component="article" aria-label={lane.title} sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography
          component="h3"
          variant="subtitle2"
          sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}
        >
          {lane.title}
        </Typography>
        <ToneChip look={lane.look} />
      </Box>
      {lane.reason !== null && (
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {lane.reason}
        </Typography>
      )}
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: '2px 12px', m: 0, mt: 0.5 }}
      >
        {lane.lines.map((line) => (
          <Line key={line.term} term={line.term} text={line.text} />
        ))}
      </Box>
    </Box>
  );
}

function Line({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <>
      <Typography component="dt" variant="caption" color="text.secondary">
        {term}
      </Typography>
      <Typography component="dd" variant="caption" sx={{ m: 0, fontFamily: MONO, overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
    </>
  );
}
