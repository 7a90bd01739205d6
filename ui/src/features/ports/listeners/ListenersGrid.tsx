import type { Theme } from '@mui/material';
import { Box } from '@mui/material';
import { DataGrid } from '@mui/x-data-grid';
import { useMemo, useState } from 'react';
import type { Tone } from '../../../shared/controls/looks.ts';
import { toneColour, toneGround } from '../../../shared/controls/tones.ts';
import { columnsOf, SORTED } from './grid-columns.tsx';
import type { GridRow } from './grid-rows.ts';
import { RowMenu } from './RowMenu.tsx';
import type { OpenMenu, RowActions } from './RowMenu.tsx';

interface Props {
  readonly rows: readonly GridRow[];
  readonly actions: RowActions;
}

const ROW = 36;
const HEADER = 40;
const FOOTER = 53;
const BORDERS = 2;
/** Rows shown without scrolling: so many fit into a window of 640 pixels below the page's head. */
const ROWS_SEEN = 12;
/** The grid's free edition shows at most this many rows a page (MUI X docs, pagination). */
const PAGE = 100;

/** The listeners in a virtualised grid. */
export function ListenersGrid({ rows, actions }: Props) {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const columns = useMemo(() => columnsOf((row, button) => setMenu({ row, button })), []);
  const paged = rows.length > PAGE;
  const seen = Math.max(1, Math.min(rows.length, ROWS_SEEN));
  return (
    <Box sx={{ height: HEADER + seen * ROW + BORDERS + (paged ? FOOTER : 0) }}>
      <DataGrid
        aria-label="Listeners"
        rows={rows}
        columns={columns}
        rowHeight={ROW}
        columnHeaderHeight={HEADER}
        initialState={{ sorting: { sortModel: SORTED }, pagination: { paginationModel: { pageSize: PAGE } } }}
        pageSizeOptions={[PAGE]}
        sortingOrder={['asc', 'desc']}
        hideFooter={!paged}
        disableColumnMenu
        disableRowSelectionOnClick
        rowSelection={false}
        localeText={{ noRowsLabel: 'No listener fits the filter.' }}
        sx={gridStyle}
      />
      <RowMenu menu={menu} actions={actions} onClose={() => setMenu(null)} />
    </Box>
  );
}

const TONES: readonly Tone[] = ['ok', 'bad', 'warn', 'none'];

/** One style sheet for all cells: thousands of styled components would make scrolling slow. */
function gridStyle(theme: Theme): Record<string, object | string | number> {
  return {
    fontSize: 12.25,
    '--DataGrid-containerBackground': theme.palette.background.paper,
    '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 600 },
    '& .MuiDataGrid-cell, & .MuiDataGrid-columnHeader': { px: '5px' },
    '& .hn-name': { fontWeight: 600 },
    '& .hn-quiet': { color: theme.palette.text.secondary },
    '& .hn-more': {
      font: 'inherit',
      fontSize: 18,
      lineHeight: 1,
      color: 'inherit',
      background: 'none',
      border: 0,
      width: 28,
      height: 28,
      borderRadius: '50%',
      cursor: 'pointer',
      '&:hover, &:focus-visible': { backgroundColor: theme.palette.action.hover },
    },
    '& .hn-reach': { borderRadius: '4px', padding: '2px 5px' },
    ...Object.fromEntries<object>(
      TONES.flatMap((tone): [string, object][] => [
        [`& .hn-${tone}`, { backgroundColor: toneGround(theme, tone) }],
        [`& .hn-${tone} b`, { color: toneColour(theme, tone) }],
      ]),
    ),
  };
}
