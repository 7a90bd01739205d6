import type { Knobs } from '../knobs.ts';

/** moby, daemon_unix.go, verifyPlatformContainerSettings. */
const USERNS_TEXT = "cannot share the host's network namespace when user namespaces are enabled";

/** The runtime Desktop gives containers under Enhanced Container Isolation; `docker inspect` shows it. */
export const ECI_RUNTIME = 'sysbox-runc';

/** What to do with a `POST /containers/create`: pass on this body, or refuse. */
export type CreateRuling =
  { readonly refuse: { readonly status: number; readonly message: string } } | { readonly body: string };

/** Rules on the creation of a container. Extension containers are exempt from ECI, as in Desktop (desktop-facts §4). */
export function ruleCreate(text: string, knobs: Knobs): CreateRuling {
  const body = parse(text);
  if (!body) return { body: text };
  const hostConfig = object(body['HostConfig']);
  const hostMode = hostConfig['NetworkMode'] === 'host';
  if (knobs['userns-remap'] === 'on' && hostMode && hostConfig['UsernsMode'] !== 'host') {
    return { refuse: { status: 400, message: USERNS_TEXT } };
  }
  const extension = object(body['Labels'])['com.docker.desktop.extension'] === 'true';
  if (knobs.eci === 'on' && !extension) {
    return { body: JSON.stringify({ ...body, HostConfig: { ...hostConfig, Runtime: ECI_RUNTIME } }) };
  }
  return { body: text };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // The engine has its own words for that.
  }
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
