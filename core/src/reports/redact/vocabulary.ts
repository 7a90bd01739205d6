/**
 * Words that a text of the engine, a log or the system may keep when a report leaves: those of our own sentences, of Docker,
 * Go and the C library’s errors, of operating systems and architectures. No names. A word that is missing here becomes a
 * token, so that a text from outside can carry out nothing that was not foreseen.
 */
const WORDS = `
a aarch64 able abort aborted about above absent accept accepts access account acquire activating active add
added addr address addresses admin administrator after ag again agent alarm all allocate allocated allocation
allowed allows alpha alpine already also always amd amd64 an and anonymous another answer answered answers any
app apparmor appear application applied apply apt arch archlinux are argument arguments arm arm64 armhf armv
armv7l arrivals arrive as ask asked asking asks assign assigned at attach attached attaching attempt attempting
audit aufs auth authentication authorized available away aws azure back backlog bad bare base be because been
before behind being below beta between beyond bin bind binding binds bionic blob bookworm boolean boot both
bound boundary bpf bpo brew bridge bridgepath broadcast broken build built bullseye buster busy but by bypass
bytes came can canceled cancelled cannot cap capabilities capability carried ce centos cgroup cgroups change
changed changes characters check checkbox checkout checkpoint checks child chown chroot cip clash cli client
close closed cloud cluster cni code codes com come comes command comment communicating community compared
complete completed compose computer conf config configuration conflict conflicting conflicts connect connection
connections connects container containers context contexts contradicts control controls core coreos correct cos
could couldn count counts cover cpu crash crashed create created creating credentials critical curl currently
custom cycle dac dac_read_search daemon darwin dashboard data datagram datagrams date dead deb debian debug
declare declined default defender delete denied dependency deploy describes descriptor desktop destination
detected dev development device devices dfsg diagnose diagnosis dial dialed dialled dialler dialling dials did
didn died differ different direction directions directory disabled discarded discards disconnect disconnected
discover disk dist distribution disturb djava dmg dns do docker docker_config docker_context docker_engine
docker_host docker_tls docker_tls_verify dockerd docs does doesn domain don done downgrade driver drop dropped
drops ds dual duplicate during dying dyn dynamic e2big eacces each eaddrinuse eaddrnotavail eafnosupport eagain
eai_again ealready early ebadf ebusy echo eci econnaborted econnrefused econnreset edestaddrreq edge ee eexist
effect ehostdown ehostunreach eighteen einprogress eintr einval eio eisconn eisdir either else embedded
emergency emfile empty emsgsize en0 enable enabled end ended endpoint endpoints ends enetdown enetreset
enetunreach enfile enforced enforcement enforces engine enhanced enobufs enodev enoent enomem enoprotoopt enospc
enosys enotconn enotdir enotfound enotsock enotsup enter enterprise entries entrypoint env environment enxio eof
eopnotsupp eperm epipe eproto eprotonosupport eprototype erofs err errno error errors eshutdown esr established
etc eth eth0 etimedout even event everything exceeded exception exclude exe exec executable executing exhausted
exist existing exists exit exited expected expires explain expose exposed exposes extension extensions external
facts failed fails failure false family far fatal fault faults fc fe feature features fedora fetch fetching
fewer ffff file fileexists files filter filters fin find finding finds finish finished firewall firewalld first
fit flag flatcar focal folder for forbidden force forgotten forked form format forward forwarded forwarder
forwarding forwards found fowner free from fs fsetid full function fuse gateway gcp general generic get gid
github gnu go gone goroutine got green grep group grpc gt had handler handling handshake hang happens hardened
has have he header headers health healthcheck healthy heard held help helper here hex hint hn hold holds hook
hooks host hostconfig hostname hostnet hosts how http https hwe hyperkit hyperv i i386 i686 icmp icmpv6 id
identical idle if ignore ignored ignores image images immutable importing in inactive incompatible inet info
information ingress init initialize initializing input inside inspect inspection install instance instead
instrument insufficient interface interfaces internal interrupt interrupted intvl inuse invalid io ip ip6 ipc
iptables ipv ipv4 ipv6 ipvlan is isn isolation issue issues it its itself jammy java job join joined joins json
just kali keepalive kept kernel kernels key keys kill killed kind known knows kvm label lacks lan lands lane
lanes large last late later latest latin layer le leader lease leave left let libcontainer libnetwork libpod
lifetime limit line link links lint linux linuxkit list listed listen listened listener listeners listening
listens lists literal little lo lo0 load loaded local localhost lock locked log login logs long look looked
looks lookup loopback loss lost low lowlatency ls lts lulu lxc mac machine macos macvlan made main makes
malformed manager manifest many mapped matters max maximum may maybe mb md mdns means meant measure measured
measurement measuring mem memory mend mended menu message meta microsoft might min minimum mirror mismatch
mismatched missing mjs mknod moby mode module more most mount mounting mounts move ms multicast must name named
names namespace namespaces native needed needs neither net net_raw netfilter netlink netns network networking
networks networksettings never new newer next nf nft nftables nginx nice nightly nixos no no_color noble nobody
node none nonroot not notes nothing notice now npipe npm ns nsenter nss null number object occupied occurred oci
odd of off ok old older on once one only oom open openat opened opens opensuse operatingsystem operation opt
option options or oracle orb orbstack ordinary org organisation orphans os other otherwise out outcome outcomes
output over overdue overlay override own owner owners package packets page pair panic parameter parameters
parent parse parsed parsing part partly passed path paused peer pending perfmon permission permissions permitted
personal pf phase pid pids ping pipe pivot places plain planned platform plugin podman policy poll pool pop port
portbindings ports ppc64le preferipv prepare prepared present prestart preview printed private privileged
privileges probe probes problem proc process processes produced profile program programs project promises
protocol proxy ps ptrace public publish published publishes publishing pull pulled put qdisc qemu query queue
queueing quiet quit quota rancher range raspberry raspbian raspi raw rawio rc rc1 reach reachable reached read
reading ready reason received recent recently red refusal refused refuses register registry rejected rejects
release remap remapped remedy remote remove removed removes removing rename replaced replicas reply report
reports repository request requested requests required requires requiring reserved reset resolution resolve
resource resources responded response rest restart restarting restore result retries retry retrying returned
returning reuse reuseaddr reuseport rewrite rewritten rhel riscv64 rlimit rm rmem rocky role root rootfs
rootless rootlesskit route routing rpc rt rule run runc running runs runtime s390x said same sandbox sandboxes
save saw say says scheduled scope search seccomp second seconds security see seen sees self selinux send sender
sent sequence serve server service services serving session sessions set setfcap setgid setpcap sets setting
settings setuid setup sh sha shall share shares she should show shown sibling sid side sigkill sign signal
signature signed signing signs sigterm since sits size skipped sleep slice slow small snitch so sock sock_dgram
sock_stream socket sockets somaxconn some somebody something source speak spec specified spread ssdp stack
standard stands start started starting starts startup state status stay stays stderr stdin stdout stealth still
stop stopped stopping stops storage store stream string subnet success successful successfully such sudo
supported suse swarm swept switch symlink symptom syn sys sys_ptrace sysbox syscall sysctl sysctls sysfs syslog
system systemctl systemd tab tables tag tail taken takes talk talos tap target task tasks tc tcp tcp4 tcp6 tells
temporarily temporary terminal terminated test text than that the their them then there these they this those
throttled through time timed timeout timestamp tls to together token told too toomanyrequests transport tried
tries trixie true trunc try trying tty tun tunnel turn turns tw two type ubuntu udp udp4 udp6 ufw ui uid unable
unauthorized unavailable undefined under understood unexpected unhandled unhealthy uninstalled unit unix unknown
unless unlock unmount unnamed unofficial unpack unprivileged unreachable unset unshare unspecified unsupported
until up update url us usage use used user userland userns users userspace uses using usr utf util utility utun
v valid value values vanish vantage var variable verdict verify version versions veth virtiofs virtual
virtualization vm volume volumes vpnkit vsock vz wait waiting wake want wants warn warning was way we went were
wg what whatever when where whether which whichever while who whole why win win32 windows with within without
witness wmem won word work worker working works would write writing written wrong wrote wsaeacces wsaeaddrinuse
wsaeaddrnotavail wsaeconnrefused wsaeconnreset wsaehostunreach wsaenetunreach wsaetimedout wsl wsl2 wslconfig
wslg x64 x86_64 yaml yes yml you your zfs
`;

/** Lower-case words that say nothing of a person or a project. */
export const VOCABULARY: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
