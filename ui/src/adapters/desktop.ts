import { PROBE_IMAGE } from '@hostnet/core';
import type { Ports } from '@hostnet/core';
import { desktopClient } from './client.ts';
import { desktopEngine } from './engine.ts';
import { desktopHost } from './host.ts';
import { removeRun } from './leftovers.ts';
import { desktopService } from './service.ts';

/** Returns the three ports behind Docker Desktop's client. Throws NotInDesktop outside Docker Desktop. */
export function desktopPorts(): Ports {
  const client = desktopClient();
  const { vm, host, image } = client.extension;
  return {
    engine: desktopEngine(client.docker.cli.exec, image || PROBE_IMAGE),
    host: desktopHost(host?.cli.exec, client.host.platform),
    service: vm?.service ? desktopService(vm.service) : null,
  };
}

/** Opens a page in the person's browser: a link in the panel itself would replace the dashboard. http and https only. */
export function openExternal(url: string): void {
  desktopClient().host.openExternal(url);
}

/** Shows a container on Docker Desktop's own page. Rejects where there is no such page (Rancher Desktop), or no such container. */
export async function showContainer(id: string): Promise<void> {
  await desktopClient().desktopUI.navigate.viewContainer(id);
}

/** Removes the containers of a run that was cut off. Throws where there is no Desktop or no engine. */
export async function removeLeftovers(run: string): Promise<void> {
  await removeRun(desktopClient().docker.cli.exec, run, new AbortController().signal);
}

/** Returns fresh randomness for one run: a secret of 32 bytes as hex, and a run id of 16 hex digits. */
export function freshSecrets(): { token: string; run: string } {
  return { token: randomHex(32), run: randomHex(8) };
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
