import { PORT_CATALOGUE } from './catalogue-ports.ts';
import { SYSTEM_CATALOGUE } from './catalogue-system.ts';
import { entry } from './entry.ts';

export * from './catalogue-ports.ts';
export * from './catalogue-system.ts';

/**
 * Every code of hostnet. Ranges: 00xx the tool itself, 01xx state of the feature, 02xx lanes, 03xx containers and ports,
 * 04xx Swarm, 05xx host system, 06xx Compose files, 07xx known issues. A retired code stays as a comment and is never reused.
 */
export const HN0001 = entry({
  code: 'HN0001',
  name: 'check-failed',
  severity: 'warning',
  title: 'The check {check} failed to run',
  template:
    'A rule of hostnet itself stopped with an error, so what it looks for is unknown here. The rest of the report stands.',
});

export const HN0101 = entry({
  code: 'HN0101',
  name: 'engine-unreachable',
  severity: 'error',
  title: 'No answer from a Docker Engine',
  template: '{message} Nothing could be measured, so this says nothing about host networking itself.',
});
export const HN0102 = entry({
  code: 'HN0102',
  name: 'own-stack',
  severity: 'info',
  title: 'This engine is not Docker Desktop: host mode is the network stack of the machine it runs on',
  template:
    '{engine} has no host networking setting: a container started with --network host shares the network of {where}.',
});
export const HN0103 = entry({
  code: 'HN0103',
  name: 'windows-containers',
  severity: 'error',
  title: 'The engine runs Windows containers, which have no host networking',
  template:
    'Only Linux containers have a host network. With Windows containers `--network host` ends in "network host not found".',
});
export const HN0104 = entry({
  code: 'HN0104',
  name: 'rootless',
  severity: 'warning',
  title: 'The engine is rootless: before Engine 29.5 its host network is its own, not the machine’s',
  template:
    'Engine {version} runs without root. Until 29.5 a host-mode container shares the namespace of RootlessKit, so its ports do not appear on the machine.',
});
export const HN0105 = entry({
  code: 'HN0105',
  name: 'userns-remap',
  severity: 'error',
  title: 'User namespaces are remapped: the engine refuses host-mode containers',
  template:
    'With userns-remap the engine refuses --network host, unless the container is also started with --userns=host.',
});
export const HN0106 = entry({
  code: 'HN0106',
  name: 'probe-image-missing',
  severity: 'error',
  title: 'The probe’s image is not on the engine and could not be pulled',
  template: 'The diagnosis starts one small container, and its image is missing. Nothing could be measured.',
});
export const HN0107 = entry({
  code: 'HN0107',
  name: 'probe-failed',
  severity: 'error',
  title: 'The probe could not run, so host networking was not measured',
  template: '{message} This is a failure of the measurement, not a finding about the network.',
});
export const HN0108 = entry({
  code: 'HN0108',
  name: 'desktop-too-old',
  severity: 'error',
  title: 'Docker Desktop {version} has no host networking: it came with 4.34',
  template:
    'Before 4.29 there is no such feature, and --network host means the network of Docker’s VM, without a word.',
});
export const HN0109 = entry({
  code: 'HN0109',
  name: 'desktop-beta',
  severity: 'warning',
  title: 'Docker Desktop {version} has host networking as a beta only',
  template:
    'From 4.29 to 4.33 it is found under {path}, needs sign-in, and has faults that later versions do not have.',
});
export const HN0110 = entry({
  code: 'HN0110',
  name: 'sign-in-needed',
  severity: 'warning',
  title: 'Docker Desktop {version} turns host networking off when nobody is signed in',
  template:
    'Up to 4.34 the feature needs a signed-in user; signing out, or a start without network, turns it off. Since 4.35 it does not.',
});
export const HN0111 = entry({
  code: 'HN0111',
  name: 'host-networking-off',
  severity: 'error',
  title: 'Host networking is off',
  template:
    'A host-mode container answers inside Docker’s VM, and nothing connects it with this computer: {reason}. Turn it on: {path}.',
});
export const HN0112 = entry({
  code: 'HN0112',
  name: 'on-but-not-working',
  severity: 'error',
  title: 'The setting says host networking is on, but it does not work',
  template:
    'The setting is a hint, and the measurement contradicts it: no lane between this computer and the container is answered.',
});
export const HN0113 = entry({
  code: 'HN0113',
  name: 'off-but-working',
  severity: 'info',
  title: 'The setting says host networking is off, but it works',
  template: 'The measurement counts. The setting was read from {source}, which may be out of date.',
});
export const HN0114 = entry({
  code: 'HN0114',
  name: 'locked-by-admin',
  severity: 'error',
  title: 'Host networking is locked off by your administrator',
  template:
    'The setting is locked, so the checkbox in Docker Desktop’s settings cannot be changed on this computer.',
});
export const HN0115 = entry({
  code: 'HN0115',
  name: 'eci-refuses',
  severity: 'error',
  title: 'Enhanced Container Isolation refuses host-mode containers',
  template:
    'Enhanced Container Isolation and host networking exclude each other; with isolation on, no container can share the network of the VM. {lock}',
});
export const HN0116 = entry({
  code: 'HN0116',
  name: 'eci-hint',
  severity: 'warning',
  title: 'A setting says Enhanced Container Isolation is on, but a host-mode container started',
  template:
    'With isolation on the engine refuses such containers. It did not, so isolation does not cover them, or takes effect at the next start.',
});
export const HN0117 = entry({
  code: 'HN0117',
  name: 'sign-in-enforced',
  severity: 'error',
  title: 'Docker Desktop answers only to signed-in users here',
  template:
    'Your organisation enforces sign-in: the engine runs, and answers everything but its version with HTTP 407 until somebody signs in.',
});
export const HN0118 = entry({
  code: 'HN0118',
  name: 'extensions-off',
  severity: 'info',
  title: 'Docker Extensions are off by default since Docker Desktop 4.74',
  template:
    'To see this diagnosis in Docker Desktop {version}, extensions must be enabled under Settings › Extensions. The terminal needs nothing.',
});
export const HN0119 = entry({
  code: 'HN0119',
  name: 'cgroup-v1',
  severity: 'error',
  title: 'Docker Desktop’s VM uses cgroup version {version}: host networking cannot start there',
  template:
    'Docker Desktop finds host-mode containers by their cgroup v2. Without it, it says "Host Networking could not be started: could not get the cgroupv2 ID".',
});

