package host

import "syscall"

// Release returns the kernel's release, as Node's os.release() does; "" when it is not told.
func Release() string {
	var name syscall.Utsname
	if syscall.Uname(&name) != nil {
		return ""
	}
	var text []byte
	for _, c := range name.Release {
		if c == 0 {
			break
		}
		text = append(text, byte(c))
	}
	return string(text)
}
