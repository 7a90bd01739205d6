package desktop

import (
	"bytes"
	"errors"
	"io"
	"os"
	"unicode/utf8"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/jsontext"
)

// maxBytes is the most that is read of a file or an answer: real ones have a few kilobytes.
const maxBytes = 1 << 20

// document is one JSON object, or why there is none. absent: nothing is there, which is ordinary.
type document struct {
	shown   string
	members map[string]any
	absent  bool
	problem string
}

func (d document) ok() bool { return d.problem == "" && !d.absent }

func problem(shown, what string) document {
	return document{shown: shown, problem: shown + " " + what}
}

// readDocument reads one file. It opens nothing but a regular file, so that a pipe put in its place cannot hang it.
func readDocument(at file) document {
	info, err := os.Stat(at.path)
	if errors.Is(err, os.ErrNotExist) {
		return document{shown: at.shown, absent: true}
	}
	if err != nil {
		return problem(at.shown, "cannot be read ("+nameOf(err)+")")
	}
	if !info.Mode().IsRegular() {
		return problem(at.shown, "is not a file")
	}
	opened, err := os.Open(at.path)
	if err != nil {
		return problem(at.shown, "cannot be read ("+nameOf(err)+")")
	}
	defer opened.Close()
	data, err := io.ReadAll(io.LimitReader(opened, maxBytes+1))
	if err != nil {
		return problem(at.shown, "cannot be read ("+nameOf(err)+")")
	}
	return parse(at.shown, data)
}

// nameOf returns the error's errno, without the path that its own text has in it.
func nameOf(err error) string {
	if name := errno.Name(err); name != "" {
		return name
	}
	return "unknown error"
}

func parse(shown string, data []byte) document {
	switch {
	case len(data) > maxBytes:
		return problem(shown, "is larger than 1 MiB")
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")), bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		// Docker Desktop itself refuses its settings file with one.
		return problem(shown, "starts with a byte order mark")
	case !utf8.Valid(data):
		return problem(shown, "is not UTF-8")
	}
	value, err := jsontext.Parse(data)
	if err != nil {
		return problem(shown, "is not JSON")
	}
	members, ok := value.(map[string]any)
	if !ok {
		return problem(shown, "is not a JSON object")
	}
	return document{shown: shown, members: members}
}

// boolean reads true or false. what names it in the error.
func boolean(value any, what string) (bool, error) {
	if b, ok := value.(bool); ok {
		return b, nil
	}
	return false, errors.New(what + " is " + kindOf(value) + ", expected true or false")
}

func kindOf(value any) string {
	switch value.(type) {
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		return "a text"
	case float64:
		return "a number"
	}
	return "null"
}
