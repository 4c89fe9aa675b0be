package main

import (
	"os"

	"niandang/cmd/internal/library"
)

func main() {
	library.BoundMemory()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
