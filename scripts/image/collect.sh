#!/bin/sh
# Copies programs and every library they load into a root folder of their own; works with musl and glibc.
# usage: collect.sh ROOT PROGRAM...
set -eu
root=$1
shift

# The dynamic loader lists what it would load; unlike ldd it needs no bash (musl and glibc both know --list).
loader=
for candidate in /lib64/ld-linux-x86-64.so.2 /lib/ld-linux-aarch64.so.1 /lib/ld-musl-*.so.1; do
  [ -e "$candidate" ] && loader=$candidate
done
if [ -z "$loader" ]; then
  echo "RUNTIME_IMAGE has no dynamic loader this script knows (glibc or musl, amd64 or arm64)" >&2
  exit 1
fi

keep() { # copies one file under the same path, links resolved
  mkdir -p "$root$(dirname "$1")"
  [ -e "$root$1" ] || cp -L "$1" "$root$1"
}

# PATH is searched by hand: a busybox shell answers `command -v ping` with its own applet, which is not the real tool.
find_program() {
  echo "$PATH" | tr ':' '\n' | while read -r folder; do
    [ -x "$folder/$1" ] || continue
    case $(readlink -f "$folder/$1") in */busybox*) continue ;; esac
    echo "$folder/$1"
  done | head -n 1
}

keep "$loader"
for name in "$@"; do
  program=$(find_program "$name")
  if [ -z "$program" ]; then
    echo "RUNTIME_IMAGE lacks $name" >&2
    exit 1
  fi
  list=$("$loader" --list "$program") || {
    echo "$name cannot run on RUNTIME_IMAGE: $list. NODE_IMAGE and RUNTIME_IMAGE must be of the same family" >&2
    exit 1
  }
  case $list in *'not found'*)
    echo "$name lacks a library on RUNTIME_IMAGE: $list" >&2
    exit 1
    ;;
  esac
  mkdir -p "$root/usr/local/bin"
  cp -L "$program" "$root/usr/local/bin/$name"
  echo "$list" | sed -n -e 's/.*=> *\(\/[^ ]*\) .*/\1/p' -e 's/^[[:space:]]*\(\/[^ ]*\) (.*/\1/p' |
    while read -r library; do keep "$library"; done
done

# getaddrinfo reads these; a container's own /etc/hosts and /etc/resolv.conf come from the engine.
mkdir -p "$root/etc" "$root/tmp" "$root/data" "$root/run"
chmod 1777 "$root/tmp"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
printf 'root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnobody:x:65534:\n' >"$root/etc/group"
