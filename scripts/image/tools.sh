#!/bin/sh
# Makes sure the base has ping (iputils), ss (iproute2) and the libraries of the node binary; Alpine and Debian.
set -eu
# A base made from the building machine (scripts/lib/base-image.mjs) has them all.
[ -e /etc/hostnet-base ] && exit 0
if command -v apk >/dev/null; then
  apk add --no-cache iputils-ping iproute2-ss libstdc++ libgcc
elif command -v apt-get >/dev/null; then
  apt-get update
  apt-get install -y --no-install-recommends iputils-ping iproute2 libstdc++6
else
  echo "RUNTIME_IMAGE has neither apk nor apt-get: give an Alpine or Debian base that can install ping and ss" >&2
  exit 1
fi
