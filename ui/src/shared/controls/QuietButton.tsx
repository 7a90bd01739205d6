import { Button } from '@mui/material';
import type { ButtonProps } from '@mui/material';

/**
 * A button beside the page's one filled button. Its words have the text colour: Docker's dark blue on a card does not
 * reach the contrast small words need (WCAG 2.2, 1.4.3).
 */
export function QuietButton({ variant = 'text', ...props }: ButtonProps) {
  return (
    <Button
      {...props}
      variant={variant}
      sx={{
        flexShrink: 0,
        color: 'text.primary',
        borderColor: 'text.secondary',
        fontWeight: 600,
        ...(variant === 'text'
          ? { textDecoration: 'underline', '&:hover': { textDecoration: 'underline' } }
          : {}),
      }}
    />
  );
}
