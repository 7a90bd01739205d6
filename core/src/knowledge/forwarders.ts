/**
 * Processes that hold ports of the computer on an engine's behalf: Docker Desktop's backend and its parts (`lsof` cuts the name
 * to `com.docke`: docker/roadmap#238; for-win#15032, for-mac#4209), QEMU on Linux (Docker docs, "Networking features"), WSL's
 * relay for localhost and Windows's port proxy (for-win#14184), and those of other engines (RootlessKit, slirp4netns, pasta,
 * gvisor-tap-vsock, Lima and its ssh, conmon of Podman, OrbStack, Rancher Desktop).
 */
const FORWARDERS =
  /^(?:com\.docke|docker|vpnkit|wslrelay|wslhost|qemu-|rootlesskit|rootlessport|slirp4netns|pasta|limactl|lima|ssh$|sshd?\.exe$|gvproxy|conmon|orbstack|rancher|host-switch|svchost(?:\.exe)?$)/i;

/** Whether a socket of this process may stand for a container. A name that is cut short counts as long as it fits. */
export function isForwarder(process: string): boolean {
  return FORWARDERS.test(process);
}

/** Whether the process is Docker Desktop's backend or one of its helpers. */
export function isDesktopProcess(process: string): boolean {
  return /^com\.docke/i.test(process);
}
