package inspect

import (
	"os"
	"strings"
	"sync"
)

const idDigits = 64

// containerOf returns the id of the container in the text of /proc/PID/cgroup (cgroups(7)), "" when there is none:
// /docker/<id>, docker-<id>.scope, /../<id> as seen from another cgroup namespace, and the like. own is the same file
// of this process: what it lies in, an engine inside a container for one, is not between the engine and its containers.
func containerOf(groups, own string) string {
	parents := map[string]string{}
	eachGroup(own, func(hierarchy, path string) {
		parents[hierarchy] = path[:strings.LastIndexByte(path, '/')+1]
	})
	found := ""
	eachGroup(groups, func(hierarchy, path string) {
		if found == "" {
			found = firstID(strings.TrimPrefix(path, parents[hierarchy]))
		}
	})
	return found
}

// eachGroup reads lines of "hierarchy:controllers:path".
func eachGroup(text string, each func(hierarchy, path string)) {
	for _, line := range strings.Split(text, "\n") {
		hierarchy, rest, _ := strings.Cut(line, ":")
		if _, path, ok := strings.Cut(rest, ":"); ok {
			each(hierarchy, path)
		}
	}
}

// firstID returns the first run of exactly 64 hexadecimal digits.
func firstID(path string) string {
	start := 0
	for i := 0; i <= len(path); i++ {
		if i < len(path) && (path[i] >= '0' && path[i] <= '9' || path[i] >= 'a' && path[i] <= 'f') {
			continue
		}
		if i-start == idDigits {
			return path[start:i]
		}
		start = i + 1
	}
	return ""
}

var (
	readOwn  sync.Once
	ownGroup string
)

func ownGroups() string {
	readOwn.Do(func() {
		text, _ := os.ReadFile("/proc/self/cgroup")
		ownGroup = string(text)
	})
	return ownGroup
}
