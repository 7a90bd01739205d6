package desktop

import (
	"context"
	"io"
	"os"
	"syscall"
	"time"
)

const (
	errorPipeBusy = syscall.Errno(231)
	// SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION (CreateFile): whoever made the pipe may learn who we are, never act as us.
	securityIdentification = 0x00100000 | 0x00010000
)

// dialBackend opens the named pipe as a file; a busy one is tried again until ctx ends.
func dialBackend(ctx context.Context, path string) (io.ReadWriteCloser, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	for {
		pipe, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
			syscall.OPEN_EXISTING, securityIdentification, 0)
		switch {
		case err == nil:
			return os.NewFile(uintptr(pipe), path), nil
		case err != errorPipeBusy:
			return nil, &os.PathError{Op: "open", Path: path, Err: err}
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
		time.Sleep(20 * time.Millisecond)
	}
}
