import { entry } from '../../entry.ts';

import { entryOf, knownText, rawOf } from '../../../compose/located.ts';
import { ownAddresses } from '../../../compose/own.ts';
import type { Service } from '../../../compose/project.ts';
import { reworded, type Rewording } from '../../../compose/renames.ts';
import { quoted, saidHosts, type SaidHost } from '../../../compose/said.ts';
import { found, hostServices, type LintRule } from './rule.ts';

const HN0608 = entry({
  code: 'HN0608',
  name: 'compose-healthcheck',
  severity: 'warning',
  title: 'The healthcheck of {service} uses `localhost` in host mode',
  template:
    '{how}. There `localhost` means the host itself, and may resolve to ::1 first. The check can fail although the service works, or pass because another program answered.',
});

/** HN0608: the healthcheck of a host-mode service asks `localhost`. */
export const composeHealthcheck: LintRule = {
  entry: HN0608,
  check: (project) =>
    hostServices(project).flatMap(({ service, mode }) => {
      const disabled = entryOf(entryOf(service.map, 'healthcheck')?.value, 'disable')?.value;
      if (knownText(disabled) === 'true') return [];
      const address = asked(service);
      const ask = address ?? 'the address that the program listens on';
      return saidHosts(service)
        .filter((said) => said.by === 'healthcheck' && said.host === 'localhost')
        .map((said) =>
          found(
            HN0608,
            { service: service.name, how: mode.how },
            {
              service,
              at: said.span ?? said.value.span,
              evidence: [`healthcheck: ${quoted(said)}`],
              remedy: {
                text: `Use ${ask}, on a port that no other program of the host has, and check for an answer that only this service gives.`,
                command: null,
              },
              fix: () => (address === null ? null : reworded(service, [asking(said, address)])),
            },
          ),
        );
    }),
};

/**
 * The address at which a program is reached from its own machine, for what it says it binds; null where it says several
 * that differ, or one that this cannot know. A socket on `::` may or may not take IPv4 (ipv6(7), IPV6_V6ONLY).
 */
function asked(service: Service): string | null {
  const reached = ownAddresses(service).map((address) => {
    if (address === '::' || /^(?:0{0,4}:)+0{0,3}1$/.test(address)) return '::1';
    return address === '0.0.0.0' || address === 'localhost' ? '127.0.0.1' : address;
  });
  const [first = '127.0.0.1', ...more] = new Set(reached);
  return more.length === 0 ? first : null;
}

/** An IPv6 address is in brackets wherever a port or a path may follow (RFC 3986 §3.2.2). */
function asking(said: SaidHost, address: string): Rewording {
  if (!address.includes(':') || !said.span) return { word: said, text: address };
  const { source, start, end } = said.span;
  const inUrl = source.text.slice(start - 3, start) === '://';
  const before = inUrl || source.text[end] === ':' || isFetched(rawOf(said.value.span), source.text[end]);
  return { word: said, text: before ? `[${address}]` : address };
}

/** `curl localhost/health`. */
function isFetched(raw: string, next: string | undefined): boolean {
  return next === '/' && !raw.includes('/dev/tcp/');
}
