package desktop

import (
	"fmt"
	"os"
	"syscall"
	"testing"
	"unsafe"
)

var createNamedPipe = syscall.NewLazyDLL("kernel32.dll").NewProc("CreateNamedPipeW")
var connectNamedPipe = syscall.NewLazyDLL("kernel32.dll").NewProc("ConnectNamedPipe")

// pipe makes a named pipe that answers its first client with text, "" with silence.
func pipe(t *testing.T, text string) string {
	t.Helper()
	path := fmt.Sprintf(`\\.\pipe\hostnet-test-%d-%s`, os.Getpid(), t.Name())
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	const duplex, unlimited = 3, 255
	handle, _, err := createNamedPipe.Call(uintptr(unsafe.Pointer(name)), duplex, 0, unlimited, 4096, 4096, 0, 0)
	if syscall.Handle(handle) == syscall.InvalidHandle {
		t.Fatal(err)
	}
	go func() {
		_, _, _ = connectNamedPipe.Call(handle, 0)
		server := os.NewFile(handle, path)
		request := make([]byte, 4096)
		_, _ = server.Read(request)
		if text != "" {
			_, _ = server.Write([]byte(text))
			server.Close()
		}
	}()
	return path
}

func TestNamedPipe(t *testing.T) {
	body := `{"vm":{"network":{"hostNetworkingEnabled":true}}}`
	places := laid(t, "", "", "")
	places.backend = same(pipe(t, fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)))
	expect(t, "the pipe's answer", told(Read(places).HostNetworkingEnabled), "on Docker Desktop's backend")
}

func TestSilentNamedPipe(t *testing.T) {
	places := laid(t, "", "", "")
	places.backend = same(pipe(t, ""))
	expect(t, "a silent pipe", told(Read(places).HostNetworkingEnabled), "? did not answer within a second")
}
