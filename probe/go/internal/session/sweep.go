package session

import (
	"net/netip"

	"hostnet/helper/internal/protocol"
	"hostnet/helper/internal/sweep"
)

// sweepAll runs the sweeps one after the other: SweepAtOnce is the most that is tried at once in all.
func (s *session) sweepAll() {
	for i := range s.spec.Sweep {
		spec := &s.spec.Sweep[i]
		address, err := netip.ParseAddr(spec.Address)
		if err != nil {
			s.fact(protocol.Failed("sweep "+spec.ID, spec.Address+" is not a literal IP address"))
			continue
		}
		sweep.Run(s.ctx, spec, address, func(line protocol.Swept) {
			line.At = s.clock.now()
			s.out.say(&line)
		})
	}
}
