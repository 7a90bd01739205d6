// Package host watches what a session depends on: the process that started it and the reader of its output. It also
// says what system this is.
package host

import (
	"os"
	"time"
)

const watchEvery = 100 * time.Millisecond

// Watch calls gone once with the reason of a session's end, "signal" when the parent process has ended and
// "output-closed" when out has lost its reader, and returns then or when stop is closed. Both are needed: a session that only listens writes nothing, so it would never notice a closed output.
func Watch(out *os.File, stop <-chan struct{}, gone func(reason string)) {
	parent := watchParent()
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
			if outputClosed(out) {
				gone("output-closed")
				return
			}
			if parent() {
				gone("signal")
				return
			}
		}
	}
}
