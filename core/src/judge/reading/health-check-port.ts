import type { ContainerFacts } from '../../model/facts.ts';

/** Forms in which a health check's command names the TCP port it tries. Schemes without a port mean 80 and 443 (RFC 9110 §4.2). */
const PORT_IN: readonly RegExp[] = [
  /\b[a-z][a-z+.-]*:\/\/(?:[^\s/@'"]*@)?(?:\[[^\]\s]+\]|[\w.-]+):(\d{1,5})\b/i,
  /\/dev\/tcp\/[\w.:-]+\/(\d{1,5})\b/,
  /(?:^|[\s'"])(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[?::1\]?):(\d{1,5})\b/i,
  /\bnc\b(?:\s+-\w+)*\s+[\w.:-]+\s+(\d{1,5})\b/,
  /(?:^|\s)(?:-p|--port)[\s=](\d{1,5})\b/,
];

/** Returns the port that a container's health check tries; null where it has none, or its command names no port. */
export function healthCheckPort({ healthCheck }: Pick<ContainerFacts, 'healthCheck'>): number | null {
  const command = healthCheck?.command ?? '';
  for (const form of PORT_IN) {
    const port = Number(form.exec(command)?.[1]);
    if (port >= 1 && port <= 65_535) return port;
  }
  const scheme = /\b(https?):\/\/[\w.-]+(?=[/\s'"]|$)/i.exec(command)?.[1]?.toLowerCase();
  if (scheme === undefined) return null;
  return scheme === 'https' ? 443 : 80;
}

/** Whether a health check tries a name, not an address, that may mean ::1 first. */
export function checksLocalhost({ healthCheck }: Pick<ContainerFacts, 'healthCheck'>): boolean {
  return /\blocalhost\b/i.test(healthCheck?.command ?? '');
}
