import { Box, Button, Typography } from '@mui/material';
import type { Finding, Verdict } from '@hostnet/core';
import { Command } from '../../shared/controls/Command.tsx';
import { verdictLook } from '../../shared/controls/looks.ts';
import type { Look } from '../../shared/controls/looks.ts';
import { Mark } from '../../shared/controls/ToneChip.tsx';
import { toneColour, toneGround } from '../../shared/controls/tones.ts';
import { goTo } from '../../shared/page/use-place.ts';
import { TryIt } from '../../shared/success/TryIt.tsx';
import type { OwnPort } from '../../shared/success/own-ports.ts';
import { actionFor } from './action.ts';
import type { Action, Restartable } from './action.ts';
import { RestartAction } from './RestartAction.tsx';
import type { ResultAge } from './result-age.ts';

interface Props {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** The containers that the engine listed: those a remedy can restart. */
  readonly containers: readonly Restartable[];
  /** The person's own ports that answered. */
  readonly ownPorts: readonly OwnPort[];
  readonly age: ResultAge;
  readonly onDiagnose: () => void;
}

/** The answer in one sentence, and under it the one thing to do about it. */
export function VerdictBanner(props: Props) {
  const { verdict, summary, findings, containers, ownPorts, age, onDiagnose } = props;
  const shown = verdictLook(verdict);
  // What is old may no longer be so: it is told without colour.
  const look: Look = age.old ? { ...shown, tone: 'none' } : shown;
  const [first] = findings;
  const action = actionFor(verdict, findings, containers);
  return (
    <Box
      component="section"
      aria-label="Verdict"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'start',
        alignContent: 'start',
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
        <Typography
          component="h2"
          tabIndex={-1}
          variant="subtitle1"
          sx={{ fontWeight: 600, lineHeight: 1.4 }}
        >
          <Mark look={look} /> {summary}
        </Typography>
        {verdict !== 'working' && first && first.severity !== 'info' && first.detail !== summary && (
          <Typography variant="body2">{first.detail}</Typography>
        )}
        {'remedy' in action && <RemedyView {...action.remedy} />}
        {action.kind === 'try' && <TryIt ports={ownPorts} />}
        {age.sentence !== '' && (
          <Typography variant="body2" sx={{ mt: 1 }}>
            {age.sentence}
          </Typography>
        )}
      </Box>
      {age.old ? (
        <Button variant="contained" onClick={onDiagnose}>
          Measure now
        </Button>
      ) : (
        <ActionButton action={action} onDiagnose={onDiagnose} />
      )}
    </Box>
  );
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
    case 'restart':
      return <RestartAction container={action.container} onRestarted={onDiagnose} />;
    case 'remedy':
    case 'try':
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
