import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ECI_RUNTIME } from './create.ts';

/** sysbox's refusal (sysbox-libs, and Docker's ECI page); the shim puts "OCI runtime create failed: " before it. */
const SYSBOX_TEXT =
  "error in the container spec: invalid or unsupported container spec: sysbox containers can't share a network namespace with the host (because they use the linux user-namespace for isolation)";

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
  [ -n "$log" ] && printf '{"level":"error","msg":"%s","time":"%s"}\\n' "${SYSBOX_TEXT}" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >>"$log"
  echo "${SYSBOX_TEXT}" >&2
  exit 1
fi
exec runc "$@"
`;
  writeFileSync(path, script, { mode: 0o755 });
  return ['--add-runtime', `${ECI_RUNTIME}=${path}`];
}
