import { Box } from '@mui/material';

/** What to click, in order. */
export function ClickPathView({ path }: { readonly path: readonly string[] }) {
  if (path.length === 0) return null;
  return (
    <Box
      component="ol"
      aria-label="What to click"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, m: 0, mt: 1.5, p: 0, listStyle: 'none' }}
    >
      {path.map((label, at) => (
        <Box component="li" key={label} sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: 14 }}>
          <Box
            component="span"
            sx={{
              px: 1.25,
              py: 0.5,
              borderRadius: 1,
              border: 1,
              borderColor: 'text.secondary',
              whiteSpace: 'nowrap',
            }}
          >
            {label}
          </Box>
          {at < path.length - 1 && <span aria-hidden>›</span>}
        </Box>
      ))}
    </Box>
  );
}
