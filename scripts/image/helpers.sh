#!/bin/sh
# Cross-compiles the host helper for every platform; the same flags as scripts/lib/go-helper.mjs.
# usage: helpers.sh SOURCE OUT
set -eu
cd "$1"
package=.
[ -e main.go ] || package=./cmd/hostnet-helper
for os in linux darwin windows; do
  for arch in amd64 arm64; do
    suffix=
    [ "$os" = windows ] && suffix=.exe
    CGO_ENABLED=0 GOOS=$os GOARCH=$arch GOFLAGS=-buildvcs=false \
      go build -trimpath -ldflags '-s -w' -o "$2/$os-$arch/hostnet-helper$suffix" "$package"
  done
done
