//go:build !windows

package desktop

import (
	"bufio"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// backend answers each connection with serve, in the place of Docker Desktop's.
func backend(t *testing.T, places Places, serve func(net.Conn)) {
	t.Helper()
	listener, err := net.Listen("unix", places.backend.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				serve(conn)
			}()
		}
	}()
}

// says answers one request with this text, whatever was asked.
func says(text string) func(net.Conn) {
	return func(conn net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			_, _ = conn.Write([]byte(text))
		}
	}
}

func jsonAnswer(body string) func(net.Conn) { return says("HTTP/1.1 200 OK\r\n\r\n" + body) }

func TestBackendOutranksFiles(t *testing.T) {
	for _, test := range []struct{ what, body, value, locked string }{
		{"bare", `{"vm":{"network":{"hostNetworkingEnabled":true}}}`, "on Docker Desktop's backend", "off admin-settings.json"},
		{"wrapped", `{"vm":{"network":{"hostNetworkingEnabled":{"locked":true,"value":true}}}}`, "on Docker Desktop's backend", "on Docker Desktop's backend"},
		{"flat", `{"hostNetworkingEnabled":true}`, "on Docker Desktop's backend", "off admin-settings.json"},
		{"not named", `{"vm":{}}`, "off settings-store.json", "off admin-settings.json"},
		{"another shape", `{"vm":[1],"desktop":null}`, "off settings-store.json", "off admin-settings.json"},
		{"a text", `{"vm":{"network":{"hostNetworkingEnabled":"true"}}}`, "off settings-store.json", "off admin-settings.json"},
		{"not JSON", `<html>`, "off settings-store.json", "off admin-settings.json"},
		{"a BOM", "\xef\xbb\xbf{}", "off settings-store.json", "off admin-settings.json"},
	} {
		places := laid(t, `{"HostNetworkingEnabled":false}`, "", `{"hostNetworkingEnabled":{"locked":false,"value":true}}`)
		backend(t, places, jsonAnswer(test.body))
		got := Read(places)
		expect(t, test.what+": value", told(got.HostNetworkingEnabled), test.value)
		expect(t, test.what+": locked", told(got.HostNetworkingLocked), test.locked)
	}
}

func TestBackendOfRealHTTPServer(t *testing.T) {
	places := laid(t, "", "", "")
	listener, err := net.Listen("unix", places.backend.path)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "GET" || r.URL.Path != "/app/settings" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = w.Write([]byte(`{"desktop":{"enhancedContainerIsolation":{"locked":true,"value":false},"x":"` + strings.Repeat("y", 10_000)))
		w.(http.Flusher).Flush() // makes it chunked
		_, _ = w.Write([]byte(`"}}`))
	})}
	defer server.Close()
	go func() { _ = server.Serve(listener) }()
	got := Read(places)
	expect(t, "isolation", told(got.EnhancedContainerIsolation), "off Docker Desktop's backend")
	expect(t, "its lock", told(got.EnhancedContainerIsolationLocked), "on Docker Desktop's backend")
}

func TestBackendThatFails(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	for _, test := range []struct {
		what   string
		serve  func(net.Conn)
		reason string
	}{
		{"nothing", says(""), "closed before its answer was whole"},
		{"garbage", says("\x00\xff\x00\xff\n"), "did not answer in HTTP"},
		{"an error", says("HTTP/1.1 500 x\r\n\r\n{}"), "HTTP status 500"},
		{"half", says("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), "closed before its answer was whole"},
		{"silence", func(net.Conn) { <-stop }, "did not answer within a second"},
		{"dripping", func(conn net.Conn) {
			for i := 0; i < 100; i++ {
				if _, err := conn.Write([]byte("x")); err != nil {
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
		}, "did not answer within a second"},
		{"a flood", func(conn net.Conn) {
			flood := make([]byte, 1<<16)
			_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
			for {
				if _, err := conn.Write(flood); err != nil {
					return
				}
			}
		}, "more than 1 MiB"},
	} {
		places := laid(t, "", "", "")
		backend(t, places, test.serve)
		started := time.Now()
		got := told(Read(places).HostNetworkingEnabled)
		expect(t, test.what, got, "? "+test.reason)
		// The promise is one second; a busy machine gets another.
		if took := time.Since(started); took > 2*time.Second {
			t.Errorf("%s took %v", test.what, took)
		}
	}
}

func TestBackendSocketWithoutListener(t *testing.T) {
	places := laid(t, "", "", "")
	listener, err := net.Listen("unix", places.backend.path)
	if err != nil {
		t.Fatal(err)
	}
	listener.(*net.UnixListener).SetUnlinkOnClose(false)
	listener.Close()
	expect(t, "a dead socket", told(Read(places).HostNetworkingEnabled), "? cannot be reached (ECONNREFUSED)")
}

func TestAPipeInAFilesPlaceHangsNothing(t *testing.T) {
	places := laid(t, "", "", "")
	if err := syscall.Mkfifo(places.store.path, 0o600); err != nil {
		t.Fatal(err)
	}
	expect(t, "a pipe", told(Read(places).HostNetworkingEnabled), "? is not a file")
}

func TestUnreadableFile(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	places := laid(t, `{"HostNetworkingEnabled":true}`, "", "")
	if err := os.Chmod(places.store.path, 0); err != nil {
		t.Fatal(err)
	}
	expect(t, "an unreadable file", told(Read(places).HostNetworkingEnabled), "? cannot be read (EACCES)")
}
