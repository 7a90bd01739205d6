import { Box, Button, Typography } from '@mui/material';
import type { Finding, Verdict } from '@hostnet/core';
import { Command } from '../../shared/controls/Command.tsx';
import { CopyButton } from '../../shared/controls/CopyButton.tsx';
import { verdictLook } from '../../shared/controls/looks.ts';
import type { Look } from '../../shared/controls/looks.ts';
import { Mark } from '../../shared/controls/ToneChip.tsx';
import { toneColour, toneGround } from '../../shared/controls/tones.ts';
import { goTo } from '../../shared/page/use-place.ts';
import { actionFor } from './action.ts';
import type { Action } from './action.ts';

interface Props {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly onDiagnose: () => void;
}

/** The answer in one sentence, and under it the one thing to do about it. */
export function VerdictBanner({ verdict, summary, findings, onDiagnose }: Props) {
  const look = bannerLook(verdict, findings);
  const [first] = findings;
  const action = actionFor(verdict, findings);
  return (
    <Box
      component="section"
      aria-label="Verdict"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        flexWrap: 'wrap',
        px: 2,
        py: 1.5,
        borderRadius: 1,
        borderLeft: `4px solid ${toneColour(theme, look.tone)}`,
        backgroundColor: toneGround(theme, look.tone),
      })}
    >
      <Box sx={{ flex: '1 1 400px', minWidth: 0 }}>
        <Typography component="p" variant="subtitle1" sx={{ fontWeight: 600, lineHeight: 1.4 }}>
          <Mark look={look} /> {summary}
        </Typography>
        {verdict !== 'working' && first && first.severity !== 'info' && first.detail !== summary && (
          <Typography variant="body2">{first.detail}</Typography>
        )}
        {'remedy' in action && <RemedyView {...action.remedy} />}
      </Box>
      <ActionButton action={action} onDiagnose={onDiagnose} />
    </Box>
  );
}

/** A verdict that carries a fault is red, as the fault is. */
function bannerLook(verdict: Verdict, findings: readonly Finding[]): Look {
  const look = verdictLook(verdict);
  const fault = findings.some((finding) => finding.severity === 'error');
  return fault && look.tone === 'warn' ? { ...look, tone: 'bad' } : look;
}

/** What to do, and its command ready to copy. */
function RemedyView({ text, command }: { readonly text: string; readonly command: string | null }) {
  return (
    <Box sx={{ mt: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {text}
      </Typography>
      {command !== null && <Command text={command} />}
    </Box>
  );
}

interface ActionProps extends Pick<Props, 'onDiagnose'> {
  readonly action: Action;
}

function ActionButton({ action, onDiagnose }: ActionProps) {
  switch (action.kind) {
    case 'copy':
      return <CopyButton text={action.text} label={action.label} variant="contained" />;
    case 'remedy':
      return null;
    case 'set-up':
      return (
        <Button variant="contained" onClick={() => goTo('setup')}>
          {action.label}
        </Button>
      );
    case 'diagnose':
      return (
        <Button variant="contained" onClick={onDiagnose}>
          {action.label}
        </Button>
      );
  }
}
