import { useTheme } from '@mui/material';
import { toneColour } from '../../../shared/controls/tones.ts';
import type { ArrowLayout } from './picture-layout.ts';

/** The drawing of one arrow; its button lies above it. */
export function PictureArrow({ layout }: { readonly layout: ArrowLayout }) {
  const theme = useTheme();
  const { arrow, line, label, families } = layout;
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
        {label.narrow || arrow.families.length > 1 ? arrow.shortLabel : arrow.label}
      </text>
      {families && (
        <text
          x={families.x}
          y={families.y}
          textAnchor={families.anchor}
          fontSize={11.5}
          fill={theme.palette.text.secondary}
        >
          {arrow.families.map((family) => (
            <tspan key={family.family}>
              {family.name}{' '}
              <tspan fill={toneColour(theme, family.tone)} fontWeight={700}>
                {family.mark}
              </tspan>{' '}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}
