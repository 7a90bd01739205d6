import { Box, Typography } from '@mui/material';
import { Command } from '../../../shared/controls/Command.tsx';
import { HelpLink } from '../../../shared/findings/HelpLink.tsx';
import { ClickPathView } from './ClickPathView.tsx';
import { SettingsPicture } from './SettingsPicture.tsx';
import type { SetupStep } from './step-list.ts';

/** What to do in one step: the clicks, the settings drawn, or one command. */
export function StepBody({ step }: { readonly step: SetupStep }) {
  return (
    <Box sx={{ pb: 1 }}>
      <Typography variant="body2" sx={{ maxWidth: '70ch' }}>
        {step.text} {step.code !== null && <HelpLink code={step.code} about={step.title} />}
      </Typography>
      <ClickPathView path={step.path} />
      {step.pane && <SettingsPicture pane={step.pane} />}
      {step.command !== null && <Command text={step.command} />}
      {!step.blocked && step.seen && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>
          Leave this page open, or come back to it: it notices the change by itself and measures it.
        </Typography>
      )}
    </Box>
  );
}
