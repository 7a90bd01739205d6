/**
 * Shell text of the three helpers around a private engine. POSIX sh, because they must outlive the Node process that
 * started them and cost nothing.
 */

/**
 * Removes what an engine left once its processes are gone: `clean DIR NAMESPACE BRIDGE CGROUP`, NAMESPACE and BRIDGE
 * empty when there is none of ours. Processes in a namespace we made are ours by definition, and those in our cgroup too.
 */
export const CLEAN = `
clean() {
  dir=$1; ns=$2; bridge=$3; cg=$4; tries=0
  while [ $tries -lt 100 ]; do
    left=
    for pid in $(cat /sys/fs/cgroup/*/"$cg"/cgroup.procs /sys/fs/cgroup/*/"$cg"/*/cgroup.procs /sys/fs/cgroup/"$cg"/cgroup.procs /sys/fs/cgroup/"$cg"/*/cgroup.procs 2>/dev/null | sort -u); do
      kill -9 "$pid" 2>/dev/null; left=1
    done
    if [ -n "$ns" ]; then
      for pid in $(ip netns pids "$ns" 2>/dev/null); do kill -9 "$pid" 2>/dev/null; left=1; done
    fi
    [ -z "$left" ] && break
    tries=$((tries + 1)); sleep 0.05
  done
  [ -n "$ns" ] && [ -e "/run/netns/$ns" ] && ip netns del "$ns"
  if [ -n "$bridge" ]; then
    ip link del "$bridge" 2>/dev/null
    # An engine that was killed leaves the bridges of its networks; its own store names them (libnetwork, local-kv.db).
    for net in $(grep -ao 'br-[0-9a-f][0-9a-f]*' "$dir/data/network/files/local-kv.db" 2>/dev/null | sort -u); do
      ip link del "$net" 2>/dev/null
    done
  fi
  tries=0
  while [ $tries -lt 60 ]; do
    find /sys/fs/cgroup -depth -type d -path "*/$cg*" -exec rmdir {} + 2>/dev/null
    [ -z "$(find /sys/fs/cgroup -type d -name "$cg" 2>/dev/null)" ] && break
    tries=$((tries + 1)); sleep 0.05
  done
  [ -e "$dir/made-run-containerd" ] && rmdir /run/containerd 2>/dev/null
  tries=0
  while [ -e "$dir" ] && [ $tries -lt 40 ]; do
    rm -rf "$dir" 2>/dev/null
    tries=$((tries + 1)); [ -e "$dir" ] && sleep 0.05
  done
}
`;

/**
 * First process of the engine's own pid and mount namespaces: when it ends, the kernel ends everything in them, and
 * every mount dockerd made goes too. `init DIR DOCKERD ARGS…`.
 */
export const INIT = `
dir=$1; shift
mount -t tmpfs none /run/containerd
[ -d /etc/docker ] && mount -t tmpfs none /etc/docker
for name in resolv.conf hosts; do
  [ -e "$dir/$name" ] && mount --bind "$dir/$name" "$(readlink -f /etc/$name)"
done
[ -e "$dir/hostname" ] && hostname "$(cat "$dir/hostname")"
"$@" </dev/null &
while kill -0 $! 2>/dev/null; do wait; done
`;

/**
 * Watches over one engine: `supervise DIR ENTER NAMESPACE BRIDGE CGROUP INIT DOCKERD ARGS…`. ENTER is the namespace to
 * start dockerd in, the three after it are for `clean`. Prints the pid that holds the engine, then waits for the end of
 * its stdin, which the kernel closes when the owner dies, however it dies. Should the supervisor itself be killed, the
 * parent-death signal (prctl(2)) takes the engine with it.
 */
export const SUPERVISE = `${CLEAN}
trap '' HUP INT TERM
dir=$1; enter=$2; ns=$3; bridge=$4; cg=$5; init=$6; shift 6
[ -d /run/containerd ] || { mkdir -p /run/containerd && : >"$dir/made-run-containerd"; }
setpriv --pdeathsig KILL \${enter:+nsenter --net="/run/netns/$enter"} unshare --mount --propagation slave --uts --ipc --pid --fork --mount-proc --kill-child=KILL sh -c "$init" hostnet-engine "$dir" "$@" >>"$dir/dockerd.log" 2>&1 </dev/null &
chain=$!
echo "$chain"
while read -r _; do :; done
kill -9 "$chain" 2>/dev/null
wait "$chain" 2>/dev/null
clean "$dir" "$ns" "$bridge" "$cg"
`;
