import { composeBridgeLocalhost } from './compose-bridge-localhost.ts';
import { composeHealthcheck } from './compose-healthcheck.ts';
import { composeHostModeName } from './compose-host-mode-name.ts';
import { composeHostNetwork } from './compose-host-network.ts';
import { composeJoinedNetwork } from './compose-joined-network.ts';
import { composeLinks } from './compose-links.ts';
import { composeLowPort } from './compose-low-port.ts';
import { composeNetSysctls } from './compose-net-sysctls.ts';
import { composeNetworks } from './compose-networks.ts';
import { composeNotHostMode } from './compose-not-host-mode.ts';
import { composePortClash } from './compose-port-clash.ts';
import { composePorts } from './compose-ports.ts';
import { composeReplicas } from './compose-replicas.ts';
import { composeSiblingName } from './compose-sibling-name.ts';
import { composeStackNetworkMode } from './compose-stack-network-mode.ts';
import { composeStackPorts } from './compose-stack-ports.ts';
import type { LintRule } from './rule.ts';

/** Every rule of Compose files (06xx), in the order of their codes. They read files, no facts and no lanes. */
export const RULES: readonly LintRule[] = [
  composePorts,
  composeNetworks,
  composeLinks,
  composeNetSysctls,
  composePortClash,
  composeSiblingName,
  composeHostModeName,
  composeHealthcheck,
  composeLowPort,
  composeStackNetworkMode,
  composeStackPorts,
  composeReplicas,
  composeHostNetwork,
  composeBridgeLocalhost,
  composeJoinedNetwork,
  composeNotHostMode,
];
