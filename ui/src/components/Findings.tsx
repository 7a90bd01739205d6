import { Box, Link, Typography } from '@mui/material';
import type { Finding } from '@hostnet/core';
import { useSurface } from '../app/surface.ts';
import { findingGroups } from '../model/findings.ts';
import { severityLook } from '../model/outcomes.ts';
import { Card } from './Card.tsx';
import { Command, MONO } from './Command.tsx';
import { ToneChip } from './ToneChip.tsx';

/** Returns the element id of a finding, which the banner's button moves to. */
export function findingId(code: string): string {
  return `finding-${code}`;
}

/** Findings by weight: what to do first. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <>
      {findingGroups(findings).map((group) => (
        <Card key={group.severity} title={group.heading}>
          {group.findings.map((finding, at) => (
            <FindingItem
              key={`${finding.code}/${at}`}
              finding={finding}
              first={at === 0}
              anchor={isFirstOfCode(group.findings, at)}
            />
          ))}
        </Card>
      ))}
    </>
  );
}

/** A code can be found several times; ids are unique, so the first carries it. */
function isFirstOfCode(findings: readonly Finding[], at: number): boolean {
  return findings.findIndex((finding) => finding.code === findings[at]?.code) === at;
}

interface ItemProps {
  readonly finding: Finding;
  readonly first: boolean;
  /** Whether the banner's button moves here. */
  readonly anchor: boolean;
}

function FindingItem({ finding, first, anchor }: ItemProps) {
  const { openExternal } = useSurface();
  const { remedy } = finding;
  return (
    <Box
      component="article"
      id={anchor ? findingId(finding.code) : undefined}
      tabIndex={-1}
      aria-label={`${finding.code}: ${finding.title}`}
      sx={{ py: 1.25, borderTop: first ? 0 : 1, borderColor: 'divider', scrollMarginTop: 16 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <ToneChip look={severityLook(finding.severity)} />
        <Typography component="h3" variant="subtitle2" sx={{ fontWeight: 600 }}>
          {finding.title}
        </Typography>
        <Typography component="span" variant="caption" color="text.secondary" sx={{ fontFamily: MONO }}>
          {finding.code}
        </Typography>
        {/^https?:\/\//.test(finding.url) && (
          <Link
            component="button"
            variant="body2"
            color="text.primary"
            underline="always"
            onClick={() => openExternal(finding.url)}
            aria-label={`Why: ${finding.title}`}
          >
            Why?
          </Link>
        )}
      </Box>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {finding.detail}
      </Typography>
      <EvidenceLines lines={finding.evidence} />
      {remedy && (
        <Typography variant="body2" sx={{ mt: 0.5, fontWeight: 600 }}>
          {remedy.text}
        </Typography>
      )}
      {remedy?.command ? <Command text={remedy.command} /> : null}
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
      {lines.slice(0, EVIDENCE_LINES).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {rest > 0 && <li>and {rest} more</li>}
    </Box>
  );
}
