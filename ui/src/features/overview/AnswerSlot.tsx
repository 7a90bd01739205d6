import { Box } from '@mui/material';
import type { ReactNode, RefObject } from 'react';

/** Height in px of a fault's sentence, its reason, its remedy and a command at 1024 px: the answer takes this place whatever it is. */
const HEIGHT = 196;

interface Props {
  readonly children: ReactNode;
  readonly place: RefObject<HTMLDivElement | null>;
}

/** The place of the answer. It has its height before there is one, so that nothing below it moves when a run starts or ends. */
export function AnswerSlot({ children, place }: Props) {
  return (
    <Box ref={place} sx={{ minHeight: HEIGHT, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {children}
    </Box>
  );
}
