import { Alert } from '@mui/material';
import type { PortsReport } from '@hostnet/core/listening';
import { QuietButton } from '../../shared/controls/QuietButton.tsx';
import { goTo } from '../../shared/page/use-place.ts';

/** Says that nothing can be reached while host networking itself does not work, or that this was not measured. */
export function HostNetworkingNote({ state }: { readonly state: PortsReport['hostNetworking'] }) {
  if (state.state === 'works' || state.state === 'own-stack') return null;
  const broken = state.state === 'does-not-work';
  return (
    <Alert
      severity={broken ? 'error' : 'info'}
      variant="outlined"
      role={broken ? 'alert' : 'note'}
      sx={{ py: 0 }}
      action={
        broken ? (
          <QuietButton size="small" onClick={() => goTo('setup')}>
            Set it up
          </QuietButton>
        ) : undefined
      }
    >
      {[state.sentence, state.remedy].filter(Boolean).join(' ')}
    </Alert>
  );
}
