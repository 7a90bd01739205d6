import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knobs } from '../knobs.ts';
import { ECI_RUNTIME } from './create.ts';

/**
 * sysbox's refusals: the one on Docker's ECI page, and the one of sysbox-libs that names namespaces in brackets
 * (nestybox/sysbox#401, #518). The shim puts "OCI runtime create failed: " before it.
 */
const SYSBOX_TEXTS: Readonly<Record<Knobs['eci-wording'], string>> = {
  current: refusal('a network namespace'),
  namespaces: refusal('namespaces [network]'),
};

function refusal(what: string): string {
  return `error in the container spec: invalid or unsupported container spec: sysbox containers can't share ${what} with the host (because they use the linux user-namespace for isolation)`;
}

/** Puts the refusal in force that the knobs ask for. */
export function writeRefusal(folder: string, knobs: Knobs): void {
  writeFileSync(join(folder, REFUSAL_FILE), SYSBOX_TEXTS[knobs['eci-wording']]);
}

const REFUSAL_FILE = 'sysbox-refusal';

/**
 * Writes a runtime that does as sysbox-runc does with a container of host mode: it refuses to create it. Everything
 * around that refusal (the engine's wording, the end of the attach stream, --rm) is then the real engine's own.
 * Returns dockerd's arguments that make it known.
 */
export function eciRuntime(folder: string): string[] {
  const path = join(folder, ECI_RUNTIME);
  const script = `#!/bin/sh
# runc's own arguments are handed on; only "create" of a spec in the engine's network namespace is refused.
log= bundle= create= last=
for arg in "$@"; do
  case $last in --log) log=$arg ;; --bundle) bundle=$arg ;; esac
  [ "$arg" = create ] && create=1
  last=$arg
done
spec=\${bundle:-.}/config.json
# moby writes host mode as a path to the engine's own namespace (oci_linux.go, WithNamespaces: SandboxKey).
if [ -n "$create" ] && { grep -q '"type":"network","path":"[^"]*/netns/default"' "$spec" || ! grep -q '"type":"network"' "$spec"; }; then
  text=$(cat '${join(folder, REFUSAL_FILE)}')
  [ -n "$log" ] && printf '{"level":"error","msg":"%s","time":"%s"}\\n' "$text" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >>"$log"
  echo "$text" >&2
  exit 1
fi
exec runc "$@"
`;
  writeFileSync(path, script, { mode: 0o755 });
  return ['--add-runtime', `${ECI_RUNTIME}=${path}`];
}
