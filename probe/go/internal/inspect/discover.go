package inspect

import (
	"context"
	"errors"
	"net/netip"
	"sort"
	"sync"
	"time"

	"hostnet/helper/internal/errno"
	"hostnet/helper/internal/nonce"
	"hostnet/helper/internal/sock"
)

// question is what a discovery protocol asks, whom, and which datagram answers it.
type question struct {
	to       netip.AddrPort
	datagram []byte
	answers  func(data []byte) bool
}

// mdnsQuestion asks for all service types (RFC 6763 §9). From a port other than 5353 it is a legacy query: the answer
// comes by unicast and repeats its id (RFC 6762 §6.7), so that this asks the network without joining any group.
func mdnsQuestion() question {
	id := nonce.New()[:2]
	// id, flags, one question, no records; then the name, type PTR, class IN (RFC 1035 §4.1).
	datagram := id + "\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00" +
		"\x09_services\x07_dns-sd\x04_udp\x05local\x00" + "\x00\x0c\x00\x01"
	return question{
		to:       netip.AddrPortFrom(netip.AddrFrom4([4]byte{224, 0, 0, 251}), 5353),
		datagram: []byte(datagram),
		answers: func(data []byte) bool {
			return len(data) >= 12 && string(data[:2]) == id && data[2]&0x80 != 0
		},
	}
}

// ssdpQuestion searches for every UPnP device, which shall answer by unicast within a second (UPnP Device Architecture
// 2.0 §1.3.2).
func ssdpQuestion() question {
	const ok = "HTTP/1.1 200"
	return question{
		to: netip.AddrPortFrom(netip.AddrFrom4([4]byte{239, 255, 255, 250}), 1900),
		datagram: []byte("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\n" +
			"ST: ssdp:all\r\n\r\n"),
		answers: func(data []byte) bool { return len(data) >= len(ok) && string(data[:len(ok)]) == ok },
	}
}

// Discover asks once on every interface with an IPv4 address but loopback, TTL 1, and returns the addresses that
// answered within wait, in order and without this namespace's own. It is an error when the question could be sent on none.
func Discover(ctx context.Context, asked string, wait time.Duration) ([]string, error) {
	interfaces, err := Interfaces()
	if err != nil {
		return nil, err
	}
	q := ssdpQuestion()
	if asked == "mdns" {
		q = mdnsQuestion()
	}
	own, ways := map[string]bool{}, []string{}
	for _, one := range interfaces {
		for _, a := range one.Addresses {
			own[a.Address] = true
			if at, err := netip.ParseAddr(a.Address); err == nil && at.Is4() && !a.Internal {
				ways = append(ways, a.Address)
			}
		}
	}
	if len(ways) == 0 {
		return nil, errors.New("there is no interface with an IPv4 address but loopback")
	}
	var mu sync.Mutex
	var asking sync.WaitGroup
	found, sent, fault := map[string]bool{}, false, ""
	until := time.Now().Add(wait)
	for _, way := range ways {
		asking.Add(1)
		go func(way string) {
			defer asking.Done()
			err := q.ask(ctx, way, until, func(from string) {
				mu.Lock()
				defer mu.Unlock()
				if !own[from] {
					found[from] = true
				}
			})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				sent = true
			} else {
				fault = errno.Name(err)
			}
		}(way)
	}
	asking.Wait()
	if !sent {
		return nil, errors.New("the question could not be sent (" + fault + ")")
	}
	answered := make([]string, 0, len(found))
	for address := range found {
		answered = append(answered, address)
	}
	sort.Strings(answered)
	return answered, nil
}

// ask sends the question from one address and hears answers until then. It is an error when it could not be sent.
func (q question) ask(ctx context.Context, way string, until time.Time, heard func(from string)) error {
	conn, err := sock.DialSpread(ctx, q.to.Addr(), way)
	if err != nil {
		return err
	}
	defer conn.Close()
	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-ctx.Done():
			_ = conn.SetReadDeadline(time.Unix(1, 0))
		case <-over:
		}
	}()
	_ = conn.SetReadDeadline(until)
	if _, err := conn.WriteToUDPAddrPort(q.datagram, q.to); err != nil {
		return err
	}
	buffer := make([]byte, 2048)
	for {
		n, from, err := conn.ReadFromUDPAddrPort(buffer)
		switch {
		case err == nil && q.answers(buffer[:n]):
			heard(from.Addr().Unmap().WithZone("").String())
		case err == nil:
		case errno.IsTimeout(err):
			return nil
		default:
			// Windows tells here of a datagram too long: somebody's, and no answer to trust.
			time.Sleep(time.Millisecond)
		}
		if ctx.Err() != nil || time.Now().After(until) {
			return nil
		}
	}
}
