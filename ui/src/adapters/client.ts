import { createDockerDesktopClient } from '@docker/extension-api-client';
import type { v1 } from '@docker/extension-api-client-types';

export type DesktopClient = v1.DockerDesktopClient;
/** One of the three exec functions of the client: docker, host or vm. */
export type Exec = DesktopClient['docker']['cli']['exec'];
/** Requests to the extension's service over its socket. */
export type HttpService = NonNullable<NonNullable<DesktopClient['extension']['vm']>['service']>;

/** Thrown when the page is open outside Docker Desktop. */
export class NotInDesktop extends Error {
  override readonly name = 'NotInDesktop';
}

/**
 * Returns Docker Desktop's client. Called when it is needed and never while a module loads: the client throws where
 * there is no Desktop, and a throw at import time would leave a blank panel. Throws NotInDesktop.
 */
export function desktopClient(): DesktopClient {
  try {
    return createDockerDesktopClient();
  } catch {
    throw new NotInDesktop(
      'This page works inside Docker Desktop only: it found no Docker Desktop to talk to.',
    );
  }
}
