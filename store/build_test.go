package store_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Without the tag or without cgo the SQLite driver compiles and fails at run
// time, so this package must not compile, and say why.
func TestAWrongBuildSaysWhatToDo(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the compiler")
	}
	for name, c := range map[string]struct{ command, cgo, tags, want string }{
		"without the tag":      {"build", "1", "", "undefined: build_needs_tags_sqlite_fts5_see_README"},
		"without cgo":          {"build", "0", "sqlite_fts5", "undefined: build_needs_cgo_set_CGO_ENABLED_1"},
		"vet without the tag":  {"vet", "1", "", "undefined: build_needs_tags_sqlite_fts5_see_README"},
		"vet without cgo":      {"vet", "0", "sqlite_fts5", "undefined: build_needs_cgo_set_CGO_ENABLED_1"},
		"as it should be, vet": {"vet", "1", "sqlite_fts5", ""},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command("go", c.command, "-tags", c.tags, "niandang/store")
			cmd.Env = append(os.Environ(), "CGO_ENABLED="+c.cgo)
			out, err := cmd.CombinedOutput()
			if (err != nil) != (c.want != "") || !strings.Contains(string(out), c.want) {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
