package inspect

import (
	"strings"
	"testing"
)

func TestContainerOf(t *testing.T) {
	id, outer := strings.Repeat("0a", 32), strings.Repeat("f1", 32)
	for _, test := range []struct{ what, groups, own, want string }{
		{"cgroupfs, v1", "12:cpu,cpuacct:/docker/" + id + "\n1:name=systemd:/docker/" + id + "\n", "12:cpu,cpuacct:/user.slice\n", id},
		{"cgroupfs, v2", "0::/docker/" + id + "\n", "0::/\n", id},
		{"systemd", "0::/system.slice/docker-" + id + ".scope\n", "0::/user.slice/user-0.slice\n", id},
		{"from another cgroup namespace", "0::/../" + id + "\n", "0::/\n", id},
		{"from another cgroup namespace, systemd", "0::/../docker-" + id + ".scope\n", "0::/\n", id},
		{"below the container", "0::/docker/" + id + "/init\n", "0::/\n", id},
		{"a pod", "0::/kubepods/burstable/pod0000/" + id + "\n", "0::/\n", id},
		{"an engine in a container, from inside", "3:cpu:/docker/" + outer + "/docker/" + id, "3:cpu:/docker/" + outer + "/docker/" + strings.Repeat("7", 64), id},
		{"an engine in a container, from outside", "3:cpu:/docker/" + outer + "/docker/" + id, "3:cpu:/docker/" + strings.Repeat("7", 64), outer},
		{"one controller without", "12:cpu:/\n0::/docker/" + id + "\n", "", id},
		{"no container", "0::/system.slice/ssh.service\n", "0::/\n", ""},
		{"digits too few", "0::/docker/" + id[1:] + "\n", "0::/\n", ""},
		{"digits too many", "0::/docker/" + id + "0\n", "0::/\n", ""},
		{"no such process any more", "", "0::/\n", ""},
		{"no path", "0::\n0:\nx\n", "0::\n0:\nx\n", ""},
	} {
		if got := containerOf(test.groups, test.own); got != test.want {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}
