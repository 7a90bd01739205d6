import type { Exec } from './exec.ts';
import type { ClientConfig, Transport } from './types.ts';

/**
 * Puts `ddClient` and the theme globals on the window, complete and read-only as Electron's bridge does.
 * Runs in the page and must use nothing from outside itself.
 */
export function installClient(
  config: ClientConfig,
  transport: Transport,
  makeExec: (transport: Transport, target: string) => Exec,
): void {
  const ask = (method: string) => (params: unknown) => transport.ask(method, params);
  /** For calls that return nothing: a refusal must not become an unhandled rejection of the page. */
  const tell = (method: string, params: unknown): void => {
    transport.ask(method, params).catch((error: unknown) => console.error(`${method} refused:`, error));
  };
  const cli = (target: string) => Object.freeze({ exec: makeExec(transport, target) });

  const verb = (method: string) => (url: string) => transport.ask('service', { method, url });
  const verbWithData = (method: string) => (url: string, data: unknown) =>
    transport.ask('service', { method, url, data });
  const service = Object.freeze({
    get: verb('GET'),
    head: verb('HEAD'),
    delete: verb('DELETE'),
    post: verbWithData('POST'),
    put: verbWithData('PUT'),
    patch: verbWithData('PATCH'),
    request: ask('service'),
  });

  const intents = [
    'viewContainers',
    'viewContainer',
    'viewContainerLogs',
    'viewContainerInspect',
    'viewContainerTerminal',
    'viewContainerStats',
    'viewImages',
    'viewImage',
    'viewVolumes',
    'viewVolume',
  ];
  const navigate =
    (intent: string) =>
    async (...args: unknown[]) => {
      await transport.ask('navigate', { intent, args });
    };
  const toast = (level: string) => (message: string) => tell('toast', { level, message });

  const client = Object.freeze({
    extension: Object.freeze({
      image: config.image,
      ...(config.hasVm
        ? { vm: Object.freeze({ cli: cli('vm'), ...(config.hasService ? { service } : {}) }) }
        : {}),
      ...(config.hasHost ? { host: Object.freeze({ cli: cli('host') }) } : {}),
    }),
    docker: Object.freeze({
      cli: cli('docker'),
      listContainers: ask('listContainers'),
      listImages: ask('listImages'),
    }),
    desktopUI: Object.freeze({
      toast: Object.freeze({ success: toast('success'), warning: toast('warning'), error: toast('error') }),
      dialog: Object.freeze({ showOpenDialog: ask('dialog') }),
      // Rancher Desktop has no navigation at all: calling an intent there throws.
      navigate: Object.freeze(
        config.profile === 'rancher'
          ? {}
          : Object.fromEntries(intents.map((intent) => [intent, navigate(intent)])),
      ),
    }),
    host: Object.freeze({
      platform: config.platform,
      arch: config.arch,
      hostname: config.hostname,
      openExternal: (url: string) => tell('openExternal', url),
    }),
  });
  Object.defineProperty(window, 'ddClient', { value: client, enumerable: true });
  // Rancher Desktop and Podman Desktop inject no themes; an app must bring a fallback there.
  if (config.profile === 'desktop') {
    Object.assign(window, { __ddMuiV5Themes: config.themes, __ddMuiV6Themes: config.themes });
  }
}
