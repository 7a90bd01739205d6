package host

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestOutputClosed(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	if outputClosed(writer) {
		t.Error("a pipe with a reader counts as closed")
	}
	if _, err := writer.Write(make([]byte, 1024)); err != nil || outputClosed(writer) {
		t.Error("a pipe with unread bytes counts as closed")
	}
	reader.Close()
	if !outputClosed(writer) {
		t.Error("a pipe without a reader does not count as closed")
	}
}

func TestAFileIsNeverClosed(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if outputClosed(file) {
		t.Error("a file counts as closed")
	}
}

func TestWatchTellsOfAClosedOutput(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	stop, told := make(chan struct{}), make(chan string, 1)
	defer close(stop)
	go Watch(writer, stop, func(reason string) { told <- reason })
	reader.Close()
	select {
	case reason := <-told:
		if reason != "output-closed" {
			t.Errorf("the reason is %q", reason)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was told")
	}
}

func TestParentIsAlive(t *testing.T) {
	if watchParent()() {
		t.Error("the test's parent counts as dead")
	}
}

func TestNamesAreNodes(t *testing.T) {
	if Release() == "" {
		t.Error("no release")
	}
	want := map[string]string{"windows": "win32"}[runtime.GOOS]
	if want == "" {
		want = runtime.GOOS
	}
	if Platform() != want || Arch() == "amd64" {
		t.Errorf("%q, %q", Platform(), Arch())
	}
}
