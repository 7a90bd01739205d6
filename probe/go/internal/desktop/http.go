package desktop

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

// One GET is spoken by hand: net/http alone would double the size of the helper.

const (
	maxLine    = 8 << 10
	maxHeaders = 100
)

var errHuge = errors.New("answered with more than 1 MiB")

// get sends one GET over conn and returns the body of a 200 (RFC 9112: Content-Length, chunked, or up to the end).
func get(conn io.ReadWriter, path string) ([]byte, error) {
	_, err := io.WriteString(conn, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n")
	if err != nil {
		return nil, err
	}
	return readAnswer(bufio.NewReaderSize(conn, maxLine))
}

func readAnswer(r *bufio.Reader) ([]byte, error) {
	status, err := readLine(r)
	if err != nil {
		return nil, err
	}
	fields := strings.SplitN(status, " ", 3)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/1.") || !isStatus(fields[1]) {
		return nil, errors.New("did not answer in HTTP")
	}
	if fields[1] != "200" {
		return nil, errors.New("answered with HTTP status " + fields[1])
	}
	length, chunked, err := readHeaders(r)
	switch {
	case err != nil:
		return nil, err
	case chunked:
		return readChunks(r)
	case length < 0:
		return readAtMost(r)
	case length > maxBytes:
		return nil, errHuge
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, cut(err)
	}
	return body, nil
}

func isStatus(text string) bool {
	_, err := strconv.ParseUint(text, 10, 16)
	return len(text) == 3 && err == nil
}

func readHeaders(r *bufio.Reader) (length int64, chunked bool, err error) {
	length = -1
	for i := 0; i < maxHeaders; i++ {
		line, err := readLine(r)
		if err != nil || line == "" {
			return length, chunked, err
		}
		name, value, found := strings.Cut(line, ":")
		if !found {
			return 0, false, errors.New("did not answer in HTTP")
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(name) {
		case "content-length":
			length, err = strconv.ParseInt(value, 10, 64)
			if err != nil || length < 0 {
				return 0, false, errors.New("answered with a broken Content-Length")
			}
		case "transfer-encoding":
			chunked = strings.EqualFold(value, "chunked")
		}
	}
	return 0, false, errors.New("answered with too many headers")
}

func readChunks(r *bufio.Reader) ([]byte, error) {
	var body []byte
	for {
		line, err := readLine(r)
		if err != nil {
			return nil, err
		}
		digits, _, _ := strings.Cut(line, ";")
		size, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 32)
		if err != nil {
			return nil, errors.New("answered with a broken chunk")
		}
		if size == 0 {
			return body, nil
		}
		if uint64(len(body))+size > maxBytes {
			return nil, errHuge
		}
		start := len(body)
		body = append(body, make([]byte, size)...)
		if _, err := io.ReadFull(r, body[start:]); err != nil {
			return nil, cut(err)
		}
		if end, err := readLine(r); err != nil || end != "" {
			return nil, errors.New("answered with a broken chunk")
		}
	}
}

func readAtMost(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, cut(err)
	}
	if len(body) > maxBytes {
		return nil, errHuge
	}
	return body, nil
}

// readLine reads one line without its end; longer ones than the buffer are no HTTP of any settings.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		return "", errors.New("answered with a line too long for HTTP")
	}
	if err != nil {
		return "", cut(err)
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("closed before its answer was whole")
	}
	return err
}
