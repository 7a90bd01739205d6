/** Text of every page below docs/checks, by its path; Vite puts them into this module. */
const FILES = import.meta.glob<string>('../../../docs/checks/HN*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The pages that explain the codes, as Markdown, by code. */
export const PAGES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FILES).map(([path, text]) => [path.replace(/^.*\/(HN\d{4})\.md$/, '$1'), text]),
);
