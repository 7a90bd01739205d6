// Command hostnet-helper is the probe on Docker Desktop's host: it measures for one run (session) or says what this
// computer is (facts). It runs no command, keeps nothing and ends by itself.
package main

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"hostnet/helper/internal/facts"
	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/session"
)

const usage = `expected "session <spec in base64url> [--ends-with-stdin]" or "facts [--home DIR]"`

// endsWithStdin ties a session to whoever holds its standard input: a container learns in no other way that the program
// which started it was killed.
const endsWithStdin = "--ends-with-stdin"

func main() {
	started := time.Now()
	args := os.Args[1:]
	switch {
	case (len(args) == 2 || len(args) == 3 && args[2] == endsWithStdin) && args[0] == "session":
		spec, err := protocol.DecodeSpec(args[1])
		if err != nil {
			refuse("expected a session spec of protocol version 1 as base64url of JSON: " + err.Error())
		}
		run(spec, started, len(args) == 3)
	case len(args) >= 1 && args[0] == "facts":
		home, err := homeFrom(args[1:])
		if err != nil {
			refuse(err.Error())
		}
		if facts.Print(os.Stdout, home) != nil {
			os.Exit(1)
		}
	default:
		got := "nothing"
		if len(args) > 0 {
			got = quote(args)
		}
		refuse(usage + ", got " + got)
	}
}

// run ends within the protocol's bound whatever hangs.
func run(spec *protocol.Spec, started time.Time, tied bool) {
	// Without this a write to a closed output would kill the process before it could close its sockets in order.
	signal.Ignore(syscall.SIGPIPE)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if tied {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			select {
			case stop <- syscall.SIGHUP:
			default: // It ends for another signal.
			}
		}()
	}
	session.Run(spec, os.Stdout, started, stop)
}

// homeFrom returns the folder that stands for the user's home; "" for the real one.
func homeFrom(args []string) (string, error) {
	if len(args) == 0 {
		return os.Getenv("HOSTNET_HELPER_HOME"), nil
	}
	if len(args) == 2 && args[0] == "--home" && args[1] != "" {
		return args[1], nil
	}
	if len(args) == 1 && strings.HasPrefix(args[0], "--home=") && len(args[0]) > len("--home=") {
		return strings.TrimPrefix(args[0], "--home="), nil
	}
	return "", errors.New("facts takes only --home and a folder, got " + quote(args))
}

// quote returns the start of args on one line, whatever stands in them.
func quote(args []string) string {
	text := []rune(strings.Join(args, " "))
	if len(text) > 60 {
		text = text[:60]
	}
	return strconv.QuoteToASCII(string(text))
}

// refuse ends with one sentence and exit code 2.
func refuse(sentence string) {
	_, _ = os.Stderr.WriteString("hostnet-helper: " + sentence + ".\n")
	os.Exit(2)
}
