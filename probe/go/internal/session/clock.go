package session

import (
	"math"
	"time"
)

// clock tells ms since a session's start, to the microsecond, by the monotonic clock.
type clock struct{ start time.Time }

func (c clock) now() float64 { return milliseconds(time.Since(c.start)) }

func milliseconds(d time.Duration) float64 {
	return math.Max(0, math.Round(float64(d)/float64(time.Microsecond))/1000)
}
