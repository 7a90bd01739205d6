//go:build !windows

package host

import "os"

// watchParent returns whether the parent has ended since. An orphan gets another parent (init or a subreaper), so a
// changed pid is the sign; PR_SET_PDEATHSIG would also fire when only the thread that started us ends (prctl(2)).
func watchParent() func() bool {
	parent := os.Getppid()
	return func() bool { return os.Getppid() != parent }
}
