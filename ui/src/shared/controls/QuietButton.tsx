import { Button } from '@mui/material';
import type { ButtonProps } from '@mui/material';
import { linkColour } from './tones.ts';

/** A button beside the page's one filled button: as text, or with `variant="outlined"` as an outline. */
export function QuietButton({ variant = 'text', color = 'primary', ...props }: ButtonProps) {
  return (
    <Button
      {...props}
      variant={variant}
      color={color}
      sx={(theme) => ({
        flexShrink: 0,
        ...(color === 'primary' ? { color: linkColour(theme), borderColor: 'currentcolor' } : {}),
      })}
    />
  );
}
