import { Box, Typography, useMediaQuery } from '@mui/material';
import { useState } from 'react';
import { Card } from '../../shared/controls/Card.tsx';
import { QuietButton } from '../../shared/controls/QuietButton.tsx';
import { laneTableOf } from '../../shared/measured/lane-table.ts';
import type { Measured } from '../../shared/measured/measured.ts';
import type { Picture } from '../../shared/measured/picture.ts';
import { evidenceOf, wayTitle } from './evidence/evidence-view.ts';
import { EvidenceDrawerLazy } from './evidence/EvidenceDrawerLazy.tsx';
import { Legend } from './Legend.tsx';
import { LaneTableView } from './LaneTableView.tsx';
import { PictureRows } from './picture/PictureRows.tsx';
import { PictureView } from './picture/PictureView.tsx';

interface Props {
  readonly measured: Measured;
  readonly picture: Picture;
  /** Starts a run that measures the controls too. */
  readonly onFull: () => void;
}

/** Which lanes the drawer shows; they are looked up anew, so that it fills while the run goes on. */
interface Chosen {
  readonly title: string;
  readonly ids: ReadonlySet<string>;
}

/** Below this the words of the picture are no longer readable, nor do six columns fit: as with a zoom of 200 % in a window of 1024 px. */
const NARROW = '(max-width: 699.95px)';

/** Height in px that picture and table take at least: what follows them does not move while they fill. */
const HEIGHT = 560;

/** Picture and table of one measurement, and the evidence behind every arrow and cell. */
export function MeasuredCard({ measured, picture, onFull }: Props) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [opened, setOpened] = useState(false);
  const narrow = useMediaQuery(NARROW);
  const Drawing = narrow ? PictureRows : PictureView;
  const show = (title: string, lanes: readonly { readonly id: string }[]): void => {
    setChosen({ title, ids: new Set(lanes.map((lane) => lane.id)) });
    setOpened(true);
  };
  const view =
    chosen &&
    evidenceOf(
      chosen.title,
      measured.lanes.filter((lane) => chosen.ids.has(lane.id)),
    );
  return (
    <Card title="What was measured">
      <Box sx={{ minHeight: HEIGHT }}>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          Click an arrow or a cell for its evidence.
        </Typography>
        <Drawing
          picture={picture}
          onArrow={(arrow) => show(wayTitle(arrow.from, arrow.to, arrow.transport), arrow.lanes)}
        />
        <LaneTableView
          table={laneTableOf(measured)}
          narrow={narrow}
          onCell={(cell, column) =>
            show(`${wayTitle(column.from, column.to, column.transport)}, ${cell.address}`, cell.lanes)
          }
        />
      </Box>
      <Legend />
      {picture.skipped.length > 0 && <NotAsked ways={picture.skipped} onMeasure={onFull} />}
      <EvidenceDrawerLazy view={view} opened={opened} onClose={() => setChosen(null)} />
    </Card>
  );
}

/** Controls that this run left out, and how to measure them. */
function NotAsked({ ways, onMeasure }: { readonly ways: readonly string[]; readonly onMeasure: () => void }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
      Not tested: {ways.join('; ')}.{' '}
      <QuietButton size="small" onClick={onMeasure}>
        Run full test
      </QuietButton>
    </Typography>
  );
}
