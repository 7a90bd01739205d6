import { Box, Link } from '@mui/material';
import Markdown from 'markdown-to-jsx/react';
import type { ReactNode } from 'react';
import { pageUrl } from '@hostnet/core';
import { MONO } from '../controls/Command.tsx';
import { linkColour } from '../controls/tones.ts';
import { useSurface } from '../page/surface.ts';
import { helpTarget } from './help-page.ts';

interface Props {
  readonly text: string;
  readonly onCode: (code: string) => void;
}

/** Markdown as elements: markdown-to-jsx makes no HTML from text, needs nothing else, and knows tables. */
export function MarkdownView({ text, onCode }: Props) {
  return (
    <Box sx={pageSx}>
      <Markdown
        options={{
          disableParsingRawHTML: true,
          forceBlock: true,
          overrides: {
            h2: { component: Heading },
            a: { component: PageLink, props: { onCode } },
          },
        }}
      >
        {text}
      </Markdown>
    </Box>
  );
}

/** The drawer's title is the page's h2. */
function Heading({ children }: { readonly children?: ReactNode }) {
  return <h3>{children}</h3>;
}

interface LinkProps {
  readonly href?: string;
  readonly children?: ReactNode;
  readonly onCode: (code: string) => void;
}

function PageLink({ href = '', children, onCode }: LinkProps) {
  const { openExternal } = useSurface();
  const target = helpTarget(href, pageUrl('HN0001'));
  if (target.kind === 'none') return <>{children}</>;
  const open = (): void => (target.kind === 'code' ? onCode(target.code) : openExternal(target.url));
  return (
    <Link
      component="button"
      variant="body2"
      underline="always"
      onClick={open}
      sx={(theme) => ({ color: linkColour(theme) })}
    >
      {children}
    </Link>
  );
}

const pageSx = {
  fontSize: 14,
  lineHeight: 1.55,
  overflowWrap: 'anywhere',
  '& h3': { fontSize: 15, fontWeight: 600, mt: 2.5, mb: 0.5 },
  '& p': { my: 1 },
  '& ul, & ol': { pl: 2.5, my: 1 },
  '& code': { fontFamily: MONO, fontSize: 12.5 },
  '& pre': { p: 1.25, borderRadius: 1, whiteSpace: 'pre-wrap', backgroundColor: 'background.default' },
  '& table': { borderCollapse: 'collapse', fontSize: 13 },
  '& th, & td': { border: 1, borderColor: 'divider', p: 0.75, textAlign: 'left', verticalAlign: 'top' },
  '& button': { verticalAlign: 'baseline', textAlign: 'left' },
};
