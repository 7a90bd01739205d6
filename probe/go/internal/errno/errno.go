// Package errno names system errors as POSIX does, whatever the system calls them.
package errno

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"syscall"
)

// Name returns the POSIX name of the system error inside err (ECONNREFUSED, …), ERRNO_<number> for one without a name
// here, and "" when there is none, as for a deadline of our own.
func Name(err error) string {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return ""
	}
	// os.ErrDeadlineExceeded and context errors carry no errno of the system.
	if name, ok := names[number]; ok {
		return name
	}
	return "ERRNO_" + strconv.FormatUint(uint64(number), 10)
}

// IsTimeout reports whether err is a deadline of our own and not an error of the system.
func IsTimeout(err error) bool {
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	var timeout net.Error
	return Name(err) == "" && errors.As(err, &timeout) && timeout.Timeout()
}

// Resolve returns what getaddrinfo's own users would see for a failed look-up: ENOTFOUND, EAI_AGAIN or ETIMEDOUT, the
// names Node's dns module has for them.
func Resolve(err error) string {
	var dns *net.DNSError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &dns) && dns.IsNotFound:
		return "ENOTFOUND"
	case IsTimeout(err), errors.As(err, &dns) && dns.IsTimeout:
		return "ETIMEDOUT"
	}
	return "EAI_AGAIN"
}
