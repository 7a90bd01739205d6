import { Box, ButtonBase, useTheme } from '@mui/material';
import type { Tone } from '../../../shared/controls/looks.ts';
import { toneColour } from '../../../shared/controls/tones.ts';
import type { Box as PictureBox, Arrow, Picture } from '../../../shared/measured/picture.ts';
import { layoutOf } from './picture-layout.ts';
import type { PictureLayout, Rect } from './picture-layout.ts';
import { PictureArrow } from './PictureArrow.tsx';

interface Props {
  readonly picture: Picture;
  readonly onArrow: (arrow: Arrow) => void;
}

const TONES: readonly Tone[] = ['ok', 'bad', 'warn', 'none', 'pending'];

/** The picture: boxes and arrows drawn as SVG, with a real button over each arrow. */
export function PictureView({ picture, onArrow }: Props) {
  const layout = layoutOf(picture);
  const { width, height } = layout;
  return (
    <Box sx={{ position: 'relative', maxWidth: 900, mx: 'auto', ...PENDING_MOTION }}>
      <Box
        component="svg"
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden
        sx={{ width: '100%', display: 'block' }}
      >
        <Heads />
        <Boxes picture={picture} layout={layout} />
        {layout.arrows.map((entry) => (
          <PictureArrow key={entry.arrow.id} layout={entry} />
        ))}
      </Box>
      {layout.arrows.map(({ arrow, hit }) => (
        <ButtonBase
          key={arrow.id}
          aria-label={arrow.ariaLabel}
          aria-haspopup="dialog"
          disabled={arrow.lanes.length === 0}
          onClick={() => onArrow(arrow)}
          sx={buttonSx(hit, width, height)}
        />
      ))}
    </Box>
  );
}

const PENDING_MOTION = {
  '@media (prefers-reduced-motion: no-preference)': {
    '& .hostnet-pending': { animation: 'hostnet-flow 0.8s linear infinite' },
  },
  '@keyframes hostnet-flow': { from: { strokeDashoffset: 12 }, to: { strokeDashoffset: 0 } },
};

function buttonSx(hit: Rect, width: number, height: number) {
  return {
    position: 'absolute',
    left: `${(hit.x / width) * 100}%`,
    top: `${(hit.y / height) * 100}%`,
    width: `${(hit.width / width) * 100}%`,
    height: `${(hit.height / height) * 100}%`,
    borderRadius: 1,
    '&:hover': { backgroundColor: 'action.hover' },
  };
}

function Heads() {
  const theme = useTheme();
  return (
    <defs>
      {TONES.map((tone) => (
        <marker
          key={tone}
          id={`head-${tone}`}
          markerUnits="userSpaceOnUse"
          markerWidth={11}
          markerHeight={11}
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" fill={toneColour(theme, tone)} />
        </marker>
      ))}
    </defs>
  );
}

function Boxes({ picture, layout }: { readonly picture: Picture; readonly layout: PictureLayout }) {
  const theme = useTheme();
  const soft = theme.palette.text.secondary;
  return (
    <g>
      {layout.vm && picture.vm && (
        <>
          <rect {...layout.vm} rx={8} fill="none" stroke={soft} strokeDasharray="5 4" />
          <text x={layout.vm.x + 16} y={layout.vm.y + 21} fontSize={12} fill={soft}>
            {picture.vm.title}
          </text>
        </>
      )}
      <BoxView rect={layout.host} box={picture.host} />
      <BoxView rect={layout.hostMode} box={picture.hostMode} raised />
      {layout.bridge && <BoxView rect={layout.bridge} box={picture.bridge} />}
    </g>
  );
}

interface BoxProps {
  readonly rect: Rect;
  readonly box: PictureBox;
  /** The foot stands above the arrows inside the box. */
  readonly raised?: boolean;
}

function BoxView({ rect, box, raised = false }: BoxProps) {
  const theme = useTheme();
  return (
    <g>
      <rect {...rect} rx={8} fill={theme.palette.background.default} stroke={theme.palette.divider} />
      <text x={rect.x + 16} y={rect.y + 25} fontSize={13} fontWeight={600} fill={theme.palette.text.primary}>
        {box.title}
      </text>
      <text x={rect.x + 16} y={rect.y + 43} fontSize={12} fill={theme.palette.text.secondary}>
        {box.subtitle}
      </text>
      {box.foot !== '' && (
        <text
          x={rect.x + 16}
          y={rect.y + rect.height - (raised ? 36 : 14)}
          fontSize={12}
          fill={theme.palette.text.secondary}
        >
          {box.foot}
        </text>
      )}
    </g>
  );
}
