package host

import (
	"os"
	"syscall"
	"unsafe"
)

const (
	// filePipeLocalInformation is FilePipeLocalInformation of NtQueryInformationFile (ntifs.h).
	filePipeLocalInformation = 24
	pipeConnected            = 3
)

var ntQueryInformationFile = syscall.NewLazyDLL("ntdll.dll").NewProc("NtQueryInformationFile")

// pipeLocalInformation is FILE_PIPE_LOCAL_INFORMATION.
type pipeLocalInformation struct {
	_, _, _, _, _, _, _, _ uint32
	state                  uint32
	_                      uint32
}

// outputClosed reports whether nobody can read out any more. It asks a pipe for its state, because even an empty write
// would be seen by a reader. What cannot be asked does not count as closed.
func outputClosed(out *os.File) bool {
	kind, err := syscall.GetFileType(syscall.Handle(out.Fd()))
	if err != nil || kind != syscall.FILE_TYPE_PIPE || ntQueryInformationFile.Find() != nil {
		return false
	}
	var status [2]uintptr // IO_STATUS_BLOCK
	var info pipeLocalInformation
	result, _, _ := ntQueryInformationFile.Call(out.Fd(), uintptr(unsafe.Pointer(&status)),
		uintptr(unsafe.Pointer(&info)), unsafe.Sizeof(info), filePipeLocalInformation)
	return result == 0 && info.state != pipeConnected
}
