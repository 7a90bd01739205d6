import type { Facts } from './facts.ts';
import type { PortFacts } from './port-facts.ts';
import type { Listener } from './listener.ts';
import type { DiagnoseOptions } from './diagnosis.ts';
import type { Transport } from '../words/enums.ts';
import type { PortsReport } from './ports-report.ts';

/** What a surface hears while the ports are looked at; the last one is always `report`. */
export type PortsEvent =
  | { readonly type: 'phase'; readonly text: string }
  | { readonly type: 'facts'; readonly facts: Facts }
  /** What listens in host mode, before it was dialled. */
  | { readonly type: 'listeners'; readonly listeners: readonly Listener[] }
  | { readonly type: 'report'; readonly report: PortsReport };

/** What a surface can tell of the host beside its listeners. */
export type HostPortFacts = Pick<PortFacts, 'excludedPorts' | 'firewalls'>;

/** How the ports are to be looked at. */
export interface LookOptions extends Pick<DiagnoseOptions, 'tool' | 'timeoutMs' | 'secrets' | 'clock'> {
  /** One port to look at closely, with a witness of its connections; null for all that listen. */
  readonly focus: { readonly port: number; readonly transport: Transport } | null;
  /** Connect to what no list of sockets tells; absent is yes. false: no program gets a connection. */
  readonly connect?: boolean;
  /** Start the container that has the rights to see which process has which socket; absent is yes. */
  readonly owners?: boolean;
  /** Ask who answers discovery protocols too, from both sides. Done behind a VM only: elsewhere both sides are one. */
  readonly discover: boolean;
  /** Reads firewalls and excluded ports of the host; null where the surface cannot. Must not throw. */
  readonly hostPorts: ((signal: AbortSignal) => Promise<HostPortFacts>) | null;
}
