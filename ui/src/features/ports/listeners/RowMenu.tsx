import { Menu, MenuItem } from '@mui/material';
import type { GridRow } from './grid-rows.ts';

/** What can be done with a listener. */
export interface RowActions {
  copy(row: GridRow): void;
  open(row: GridRow): void;
  /** null where there is no page of a container to go to. */
  readonly show: ((row: GridRow) => void) | null;
  explain(row: GridRow): void;
}

/** The row whose menu is open, and the button it hangs on. */
export interface OpenMenu {
  readonly row: GridRow;
  readonly button: HTMLElement;
}

interface Props {
  readonly menu: OpenMenu | null;
  readonly actions: RowActions;
  readonly onClose: () => void;
}

/** One menu for all rows: one a row would make scrolling slow. */
export function RowMenu({ menu, actions, onClose }: Props) {
  if (!menu) return null;
  const { row, button } = menu;
  const { show } = actions;
  const choose = (act: (row: GridRow) => void) => () => {
    onClose();
    act(row);
  };
  return (
    <Menu open anchorEl={button} onClose={onClose} transitionDuration={0}>
      <MenuItem dense onClick={choose(actions.copy)}>
        Copy {row.copy}
      </MenuItem>
      <MenuItem dense disabled={row.url === null} onClick={choose(actions.open)}>
        {row.url === null ? 'Open in browser: nothing answers over TCP' : `Open ${row.url}`}
      </MenuItem>
      {show && row.containerId !== null && (
        <MenuItem dense onClick={choose(show)}>
          Show {row.container} in Docker Desktop
        </MenuItem>
      )}
      <MenuItem dense onClick={choose(actions.explain)}>
        Explain port {row.port}
      </MenuItem>
    </Menu>
  );
}
