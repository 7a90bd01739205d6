import type { GridColDef, GridRenderCellParams, GridSortDirection } from '@mui/x-data-grid';
import type { GridRow, ReachCell } from './grid-rows.ts';

type Column = GridColDef<GridRow>;

/** Returns the columns, narrow enough for a window of 1024 pixels. Cells are plain elements: a component of MUI each would make scrolling slow. */
export function columnsOf(onMenu: (row: GridRow, button: HTMLElement) => void): Column[] {
  return [
    {
      field: 'container',
      headerName: 'Container',
      minWidth: 112,
      flex: 1,
      // What belongs to no container comes last.
      valueGetter: (_, row) => `${row.containerId === null ? 1 : 0}${row.container}`,
      sortComparator: byText,
      renderCell: ({ row }) => (
        <span title={row.container} className={row.containerId === null ? 'hn-quiet' : 'hn-name'}>
          {row.container}
        </span>
      ),
    },
    { field: 'process', headerName: 'Process', minWidth: 66, flex: 0.5, sortComparator: byText },
    { field: 'transport', headerName: 'Proto', width: 54, sortComparator: byText },
    {
      field: 'port',
      headerName: 'Port',
      width: 54,
      type: 'number',
      valueFormatter: (port: number) => `${port}`,
    },
    {
      field: 'address',
      headerName: 'Address',
      minWidth: 88,
      flex: 0.5,
      sortComparator: byText,
      renderCell: titled,
    },
    { field: 'family', headerName: 'Family', width: 70, sortComparator: byText },
    reach('v4', 'On IPv4', 'From this computer over IPv4'),
    reach('v6', 'On IPv6', 'From this computer over IPv6'),
    reach('lan', 'Network', 'From your network, tested at this computer’s LAN address'),
    {
      field: 'whyNot',
      headerName: 'Why not',
      flex: 1.6,
      minWidth: 76,
      sortComparator: byText,
      renderCell: titled,
    },
    {
      field: 'actions',
      headerName: 'Actions',
      width: 62,
      sortable: false,
      align: 'center',
      renderCell: ({ row, tabIndex }) => (
        <button
          type="button"
          className="hn-more"
          aria-label={`Actions for port ${row.port} of ${row.container}`}
          aria-haspopup="menu"
          tabIndex={tabIndex}
          onClick={({ currentTarget }) => onMenu(row, currentTarget)}
        >
          ⋮
        </button>
      ),
    },
  ];
}

/** Where the list starts: one container after the other. */
export const SORTED = [{ field: 'container', sort: 'asc' as GridSortDirection }];

function reach(field: 'v4' | 'v6' | 'lan', headerName: string, description: string): Column {
  return {
    field,
    headerName,
    description,
    width: 120,
    sortComparator: byText,
    valueGetter: (cell: ReachCell) => cell.look.word,
    renderCell: ({ row }: GridRenderCellParams<GridRow>) => {
      const { look, why } = row[field];
      return (
        <span className={`hn-reach hn-${look.tone}`} title={why}>
          <b aria-hidden>{look.mark}</b> {look.word}
        </span>
      );
    },
  };
}

function titled({ value }: { readonly value?: string }) {
  return <span title={value}>{value}</span>;
}

/** By code unit: a collator takes ten times as long on thousands of rows. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
