package host

import (
	"os"
	"syscall"
)

// watchParent returns whether the parent has ended since. A handle keeps meaning the same process however pids are
// reused; a parent that started after us only took over the pid of ours, and then there is nothing to watch.
func watchParent() func() bool {
	never := func() bool { return false }
	parent, err := syscall.OpenProcess(syscall.SYNCHRONIZE|syscall.PROCESS_QUERY_INFORMATION, false, uint32(os.Getppid()))
	if err != nil {
		return never
	}
	self, err := syscall.GetCurrentProcess()
	if err != nil || started(parent) > started(self) {
		return never
	}
	return func() bool {
		event, err := syscall.WaitForSingleObject(parent, 0)
		return err == nil && event == syscall.WAIT_OBJECT_0
	}
}

// started returns a process's start in ns, 0 when it is not told.
func started(process syscall.Handle) int64 {
	var creation, exit, kernel, user syscall.Filetime
	if syscall.GetProcessTimes(process, &creation, &exit, &kernel, &user) != nil {
		return 0
	}
	return creation.Nanoseconds()
}
