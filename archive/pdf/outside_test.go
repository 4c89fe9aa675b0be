package pdf

import (
	"bufio"
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
)

func pdfiumPages(t testing.TB, e *Open, path string) int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, err := e.pool.count(context.Background(), f, false)
	if err != nil {
		t.Errorf("pdfium: %v", err)
	}
	return n
}

func popplerPages(t testing.TB, path string) int {
	t.Helper()
	return field(tool(t, "pdfinfo", path), "Pages:")
}

func mupdfPages(t testing.TB, path string) int {
	t.Helper()
	return field(tool(t, "mutool", "info", path), "Pages:")
}

// field gives the number that follows a label in what a program said.
func field(said, label string) int {
	for s := bufio.NewScanner(strings.NewReader(said)); s.Scan(); {
		if rest, ok := strings.CutPrefix(s.Text(), label); ok {
			n, err := strconv.Atoi(strings.TrimSpace(rest))
			if err == nil {
				return n
			}
		}
	}
	return -1
}

func writeFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
