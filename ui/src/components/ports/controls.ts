/** The theme's dark blue does not reach the contrast that small words need; weight and ground tell what is chosen. */
export const toggle = {
  height: 40,
  px: 2,
  color: 'text.secondary',
  '&.Mui-selected': { color: 'text.primary', fontWeight: 700 },
};
