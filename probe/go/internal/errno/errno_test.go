package errno

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"testing"
)

// A refused loopback dial is the one error every system can be made to give.
func TestNameOfARealError(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_, err = net.Listen("tcp4", address)
	if Name(err) != "EADDRINUSE" {
		t.Errorf("a port in use: %q (%v)", Name(err), err)
	}
	listener.Close()
	_, err = net.Dial("tcp4", address)
	if Name(err) != "ECONNREFUSED" || IsTimeout(err) {
		t.Errorf("a refusal: %q (%v)", Name(err), err)
	}
}

func TestName(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("x"), ""},
		{os.ErrDeadlineExceeded, ""},
		{context.DeadlineExceeded, ""},
		{syscall.Errno(60_000), "ERRNO_60000"},
		{fmt.Errorf("wrapped: %w", &net.OpError{Err: os.NewSyscallError("connect", syscall.Errno(60_001))}), "ERRNO_60001"},
	} {
		if got := Name(test.err); got != test.want {
			t.Errorf("Name(%v) = %q, want %q", test.err, got, test.want)
		}
	}
}

func TestIsTimeout(t *testing.T) {
	for _, err := range []error{os.ErrDeadlineExceeded, context.DeadlineExceeded, fmt.Errorf("x: %w", os.ErrDeadlineExceeded)} {
		if !IsTimeout(err) {
			t.Errorf("%v is a deadline of ours", err)
		}
	}
	for _, err := range []error{nil, errors.New("x"), syscall.ETIMEDOUT, context.Canceled} {
		if IsTimeout(err) {
			t.Errorf("%v is no deadline of ours", err)
		}
	}
}

func TestResolve(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{&net.DNSError{IsNotFound: true}, "ENOTFOUND"},
		{&net.DNSError{IsTimeout: true}, "ETIMEDOUT"},
		{context.DeadlineExceeded, "ETIMEDOUT"},
		{&net.DNSError{IsTemporary: true}, "EAI_AGAIN"},
		{errors.New("x"), "EAI_AGAIN"},
	} {
		if got := Resolve(test.err); got != test.want {
			t.Errorf("Resolve(%v) = %q, want %q", test.err, got, test.want)
		}
	}
}
