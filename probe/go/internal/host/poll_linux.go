package host

import (
	"syscall"
	"unsafe"
)

// pollNow asks one pollFD without waiting. ppoll is on every Linux architecture, poll is not.
func pollNow(set unsafe.Pointer) error {
	var now syscall.Timespec
	_, _, errno := syscall.Syscall6(syscall.SYS_PPOLL, uintptr(set), 1, uintptr(unsafe.Pointer(&now)), 0, 0, 0)
	return named(uintptr(errno))
}
