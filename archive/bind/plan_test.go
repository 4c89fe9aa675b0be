package bind

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"testing"

	"niandang/archive"
)

func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

func TestVolumesAreSplitWithoutBreakingAnItem(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit int
		pages []int
		want  []int // items in each volume
	}{
		{"all fit", 10, []int{4, 6}, []int{2}},
		{"the next item is carried over whole", 10, []int{4, 7, 3}, []int{1, 2}},
		{"an oversize item stands alone", 10, []int{4, 25, 3}, []int{1, 1, 1}},
		{"an item without pages takes a slip's page", 2, []int{0, 0, 0}, []int{2, 1}},
		{"no setting means the default", 0, []int{150, 60}, []int{1, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := newYear(t, newShop(t))
			y.in.Settings.Bind.VolumePages = c.limit
			for _, n := range c.pages {
				y.item("BGS", archive.Permanent, "", "题名", "云州市水务局", "").Pages = n
			}
			vs := y.plan().Volumes
			if len(vs) != len(c.want) {
				t.Fatalf("%d volumes, want %d", len(vs), len(c.want))
			}
			for i, v := range vs {
				if len(v.Items) != c.want[i] || v.Number != i+1 {
					t.Errorf("volume %d (%d) has %d items, want %d", i+1, v.Number, len(v.Items), c.want[i])
				}
			}
		})
	}
}

func TestClassesStandInTheOrderOfTheScheme(t *testing.T) {
	for scheme, want := range map[string][]string{
		"year-department-retention": {"2023-Y-BGS", "2023-D10-BGS", "2023-Y-SZY"},
		"year-retention-department": {"2023-Y-BGS", "2023-Y-SZY", "2023-D10-BGS"},
	} {
		y := newYear(t, newShop(t))
		y.in.Settings.Arrange.Scheme = scheme
		y.item("SZY", archive.Permanent, "", "甲", "", "")
		y.item("BGS", archive.Years10, "", "乙", "", "")
		y.item("BGS", archive.Permanent, "", "丙", "", "")
		for i, c := range y.plan().Classes {
			if c.Key != want[i] {
				t.Errorf("%s: class %d is %s, want %s", scheme, i, c.Key, want[i])
			}
		}
	}
}

func TestNothingToBindIsSaid(t *testing.T) {
	_, err := NewPlan(Input{Year: 2023})
	if archive.ErrorCode(err) != archive.CodeNotFound {
		t.Errorf("error %v", err)
	}
}

func TestTheStampIsPutWhereNothingStands(t *testing.T) {
	f := stampForm{Width: 45, Height: 16, Places: []string{"center", "right", "left"}, Side: 16, Clear: 1, Step: 5, Lowest: 250}
	for _, c := range []struct {
		name  string
		taken boxes
		x, y  float64
		tight bool
	}{
		{"an empty head", nil, 82.5, 10, false},
		{"a receipt stamp in the middle", boxes{{80, 5, 50, 25}}, 149, 10, false},
		{"middle and right taken", boxes{{70, 5, 140, 25}}, 16, 10, false},
		{"the whole head taken", boxes{{0, 0, 210, 33}}, 82.5, 35, false},
		{"no room at all", boxes{{0, 0, 210, 297}}, 82.5, 10, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := f.placeStamp(c.taken, 10, 210, 297)
			if s.X != c.x || s.Y != c.y || s.Tight != c.tight {
				t.Errorf("stamp at %.1f, %.1f, tight %v; want %.1f, %.1f, %v", s.X, s.Y, s.Tight, c.x, c.y, c.tight)
			}
		})
	}
}

func TestTheStampOnAnImageAvoidsWhatIsWrittenThere(t *testing.T) {
	s := newShop(t)
	y := newYear(t, s)
	it := y.item("BGS", archive.Permanent, "", "题名", "云州市水务局", "")
	y.part(it, archive.RoleForm, 1, Source{Family: "image", Open: opener(scan(t, 1240, 1754, image.Rect(300, 20, 1000, 170)))})
	c := compilerFor(t, y)
	bi, err := c.survey(t.Context(), c.p.record(*it, 1))
	if err != nil {
		t.Fatal(err)
	}
	g, w, h := c.groundOf(t.Context(), &bi.parts[0])
	at := c.forms.stamp.placeStamp(g, 10, w, h)
	// 170 pixels at 150 dpi are 28.8 mm.
	if at.Y < 28.8 || at.Y > 40 {
		t.Errorf("stamp at %.1f, %.1f mm", at.X, at.Y)
	}
}
