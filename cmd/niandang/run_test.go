package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"niandang/assets/i18n"
)

// TestFaultIsWrittenDown: a program that falls again just after it has opened
// itself stays down, and leaves what is needed to mend it.
func TestFaultIsWrittenDown(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	words, err := i18n.Words(i18n.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if status := crashed(options{crashed: "x", begun: time.Now()}, "assignment to entry in nil map", words, &said); status != 2 {
		t.Errorf("status %d", status)
	}
	found, err := filepath.Glob(filepath.Join(xdg.StateHome, "niandang", "fault-*.txt"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v %v", found, err)
	}
	b, err := os.ReadFile(found[0])
	if err != nil || !strings.Contains(string(b), "nil map") || !strings.Contains(string(b), "TestFaultIsWrittenDown") {
		t.Errorf("%v: %s", err, b)
	}
	if !strings.Contains(said.String(), found[0]) {
		t.Errorf("the person is not told where: %s", said.String())
	}
}

func TestProgramIsOpenedAgainWhereItWas(t *testing.T) {
	o, err := parse([]string{"--library", "/馆藏", "--year", "2024", "--lang", "en"}, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	o, err = parse(o.args(), os.Stderr)
	if err != nil || o.library != "/馆藏" || o.year != 2024 || o.language != "en" {
		t.Errorf("%+v %v", o, err)
	}
}

func TestOpeningWhatIsNotThereIsTold(t *testing.T) {
	if err := openFile(filepath.Join(t.TempDir(), "没有.pdf")); err == nil {
		t.Error("a file that is not there was opened")
	}
}
