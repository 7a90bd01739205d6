package desktop

import (
	"bufio"
	"math/rand"
	"strings"
	"testing"
)

func TestReadAnswer(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	long := strings.Repeat("x", maxBytes)
	for _, test := range []struct{ what, answer, body, problem string }{
		{"length", ok + "Content-Length: 2\r\n\r\n{}", "{}", ""},
		{"length in any case", ok + "cOnTent-lENGTH:2\r\n\r\n{}rest", "{}", ""},
		{"to the end", ok + "\r\n{}", "{}", ""},
		{"HTTP/1.0 with bare line ends", "HTTP/1.0 200 OK\n\n{}", "{}", ""},
		{"no reason phrase", "HTTP/1.1 200\r\n\r\n{}", "{}", ""},
		{"chunks", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n", "{}", ""},
		{"chunk in upper case", ok + "Transfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n", "0123456789", ""},
		{"chunks win over length", ok + "Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "{}", ""},
		{"nothing", "", "", "closed before"},
		{"half a line", "HTTP/1.1 2", "", "closed before"},
		{"half the headers", ok + "Content-", "", "closed before"},
		{"half a body", ok + "Content-Length: 9\r\n\r\n{}", "", "closed before"},
		{"half a chunk", ok + "Transfer-Encoding: chunked\r\n\r\n9\r\n{}", "", "closed before"},
		{"no last chunk", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "", "closed before"},
		{"garbage", "\x00\x01\x02\n", "", "did not answer in HTTP"},
		{"TLS", "\x15\x03\x01\x00\x02\x02\n", "", "did not answer in HTTP"},
		{"SSH", "SSH-2.0-x\r\n", "", "did not answer in HTTP"},
		{"no status", "HTTP/1.1\r\n", "", "did not answer in HTTP"},
		{"status no number", "HTTP/1.1 2x0 OK\r\n", "", "did not answer in HTTP"},
		{"404", "HTTP/1.1 404 Not Found\r\n\r\n", "", "HTTP status 404"},
		{"500", "HTTP/1.1 500 x\r\n\r\n{}", "", "HTTP status 500"},
		{"204", "HTTP/1.1 204 No Content\r\n\r\n", "", "HTTP status 204"},
		{"header without colon", ok + "x\r\n\r\n", "", "did not answer in HTTP"},
		{"negative length", ok + "Content-Length: -1\r\n\r\n", "", "broken Content-Length"},
		{"length no number", ok + "Content-Length: x\r\n\r\n", "", "broken Content-Length"},
		{"length too long", ok + "Content-Length: 1048577\r\n\r\n", "", "more than 1 MiB"},
		{"length beyond 64 bits", ok + "Content-Length: 99999999999999999999\r\n\r\n", "", "broken Content-Length"},
		{"body too long", ok + "\r\n" + long + "x", "", "more than 1 MiB"},
		{"chunk too long", ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", "", "more than 1 MiB"},
		{"chunk beyond 32 bits", ok + "Transfer-Encoding: chunked\r\n\r\n1FFFFFFFF\r\n", "", "broken chunk"},
		{"negative chunk", ok + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", "", "broken chunk"},
		{"chunk without end", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx\r\n", "", "broken chunk"},
		{"line too long", ok + "x: " + strings.Repeat("y", maxLine) + "\r\n\r\n", "", "too long for HTTP"},
		{"too many headers", ok + strings.Repeat("a: b\r\n", maxHeaders+1) + "\r\n", "", "too many headers"},
	} {
		body, err := readAnswer(bufio.NewReaderSize(strings.NewReader(test.answer), maxLine))
		switch {
		case test.problem == "" && (err != nil || string(body) != test.body):
			t.Errorf("%s: %.40q, %v", test.what, body, err)
		case test.problem != "" && (err == nil || !strings.Contains(err.Error(), test.problem)):
			t.Errorf("%s: %v, want %q", test.what, err, test.problem)
		}
	}
}

// Whatever is broken in an answer, reading it ends, within its bounds.
func TestReadAnswerSurvivesMutations(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	seed := "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n"
	for i := 0; i < 100_000; i++ {
		answer := []byte(seed)
		for n := random.Intn(6); n >= 0; n-- {
			answer[random.Intn(len(answer))] = byte(random.Intn(256))
		}
		answer = answer[:random.Intn(len(answer)+1)]
		if body, err := readAnswer(bufio.NewReaderSize(strings.NewReader(string(answer)), maxLine)); err == nil && len(body) > maxBytes {
			t.Fatalf("%d bytes of %q", len(body), answer)
		}
	}
}
