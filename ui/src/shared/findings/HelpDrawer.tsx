import { Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { pageUrl } from '@hostnet/core';
import { QuietButton } from '../controls/QuietButton.tsx';
import { SideDrawer } from '../controls/SideDrawer.tsx';
import { useSurface } from '../page/surface.ts';
import { helpPage } from './help-page.ts';
import { MarkdownView } from './MarkdownView.tsx';

interface Props {
  /** The code whose page is shown; null closes the drawer. */
  readonly code: string | null;
  /** Shows the page of another code. */
  readonly onCode: (code: string) => void;
  readonly onClose: () => void;
}

/** The page that explains a code. */
export function HelpDrawer({ code, onCode, onClose }: Props) {
  const { help, openExternal } = useSurface();
  const last = useRef(code);
  // While it slides out it keeps what it showed.
  const shown = code ?? last.current ?? '';
  if (code !== null) last.current = code;
  const page = useQuery({ queryKey: ['help', shown], queryFn: () => help(shown), enabled: shown !== '' });
  const { title, body } = helpPage(shown, page.data ?? '');
  return (
    <SideDrawer open={code !== null} title={title} titleId="help-title" onClose={onClose}>
      {page.data ? (
        <MarkdownView text={body} onCode={onCode} />
      ) : (
        <Typography variant="body2">
          {page.isPending ? 'Opening the page…' : 'This version of the extension has no page for this code.'}
        </Typography>
      )}
      <QuietButton size="small" onClick={() => openExternal(pageUrl(shown))}>
        Open it in the browser
      </QuietButton>
    </SideDrawer>
  );
}
