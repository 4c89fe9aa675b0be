package bagit

import (
	"context"
	"fmt"
	"runtime"
	"testing"
)

// A bag of 82,000 files, at which other programs ran out of memory, is checked
// within a hundred megabytes beside the bag itself.
func TestMemoryForManyFiles(t *testing.T) {
	const files, limit = 82_000, 100 << 20
	payload := make(map[string]string, files)
	for i := range files {
		payload[fmt.Sprintf("S021/WS/2023/S021-WS·2023-Y-BGS-%05d-01.pdf", i)] = fmt.Sprint(i)
	}
	m := bagOf(payload)
	heap := func() uint64 {
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	runtime.GC()
	before, most, seen := heap(), uint64(0), 0
	r, err := Validate(context.Background(), m, Options{See: func(Seen) {
		if seen++; seen%(files/2) == 0 {
			runtime.GC()
			most = max(most, heap())
		}
	}})
	if err != nil || !r.Valid() || r.Files != files {
		t.Fatalf("%d files, %v %v", r.Files, r.Errors, err)
	}
	if used := int64(most) - int64(before); used > limit {
		t.Errorf("%d MiB for %d files", used>>20, files)
	}
}
