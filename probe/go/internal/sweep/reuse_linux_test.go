package sweep

import "testing"

func TestLinuxLetsARefusedSocketServeAgain(t *testing.T) {
	if !mayReuse() {
		t.Error("this kernel does not, or the trial is broken")
	}
}
