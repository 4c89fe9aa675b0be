package format

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"

	"github.com/richardlehane/mscfb"
)

// encryptedOffice reports whether a file in the old OLE2 container needs a
// password: by the flag in Word's file information block, by a FILEPASS record
// at the head of a workbook, or because the container holds an encrypted
// package (MS-DOC 2.5.1, MS-XLS 2.4.117, MS-OFFCRYPTO 2.3).
func encryptedOffice(path, family string) (locked bool) {
	if family != DOC && family != XLS && family != Office && family != DOCX && family != XLSX {
		return false
	}
	defer func() { // the container may be damaged in ways its reader does not expect
		if recover() != nil {
			locked = false
		}
	}()
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	ole, err := mscfb.New(f)
	if err != nil {
		return false
	}
	for i := 0; i < 10_000; i++ {
		e, err := ole.Next()
		if err != nil {
			return false
		}
		if encryptedStream(e) {
			return true
		}
	}
	return false
}

func encryptedStream(e *mscfb.File) bool {
	switch e.Name {
	case "EncryptedPackage":
		return true
	case "WordDocument":
		b := make([]byte, 12)
		if _, err := io.ReadFull(e, b); err != nil {
			return false
		}
		return binary.LittleEndian.Uint16(b[10:])&0x0100 != 0
	case "Workbook", "Book":
		b := make([]byte, 512)
		n, _ := io.ReadFull(e, b)
		return filePass(b[:n])
	}
	return false
}

// filePass looks for the FILEPASS record (0x2F) among the first of a workbook.
func filePass(b []byte) bool {
	for r := bytes.NewReader(b); ; {
		var h [2]uint16
		if binary.Read(r, binary.LittleEndian, &h) != nil {
			return false
		}
		if h[0] == 0x2F {
			return true
		}
		if _, err := r.Seek(int64(h[1]), io.SeekCurrent); err != nil {
			return false
		}
	}
}
