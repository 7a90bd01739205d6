package desktop

import (
	"context"
	"errors"
	"os"
	"time"

	"hostnet/helper/internal/errno"
)

// backendBudget is for dialling, asking and reading together; what is left of a second is for the files.
const backendBudget = 900 * time.Millisecond

// askBackend reads /app/settings of Docker Desktop's backend.
func askBackend(at file) document {
	shown := "Docker Desktop's backend (" + at.shown + ")"
	if at.path == "" {
		return problem("Docker Desktop's backend", "was not asked")
	}
	ctx, cancel := context.WithTimeout(context.Background(), backendBudget)
	defer cancel()
	type result struct {
		body []byte
		err  error
	}
	// In a goroutine, because a named pipe knows no deadline; one that hangs ends with the process.
	answered := make(chan result, 1)
	go func() {
		conn, err := dialBackend(ctx, at.path)
		if err != nil {
			answered <- result{err: err}
			return
		}
		defer conn.Close()
		body, err := get(conn, "/app/settings")
		answered <- result{body, err}
	}()
	select {
	case r := <-answered:
		switch {
		case errors.Is(r.err, os.ErrNotExist):
			return document{shown: shown, absent: true}
		case r.err != nil:
			return problem(shown, describe(r.err))
		}
		return parse(shown, r.body)
	case <-ctx.Done():
		return problem(shown, "did not answer within a second")
	}
}

// describe says what happened without a path in it.
func describe(err error) string {
	switch name := errno.Name(err); {
	case errno.IsTimeout(err):
		return "did not answer within a second"
	case name != "":
		return "cannot be reached (" + name + ")"
	}
	return err.Error()
}
