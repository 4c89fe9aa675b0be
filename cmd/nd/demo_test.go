package main

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"niandang/assets/demo"
)

var demoYearText = strconv.Itoa(demo.Year)

// unpackDemo puts the demo year's sources into dir: source, register.xlsx,
// organ.json.
func unpackDemo(t *testing.T, dir string) {
	t.Helper()
	if err := unpack(demo.Source, filepath.Join(dir, "source")); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"register.xlsx": demo.Register, "organ.json": demo.Organ} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
