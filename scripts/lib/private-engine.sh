#!/bin/sh
# Runs an engine of its own in FOLDER until stdin closes, then removes everything it made. Stdin closes whatever way
# the owner ends, so nothing is left behind even when the owner is killed.
# usage: private-engine.sh FOLDER BRIDGE
folder=$1
bridge=$2
trap '' INT HUP TERM

# A bridge of its own: an engine started with `--bridge none` deletes docker0, which belongs to the machine's engine.
# The address is from the range for benchmarks (RFC 2544), which nobody routes.
ip link add "$bridge" type bridge &&
  ip address add 198.19.255.1/30 dev "$bridge" &&
  ip link set "$bridge" up &&
  {
    dockerd -H "unix://$folder/docker.sock" --bridge "$bridge" \
      --iptables=false --ip-forward=false --ip-masq=false \
      --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" &
    engine=$!
    read -r _
    kill "$engine"
    tries=0
    while kill -0 "$engine" && [ $tries -lt 200 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    kill -9 "$engine"
    wait "$engine"
  }

ip link delete "$bridge"
# Bridges of networks that were still there when the engine ended; its own store names them.
for network in $(grep -ao 'br-[0-9a-f][0-9a-f]*' "$folder/data/network/files/local-kv.db" 2>/dev/null | sort -u); do
  [ "$network" = "$bridge" ] || ip link delete "$network" 2>/dev/null
done
# Overlay mounts and namespaces of an engine that was killed would keep the folder busy; the last one comes off first.
awk -v start="$folder/" 'index($2, start) == 1 { print $2 }' /proc/mounts | sort -r |
  while read -r mount; do umount "$mount"; done
rm -rf "$folder"