export const HN0201 = entry({
  code: 'HN0201',
  name: 'nothing-gets-through',
  severity: 'error',
  title: 'Nothing gets through, in either direction',
  template:
    'No request from this computer reached the host-mode container, and none from the container reached this computer.',
});
export const HN0202 = entry({
  code: 'HN0202',
  name: 'host-to-container-dead',
  severity: 'error',
  title: 'This computer cannot reach host-mode containers{scope}',
  template: 'Of {lanes} lanes from this computer to the container none was answered: {outcomes}.',
});
export const HN0203 = entry({
  code: 'HN0203',
  name: 'container-to-host-dead',
  severity: 'error',
  title: 'Host-mode containers cannot reach this computer{scope}',
  template: 'Of {lanes} lanes from the container to this computer none was answered: {outcomes}.',
});
export const HN0204 = entry({
  code: 'HN0204',
  name: 'tcp-dead',
  severity: 'error',
  title: 'TCP does not get through{scope}',
  template: 'Of {lanes} TCP lanes none was answered: {outcomes}.',
});
export const HN0205 = entry({
  code: 'HN0205',
  name: 'udp-dead',
  severity: 'error',
  title: 'UDP does not get through{scope}',
  template: 'Of {lanes} UDP lanes none was answered: {outcomes}.',
});
export const HN0206 = entry({
  code: 'HN0206',
  name: 'ipv4-dead',
  severity: 'error',
  title: 'IPv4 does not get through{scope}',
  template: 'Of {lanes} lanes over IPv4 none was answered: {outcomes}.',
});
export const HN0207 = entry({
  code: 'HN0207',
  name: 'ipv6-dead',
  severity: 'error',
  title: 'IPv6 does not get through{scope}',
  template: 'Of {lanes} lanes over IPv6 none was answered: {outcomes}.',
});
export const HN0208 = entry({
  code: 'HN0208',
  name: 'request-lost',
  severity: 'warning',
  title: '{transport} requests are lost on the way {direction}',
  template:
    'They were sent, and the listener at the far end never saw them. Whatever drops them sits between the two.',
});
export const HN0209 = entry({
  code: 'HN0209',
  name: 'reply-lost',
  severity: 'warning',
  title: '{transport} answers are lost on the way back: requests {direction} do arrive',
  template: 'The listener saw the requests and answered each; no answer came back to the sender.',
});
export const HN0210 = entry({
  code: 'HN0210',
  name: 'wrong-listener',
  severity: 'error',
  title: 'Something else answers on the port: {who}',
  template:
    'A connection {direction} was answered, but not by the program it was meant for. An open port is not an answer.',
});
export const HN0211 = entry({
  code: 'HN0211',
  name: 'address-dead',
  severity: 'error',
  title: '{transport} to {address} is not answered by a listener on {listen}, {direction}',
  template:
    'Other addresses of the same kind work in this direction, so it is this pair of addresses that fails: {outcomes}.',
});
export const HN0212 = entry({
  code: 'HN0212',
  name: 'layer-4-only',
  severity: 'info',
  title: 'Below TCP and UDP, not everything is carried in host mode here',
  template:
    'Not carried: {missing}. On Docker Desktop host networking works on layer 4; this is how it is built, not a fault.',
});
export const HN0213 = entry({
  code: 'HN0213',
  name: 'ipv4-mapped-dead',
  severity: 'warning',
  title: '{transport} through IPv4-mapped addresses (::ffff:127.0.0.1) does not reach this computer',
  template:
    'The same address dialled as plain IPv4 works. Java and other programs that open IPv6 sockets for IPv4 use the mapped form.',
});
export const HN0214 = entry({
  code: 'HN0214',
  name: 'datagrams-lost',
  severity: 'warning',
  title: 'Some datagrams are lost: {lost} of {sent} were not answered',
  template:
    'Requests got through, but only when sent again. Loss between programs of one machine is a fault.',
});
export const HN0215 = entry({
  code: 'HN0215',
  name: 'too-many-listeners',
  severity: 'warning',
  title: '{count} listeners in host mode: Docker Desktop {version} forwards 18 at most',
  template:
    'Before 4.36 host networking stopped to answer beyond 18 open ports, a part of them first, then all.',
});
export const HN0216 = entry({
  code: 'HN0216',
  name: 'ipv6-listeners-dead',
  severity: 'error',
  title: 'Listeners on IPv6 addresses cannot be reached from this computer{version}',
  template:
    'A program that listens on 0.0.0.0 or 127.0.0.1 is reached; one on :: or ::1 is not, not even over IPv4. Many programs listen on :: without being told.',
});
export const HN0217 = entry({
  code: 'HN0217',
  name: 'source-rewritten',
  severity: 'info',
  title: 'Programs see {seen} as the sender, not the address that dialled, {direction}',
  template:
    'The forwarder dials for the client, so the program at the far end sees the forwarder’s address. Lists of allowed addresses and logs go wrong by it.',
});
export const HN0218 = entry({
  code: 'HN0218',
  name: 'slow-to-reach',
  severity: 'warning',
  title: 'A new listener is reachable only after {ms} ms, {direction}',
  template:
    'The forwarder opens its port some time after the program did. Programs that connect at once are refused.',
});
export const HN0219 = entry({
  code: 'HN0219',
  name: 'forgotten-listener',
  severity: 'error',
  title: '{container} listens in host mode, but this computer does not reach it on port {ports}',
  template:
    'A listener opened just now is reachable and this older one is not: the forwarder has forgotten it, as happens to containers that started before it did.',
});
export const HN0220 = entry({
  code: 'HN0220',
  name: 'port-in-use-beyond',
  severity: 'info',
  title: 'Port {port} could not be used for measuring: others were, and answered',
  template:
    'It was refused or answered by somebody else while other ports of the same kind answered: something held it beyond the forwarder. All lanes were measured once more on other ports, and the verdict rests on these alone.',
});

