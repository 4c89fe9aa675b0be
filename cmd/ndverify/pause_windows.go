package main

import (
	"bufio"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// pause keeps the console open until a key is pressed where nobody else uses it:
// a package was dropped on the program, and what it says would be gone at once.
func pause(say string) {
	var ids [2]uint32
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids))); n != 1 {
		return
	}
	fmt.Fprint(os.Stderr, "\n"+say)
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n') // whatever comes, it is time to go
}
