//go:build !windows

package host

import (
	"os"
	"syscall"
	"unsafe"
)

const (
	pollErr = 0x08
	pollHup = 0x10
)

type pollFD struct {
	fd      int32
	events  int16
	revents int16
}

// outputClosed reports whether nobody can read out any more: poll(2) marks the write end of a pipe, or a socket, whose
// reader has gone. A file or terminal never counts as closed.
func outputClosed(out *os.File) bool {
	info, err := out.Stat()
	if err != nil || info.Mode()&(os.ModeNamedPipe|os.ModeSocket) == 0 {
		return false
	}
	set := pollFD{fd: int32(out.Fd()), events: pollHup}
	return pollNow(unsafe.Pointer(&set)) == nil && set.revents&(pollErr|pollHup) != 0
}

func named(call uintptr) error {
	if call == 0 {
		return nil
	}
	return syscall.Errno(call)
}
