package inspect

import "testing"

func TestMDNSQuestion(t *testing.T) {
	q := mdnsQuestion()
	answer := append([]byte{}, q.datagram...)
	if q.answers(answer) {
		t.Error("the question answers itself")
	}
	answer[2] = 0x84
	if !q.answers(answer) {
		t.Error("a response is no answer")
	}
	answer[0]++
	if q.answers(answer) || q.answers(answer[:11]) {
		t.Error("a response to another question, or a cut one, is an answer")
	}
}

func TestSSDPQuestion(t *testing.T) {
	q := ssdpQuestion()
	for text, want := range map[string]bool{
		"HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n\r\n": true, "NOTIFY * HTTP/1.1\r\n\r\n": false, "": false, string(q.datagram): false,
	} {
		if q.answers([]byte(text)) != want {
			t.Errorf("%q", text)
		}
	}
}
