package bind

import (
	"slices"
	"strings"
	"testing"

	"niandang/archive"
)

// A character that no face of ours has is set as 〓 and told of, never left out
// or shown as an empty box.
func TestACharacterThatNoFaceHasIsToldOf(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "云水党组〔2023〕6号", "关于吴𠮷同志任职的通知", "云州市水务局", "2023-08-01")
	y.part(it, archive.RoleMain, 1, Source{Family: "pdf", Open: opener(s.document(t, "任职通知", 1, 210, 297))})
	y.in.Boxes = nil
	r := y.compile(t.TempDir())
	i := slices.IndexFunc(r.Findings, func(f archive.Finding) bool { return f.Kind == archive.FGlyphMissing })
	if i < 0 {
		t.Fatalf("findings: %+v", r.Findings)
	}
	if f := r.Findings[i]; !strings.Contains(f.Args["chars"], "𠮷") || f.Item != it.ID {
		t.Errorf("finding: %+v", f)
	}
}
