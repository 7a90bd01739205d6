package host

import "syscall"

// Release returns the kernel's release (Darwin's, not macOS's), as Node's os.release() does; "" when it is not told.
func Release() string {
	release, err := syscall.Sysctl("kern.osrelease")
	if err != nil {
		return ""
	}
	return release
}
