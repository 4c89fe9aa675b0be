// Command demoyear makes the demo year that ships in assets/demo from year.txt:
// PDF, OFD, Office and picture files of a made-up bureau, the way its departments
// would hand them in, and the register. Run it from the project's root:
//
//	go run ./cmd/demoyear assets/demo
package main
