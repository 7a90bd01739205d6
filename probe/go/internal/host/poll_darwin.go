package host

import (
	"syscall"
	"unsafe"
)

// pollNow asks one pollFD without waiting.
func pollNow(set unsafe.Pointer) error {
	_, _, errno := syscall.Syscall(syscall.SYS_POLL, uintptr(set), 1, 0)
	return named(uintptr(errno))
}
