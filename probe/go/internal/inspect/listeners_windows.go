package inspect

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"path/filepath"
	"strconv"
	"syscall"
	"unsafe"

	"hostnet/helper/internal/protocol"
)

var (
	iphlpapi                  = syscall.NewLazyDLL("iphlpapi.dll")
	getExtendedTCPTable       = iphlpapi.NewProc("GetExtendedTcpTable")
	getExtendedUDPTable       = iphlpapi.NewProc("GetExtendedUdpTable")
	queryFullProcessImageName = syscall.NewLazyDLL("kernel32.dll").NewProc("QueryFullProcessImageNameW")
)

// Table classes of iprtrmib.h: TCP_TABLE_OWNER_PID_LISTENER and UDP_TABLE_OWNER_PID.
const (
	tcpTableOwnerPIDListener = 3
	udpTableOwnerPID         = 1
	processQueryLimited      = 0x1000 // PROCESS_QUERY_LIMITED_INFORMATION
	insufficientBuffer       = syscall.Errno(122)
	// pidOfSystem is the kernel's process, which nobody may open.
	pidOfSystem = 4
	// notTold stands for pid 0, the idle process, which listens nowhere.
	notTold = -1
)

// tables of rows after a count, and where address, port and pid stand in a row: MIB_TCPROW_OWNER_PID,
// MIB_TCP6ROW_OWNER_PID, MIB_UDPROW_OWNER_PID and MIB_UDP6ROW_OWNER_PID (tcpmib.h, udpmib.h). Ports are in the network's
// byte order.
var tables = [...]struct {
	transport              string
	call                   *syscall.LazyProc
	family, class          uintptr
	row, address, port, by int
}{
	{"tcp", getExtendedTCPTable, syscall.AF_INET, tcpTableOwnerPIDListener, 24, 4, 8, 20},
	{"tcp", getExtendedTCPTable, syscall.AF_INET6, tcpTableOwnerPIDListener, 56, 0, 20, 52},
	{"udp", getExtendedUDPTable, syscall.AF_INET, udpTableOwnerPID, 12, 0, 4, 8},
	{"udp", getExtendedUDPTable, syscall.AF_INET6, udpTableOwnerPID, 28, 0, 20, 24},
}

// Listeners returns every listening socket with its process. A socket that takes both families stands in both tables,
// so of one on :: alone it is not told which it takes.
func Listeners() (protocol.Listeners, error) {
	found := protocol.Listeners{Sockets: []protocol.Listening{}, UnprivilegedPortStart: -1}
	names := map[int]string{}
	for _, table := range tables {
		data, err := readTable(table.call, table.family, table.class)
		if err != nil {
			return found, err
		}
		if len(data) < 4 {
			continue
		}
		count := int(binary.LittleEndian.Uint32(data))
		for data = data[4:]; count > 0 && len(data) >= table.row; count, data = count-1, data[table.row:] {
			pid := int(binary.LittleEndian.Uint32(data[table.by:]))
			if pid == 0 {
				pid = notTold
			}
			name, known := names[pid]
			if !known {
				name = processName(pid)
				names[pid] = name
			}
			one := protocol.Listening{
				Transport: table.transport, Port: int(binary.BigEndian.Uint16(data[table.port:])), UID: -1, PID: pid, Process: name,
				Queued: -1,
			}
			var address netip.Addr
			if table.family == syscall.AF_INET {
				address = netip.AddrFrom4(*(*[4]byte)(data[table.address:]))
			} else {
				address = netip.AddrFrom16(*(*[16]byte)(data[table.address:]))
			}
			one.Address, one.Family = address.String(), "ipv6"
			if address.Unmap().Is4() {
				one.Family = "ipv4"
			} else if address.IsUnspecified() {
				one.Family = "unknown"
			}
			found.Sockets = append(found.Sockets, one)
		}
	}
	if found.Owners = protocol.OwnersOf(found.Sockets); found.Owners != "all" {
		found.Reason = "the system does not tell the process of every socket"
	}
	return found, nil
}

// readTable asks again while the table outgrows its buffer.
func readTable(call *syscall.LazyProc, family, class uintptr) ([]byte, error) {
	if err := call.Find(); err != nil {
		return nil, errors.New(call.Name + " is not on this system")
	}
	size := uint32(1 << 15)
	for tries := 0; tries < 8; tries++ {
		// Of uint32, so that rows are aligned as the system writes them.
		words := make([]uint32, size/4+1)
		code, _, _ := call.Call(uintptr(unsafe.Pointer(&words[0])), uintptr(unsafe.Pointer(&size)), 0, family, class, 0)
		switch syscall.Errno(code) {
		case 0:
			return unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), len(words)*4), nil
		case insufficientBuffer:
			size += 1 << 12
		default:
			return nil, errors.New(call.Name + " failed (" + strconv.Itoa(int(code)) + ")")
		}
	}
	return nil, errors.New(call.Name + ": the table grows faster than it can be read")
}

// processName returns the file name of a process's program, "" where this user may not ask.
func processName(pid int) string {
	if pid == pidOfSystem {
		return "System"
	}
	if pid == notTold {
		return ""
	}
	process, err := syscall.OpenProcess(processQueryLimited, false, uint32(pid))
	if err != nil {
		return ""
	}
	defer syscall.CloseHandle(process)
	var path [1024]uint16
	size := uint32(len(path))
	ok, _, _ := queryFullProcessImageName.Call(uintptr(process), 0, uintptr(unsafe.Pointer(&path[0])), uintptr(unsafe.Pointer(&size)))
	if ok == 0 || size > uint32(len(path)) {
		return ""
	}
	return filepath.Base(syscall.UTF16ToString(path[:size]))
}
