import { Box, Typography } from '@mui/material';
import type { Finding } from '@hostnet/core';
import { MONO } from '../controls/Command.tsx';
import { severityLook } from '../controls/looks.ts';
import { ToneChip } from '../controls/ToneChip.tsx';
import { HelpLink } from './HelpLink.tsx';

/** Returns the element id of a finding, which the banner's button moves to. */
export function findingId(code: string): string {
  return `finding-${code}`;
}

interface Props {
  readonly finding: Finding;
  /** A code can be found several times; ids are unique, so the first carries it. */
  readonly anchor: boolean;
}

/** What is so, the evidence, and the page that explains it. */
export function FindingItem({ finding, anchor }: Props) {
  return (
    <Box
      component="article"
      id={anchor ? findingId(finding.code) : undefined}
      tabIndex={-1}
      aria-label={`${finding.code}: ${finding.title}`}
      sx={{ pb: 0.5, scrollMarginTop: 72 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Box sx={{ flexShrink: 0 }}>
          <ToneChip look={severityLook(finding.severity)} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Typography component="h3" variant="subtitle2" sx={{ fontWeight: 600, display: 'inline' }}>
            {finding.title}
          </Typography>{' '}
          <Typography
            component="span"
            variant="caption"
            color="text.secondary"
            sx={{ fontFamily: MONO, mx: 0.5 }}
          >
            {finding.code}
          </Typography>{' '}
          <HelpLink code={finding.code} about={finding.title} />
        </Box>
      </Box>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {finding.detail}
      </Typography>
      <EvidenceLines lines={finding.evidence} />
    </Box>
  );
}

/** Evidence beyond this many lines stays in the report; the drawer of the arrow has it too. */
const EVIDENCE_LINES = 4;

function EvidenceLines({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  const rest = lines.length - EVIDENCE_LINES;
  return (
    <Box
      component="ul"
      sx={{ my: 0.5, pl: 2.5, color: 'text.secondary', fontSize: 12.5, overflowWrap: 'anywhere' }}
    >
      {lines.slice(0, EVIDENCE_LINES).map((line, at) => (
        <li key={`${at}/${line}`}>{line}</li>
      ))}
      {rest > 0 && <li>and {rest} more</li>}
    </Box>
  );
}
