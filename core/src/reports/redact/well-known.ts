/** Names that lead to the same place on every machine (Docker docs, "Networking on Docker Desktop"; RFC 6761). */
const HOSTS = new Set([
  'localhost',
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'ip6-localhost',
]);
/** Networks every engine has, and modes of `--network`. */
const NETWORKS = new Set(['host', 'bridge', 'none', 'default', 'ingress', 'nat']);
const USERS = new Set(['root', 'nobody', 'nogroup', 'system']);
/** Programs of Docker, macOS, Windows and systemd that are known to hold ports. */
const PROCESSES = new Set([
  'com.docker.backend',
  'com.docker.backend.exe',
  'com.docker.vpnkit',
  'vpnkit',
  'vpnkit.exe',
  'docker-proxy',
  'dockerd',
  'rootlesskit',
  'rootlessport',
  'controlcenter',
  'controlce',
  'airplayxpchelper',
  'rapportd',
  'mdnsresponder',
  'launchd',
  'svchost.exe',
  'system',
  'wslrelay.exe',
  'wslhost.exe',
  'systemd',
  'systemd-resolve',
  'systemd-resolved',
  'sshd',
  'rpcbind',
]);
const PATHS = new Set([
  '/dev/net/tun',
  '/dev/fuse',
  '/dev/kvm',
  '/dev/null',
  '/var/run/docker.sock',
  '/run/docker.sock',
  '/etc/docker/daemon.json',
  // Where Docker Desktop's backend tells its settings: a path of its API.
  '/app/settings',
  '/etc/hosts',
  '/etc/resolv.conf',
  '/proc/net/tcp',
  '/proc/net/tcp6',
  '/proc/net/udp',
  '/proc/net/udp6',
]);
/** Names that many programs use for the port they listen on; the same word stands in sentences of ours. */
const VARIABLES = /^(?:(?:https?|server|app|web|api|db)_)?ports?$/i;
/** Where engines listen by default (Docker docs, "docker context"; Docker Desktop's pipes). */
const ENDPOINTS = new Set([
  'unix:///var/run/docker.sock',
  'unix:///run/docker.sock',
  'npipe:////./pipe/docker_engine',
  'npipe:////./pipe/dockerdesktoplinuxengine',
  'npipe:////./pipe/dockerdesktopwindowsengine',
  'embedded',
  '',
]);
/** Names that kernels and systems give to interfaces by kind and number (systemd.net-naming-scheme; Apple and Windows defaults). */
const INTERFACE =
  /^(?:(?:lo|eth|en|wlan|docker|utun|awdl|llw|bridge|tun|tap|gif|stf|anpi|ap|vmenet|vmnet|tunl|sit|ip6tnl|services|vlan|bond)\d{0,3}|en[so]\d{1,3}|(?:enp|wlp)\d{1,3}s\d{1,3}(?:f\d)?|docker_gwbridge|(?:Wi-Fi|Ethernet|Local Area Connection)(?: \d{1,2})?|vEthernet \((?:WSL|Default Switch|WSL \(Hyper-V firewall\))\)|Loopback Pseudo-Interface \d)$/;
/** Sites that our own texts point at. */
const SITES = new Set(['github.com', 'docs.docker.com', 'www.docker.com', 'docker.com', 'hub.docker.com']);

/** What is the same everywhere and says nothing of this machine, its people or their projects. */
export const WELL_KNOWN = {
  variable: (name: string) => VARIABLES.test(name),
  host: (name: string) => HOSTS.has(name.toLowerCase()),
  network: (name: string) => NETWORKS.has(name),
  user: (name: string) => USERS.has(name.toLowerCase()),
  process: (name: string) => PROCESSES.has(name.toLowerCase()),
  path: (path: string) => PATHS.has(path),
  endpoint: (address: string) => ENDPOINTS.has(address.toLowerCase()),
  interface: (name: string) => INTERFACE.test(name),
  site: (name: string) => SITES.has(name.toLowerCase()),
} as const;