export const HN0301 = entry({
  code: 'HN0301',
  name: 'published-ports-discarded',
  severity: 'warning',
  title: 'Published ports of {container} are ignored: host mode discards them',
  template:
    '{container} runs in host mode and was started with {requested}. The engine discards -p there: the program is reached on the port it listens on itself.',
});
export const HN0302 = entry({
  code: 'HN0302',
  name: 'port-clash',
  severity: 'warning',
  title: '{first} and {second} both want port {port}',
  template: 'They share one network, so only one of them can have it: {why}.',
});

export const HN0601 = entry({
  code: 'HN0601',
  name: 'compose-ports',
  severity: 'warning',
  title: '{service} is in host mode, so its `ports` publish nothing',
  template:
    '{how}. The engine discards published ports there, and Compose 1 refuses the file. The program is reached on the port it listens on itself{reached}.',
});
export const HN0602 = entry({
  code: 'HN0602',
  name: 'compose-networks',
  severity: 'error',
  title: '{service} is in host mode and joins networks too: {networks}',
  template: '{how}. A container has the host’s network or networks of its own, never both: {refusal}.',
});
export const HN0603 = entry({
  code: 'HN0603',
  name: 'compose-links',
  severity: 'error',
  title: '{service} is in host mode, where `{key}` is refused',
  template:
    '{how}. The engine says "conflicting options: host type networking can\'t be used with links" and starts nothing.',
});
export const HN0604 = entry({
  code: 'HN0604',
  name: 'compose-net-sysctls',
  severity: 'error',
  title: '{service} sets {sysctl}, which is not allowed in host mode',
  template:
    '{how}. The sysctl would be the host’s, so the container is created and then fails to start: "not allowed in host network namespace".',
});
export const HN0605 = entry({
  code: 'HN0605',
  name: 'compose-port-clash',
  severity: 'error',
  title: '{first} and {second} both want port {port}',
  template: 'Only one of them can have it: {why}.',
});
export const HN0606 = entry({
  code: 'HN0606',
  name: 'compose-sibling-name',
  severity: 'warning',
  title: '{service} is in host mode, where the service name {name} does not resolve',
  template:
    '{by} names {name}. Docker’s DNS answers on networks of the project only; in host mode the names are those that the host knows.',
});
export const HN0607 = entry({
  code: 'HN0607',
  name: 'compose-host-mode-name',
  severity: 'warning',
  title: '{service} looks for {name} by its service name, but {name} is in host mode',
  template:
    '{by} names {name}, which is on no network of the project: {how}. So Docker’s DNS has no address for it.',
});
export const HN0608 = entry({
  code: 'HN0608',
  name: 'compose-healthcheck',
  severity: 'warning',
  title: 'The healthcheck of {service} asks `localhost` in host mode',
  template:
    '{how}. There `localhost` is the host’s, may be ::1 first, and is answered by whichever program has the port: red while the program works, or green while another answers.',
});
export const HN0609 = entry({
  code: 'HN0609',
  name: 'compose-low-port',
  severity: 'warning',
  title: '{service} runs as {user} in host mode and wants port {port}',
  template:
    'On a bridge, any user may listen below 1024; in host mode the host’s rule holds, and it wants root: {because}. The program ends with "permission denied", unless its file has the capability.',
});
export const HN0610 = entry({
  code: 'HN0610',
  name: 'compose-stack-network-mode',
  severity: 'warning',
  title: '`docker stack deploy` ignores `network_mode: host` of {service}',
  template:
    '{keys} is for Swarm, where a service joins the host’s network as the external network `host`. With `network_mode` it lands on the stack’s overlay network, without an error.',
});
export const HN0611 = entry({
  code: 'HN0611',
  name: 'compose-stack-ports',
  severity: 'error',
  title: '{service} is on the network `host` and publishes ports',
  template:
    '{how}. Swarm cannot join its ingress network to such a task and rejects it; Compose discards the ports. The program is reached on the port it listens on itself.',
});
export const HN0612 = entry({
  code: 'HN0612',
  name: 'compose-replicas',
  severity: 'warning',
  title: '{count} replicas of {service} want port {port}',
  template:
    'Of the containers on one machine only one can have it, and Swarm does not look at such ports when it places tasks: {because}.',
});
export const HN0613 = entry({
  code: 'HN0613',
  name: 'compose-host-network',
  severity: 'error',
  title: 'The network {network} has the driver `host`, but is not external',
  template:
    'An engine has one host network and makes no second: "only one instance of "host" network is allowed". It has to be named as one that is there already.',
});

