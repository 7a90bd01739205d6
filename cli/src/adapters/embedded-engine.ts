import { arch, release, version } from 'node:os';
import { ProbeFailure, toBase64url, type Engine, type ProbeRequest, type ProbeSession } from '@hostnet/core';
import { HostnetError } from '@hostnet/node';
import { VERSION } from '../version.ts';
import { childSession } from './child-session.ts';
import { bridgeNamespace } from './embedded-bridge.ts';
import { probeBundle } from './probe-bundle.ts';

const STOP_MS = 800;

/**
 * Returns the embedded engine: the same probes as plain processes on this machine's own stack, which is what host mode is
 * on Linux. `bridge` gets a network namespace of its own where the machine allows it; nothing is published.
 */
export function embeddedEngine(): Engine {
  return {
    facts: () =>
      Promise.resolve({
        reachable: true,
        kind: 'embedded',
        endpoint: 'embedded',
        version: VERSION,
        apiVersion: '',
        os: 'linux',
        arch: arch(),
        kernel: release(),
        operatingSystem: version(),
        platform: '',
        desktop: null,
        rootless: false,
        usernsRemap: false,
        cgroupVersion: '',
      }),
    containers: () => Promise.resolve([]),
    logs: () => Promise.reject(new HostnetError('The embedded engine has no containers.')),
    restart: () => Promise.reject(new HostnetError('The embedded engine has no containers.')),
    bringImage: () => Promise.reject(new ProbeFailure('image-missing', 'The embedded engine has no images.')),
    runProbe: (request, signal) => {
      const probe = probeBundle();
      if (probe === null)
        return failed('helper-missing', 'The probe is not built: run `npm run build` in the repository.');
      if (request.kind === 'published')
        return failed('start-refused', 'The embedded engine publishes no ports.');
      if (request.kind === 'bridge') return bridgeNamespace(probe, request.spec, signal);
      return plainProcess(probe, request, signal);
    },
  };
}

function plainProcess(probe: string, request: ProbeRequest, signal: AbortSignal): ProbeSession {
  return childSession({
    command: process.execPath,
    args: [probe, 'session', toBase64url(request.spec)],
    signal,
    stopMs: STOP_MS,
    failure: (stderr) =>
      new ProbeFailure('died', `The probe ended early: ${stderr.trim().split('\n')[0] ?? ''}`, stderr),
  });
}

/** A session that never starts. */
function failed(kind: ProbeFailure['kind'], message: string): ProbeSession {
  return {
    events: {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new ProbeFailure(kind, message)) }),
    },
    stop: () => Promise.resolve(),
  };
}
