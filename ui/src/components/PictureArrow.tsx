import { useTheme } from '@mui/material';
import { toneColour } from '../theme/tones.ts';
import type { ArrowLayout } from './picture-layout.ts';

/** The drawing of one arrow; its button lies above it. */
export function PictureArrow({ layout }: { readonly layout: ArrowLayout }) {
  const theme = useTheme();
  const { arrow, line, label } = layout;
  const colour = toneColour(theme, arrow.tone);
  return (
    <g>
      {line && (
        <line
          {...line}
          stroke={colour}
          strokeWidth={2.5}
          strokeDasharray={arrow.tone === 'ok' ? undefined : '7 5'}
          className={arrow.tone === 'pending' ? 'hostnet-pending' : undefined}
          markerEnd={`url(#head-${arrow.tone})`}
        />
      )}
      <text
        x={label.x}
        y={label.y}
        textAnchor={label.anchor}
        fontSize={label.narrow ? 12 : 13}
        fill={theme.palette.text.primary}
      >
        <tspan fill={colour} fontWeight={700}>
          {arrow.mark}
        </tspan>{' '}
        {label.narrow ? arrow.shortLabel : arrow.label}
      </text>
    </g>
  );
}
