package host

import (
	"strconv"
	"syscall"
	"unsafe"
)

var rtlGetNtVersionNumbers = syscall.NewLazyDLL("ntdll.dll").NewProc("RtlGetNtVersionNumbers")

// Release returns "10.0.22631" and the like, as Node's os.release() does; "" when it is not told. GetVersion answers
// 6.2 to a program without a manifest, ntdll tells the truth.
func Release() string {
	if rtlGetNtVersionNumbers.Find() != nil {
		return ""
	}
	var major, minor, build uint32
	_, _, _ = rtlGetNtVersionNumbers.Call(uintptr(unsafe.Pointer(&major)), uintptr(unsafe.Pointer(&minor)), uintptr(unsafe.Pointer(&build)))
	// The high bits tell a free build from a checked one.
	return strconv.Itoa(int(major)) + "." + strconv.Itoa(int(minor)) + "." + strconv.Itoa(int(build&0xffff))
}
