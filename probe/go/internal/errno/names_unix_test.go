//go:build !windows

package errno

import (
	"syscall"
	"testing"
)

func TestUnixNames(t *testing.T) {
	for number, want := range map[syscall.Errno]string{
		syscall.ECONNREFUSED: "ECONNREFUSED", syscall.EHOSTUNREACH: "EHOSTUNREACH", syscall.ENETUNREACH: "ENETUNREACH",
		syscall.EADDRNOTAVAIL: "EADDRNOTAVAIL", syscall.EACCES: "EACCES", syscall.EPERM: "EPERM", syscall.ETIMEDOUT: "ETIMEDOUT",
	} {
		if got := Name(number); got != want {
			t.Errorf("%d = %q, want %q", number, got, want)
		}
	}
}
