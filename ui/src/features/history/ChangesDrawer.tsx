import { Box, List, ListItem, Typography } from '@mui/material';
import { useRef } from 'react';
import { SideDrawer } from '../../shared/controls/SideDrawer.tsx';
import { ToneChip } from '../../shared/controls/ToneChip.tsx';
import { changesView } from './changes.ts';
import { LaneChanges } from './LaneChanges.tsx';
import { ReadingProblem } from './ReadingProblem.tsx';
import { useReport } from './use-history.ts';

interface Props {
  /** The two runs compared; null closes the drawer. */
  readonly ids: readonly [string, string] | null;
  readonly onClose: () => void;
}

/** What changed between two runs, in sentences. */
export function ChangesDrawer({ ids, onClose }: Props) {
  const last = useRef(ids);
  // While it slides out it keeps what it showed.
  if (ids) last.current = ids;
  const [one, other] = [useReport(last.current?.[0] ?? null), useReport(last.current?.[1] ?? null)];
  const view = one.data && other.data ? changesView(one.data, other.data) : null;
  const retry = (): void => {
    for (const query of [one, other]) if (query.error) void query.refetch();
  };
  return (
    <SideDrawer open={ids !== null} title="What changed" titleId="what-changed" onClose={onClose}>
      <ReadingProblem
        error={one.error ?? other.error}
        busy={one.isFetching || other.isFetching}
        onRetry={retry}
      />
      {view && (
        <>
          <Typography variant="body2" color="text.secondary">
            {view.title}
          </Typography>
          <Typography variant="body1" sx={{ my: 1, fontWeight: 600 }}>
            {view.headline}
          </Typography>
          <List dense disablePadding aria-label="Changes">
            {view.lines.map(({ look, sentence }) => (
              <ListItem
                key={sentence}
                disableGutters
                sx={{ gap: 1, alignItems: 'start', overflowWrap: 'anywhere' }}
              >
                <Box sx={{ flexShrink: 0 }}>
                  <ToneChip look={look} />
                </Box>
                <Typography variant="body2" sx={{ minWidth: 0 }}>
                  {sentence}
                </Typography>
              </ListItem>
            ))}
          </List>
          <LaneChanges changes={view.lanes} />
          {view.note !== '' && (
            <Typography variant="body2" color="text.secondary">
              {view.note}
            </Typography>
          )}
        </>
      )}
    </SideDrawer>
  );
}
