package errno

import (
	"syscall"
	"testing"
)

func TestWinsockNumbers(t *testing.T) {
	for number, want := range map[syscall.Errno]string{
		10013: "EACCES", 10048: "EADDRINUSE", 10049: "EADDRNOTAVAIL", 10051: "ENETUNREACH", 10054: "ECONNRESET",
		10060: "ETIMEDOUT", 10061: "ECONNREFUSED", 10065: "EHOSTUNREACH", 1225: "ECONNREFUSED", 64: "ECONNRESET",
	} {
		if got := Name(number); got != want {
			t.Errorf("%d = %q, want %q", number, got, want)
		}
	}
}
