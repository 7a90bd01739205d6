/** The label of a field that has the focus: the theme’s blue does not reach the contrast that small words need (WCAG 2.2, 1.4.3). */
export const label = { '& .MuiInputLabel-root.Mui-focused': { color: 'text.primary' } };

/** The theme’s dark blue does not reach the contrast that small words need; weight and ground tell what is chosen. */
export const toggle = {
  height: 40,
  px: 2,
  color: 'text.secondary',
  '&.Mui-selected': { color: 'text.primary', fontWeight: 700 },
};