export const HN0701 = entry({
  code: 'HN0701',
  name: 'known-issue',
  severity: 'info',
  title: 'Known in this version: {symptom}',
  template: '{text}',
});

/** All entries, by code. */
export const CATALOGUE = [
  HN0001,
  HN0101,
  HN0102,
  HN0103,
  HN0104,
  HN0105,
  HN0106,
  HN0107,
  HN0108,
  HN0109,
  HN0110,
  HN0111,
  HN0112,
  HN0113,
  HN0114,
  HN0115,
  HN0116,
  HN0117,
  HN0118,
  HN0119,
  HN0201,
  HN0202,
  HN0203,
  HN0204,
  HN0205,
  HN0206,
  HN0207,
  HN0208,
  HN0209,
  HN0210,
  HN0211,
  HN0212,
  HN0213,
  HN0214,
  HN0215,
  HN0216,
  HN0217,
  HN0218,
  HN0219,
  HN0220,
  HN0301,
  HN0302,
  ...PORT_CATALOGUE,
  ...SYSTEM_CATALOGUE,
  HN0601,
  HN0602,
  HN0603,
  HN0604,
  HN0605,
  HN0606,
  HN0607,
  HN0608,
  HN0609,
  HN0610,
  HN0611,
  HN0612,
  HN0613,
  HN0701,
] as const;
