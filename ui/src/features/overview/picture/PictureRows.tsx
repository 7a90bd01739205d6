import { Box, ButtonBase, Typography } from '@mui/material';
import { ToneChip } from '../../../shared/controls/ToneChip.tsx';
import type { Arrow, Picture } from '../../../shared/measured/picture.ts';
import { wayTitle } from '../evidence/evidence-view.ts';

interface Props {
  readonly picture: Picture;
  readonly onArrow: (arrow: Arrow) => void;
}

/** The picture's arrows as rows, for windows too narrow to draw them readably. */
export function PictureRows({ picture, onArrow }: Props) {
  return (
    <Box component="ul" aria-label="Connections" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {picture.arrows.map((arrow) => (
        <li key={arrow.id}>
          <ButtonBase
            aria-haspopup="dialog"
            disabled={arrow.lanes.length === 0}
            onClick={() => onArrow(arrow)}
            sx={rowSx}
          >
            <Typography component="span" variant="body2">
              {wayTitle(arrow.from, arrow.to, arrow.transport)}
            </Typography>
            <ToneChip look={arrow} />
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}

const rowSx = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: 1,
  width: '100%',
  minHeight: 32,
  px: 0.5,
  borderRadius: 1,
  textAlign: 'left',
  '&:hover': { backgroundColor: 'action.hover' },
};
