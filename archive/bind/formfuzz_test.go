package bind

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"niandang/archive"
	printed "niandang/assets/forms"
)

// sizesOf lists the numbers of a form as paths.
func sizesOf(v any, path []string) (out [][]string) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			out = append(out, sizesOf(x, append(slices.Clone(path), k))...)
		}
	case float64:
		out = append(out, path)
	}
	return out
}

// A size that is taken sets every paper, on no absurd number of pages: a slip of
// the pen in a form neither hangs nor kills the program.
func FuzzSizes(f *testing.F) {
	f.Add("catalogue table line", 60.0)
	f.Add("catalogue table pt", 1000.0)
	f.Add("notesheet line", 100.0)
	f.Add("spine heights fonds", 60.0)
	f.Add("stamp width", 400.0)
	f.Add("volume index columns", 1000.0)
	f.Add("volume margin bottom", 1000.0)
	f.Add("volume slip row", 0.01)
	f.Fuzz(func(t *testing.T, path string, size float64) {
		s := newShop(t)
		all, err := Forms(printed.FS(), nil, s.words)
		if err != nil {
			t.Fatal(err)
		}
		keys := strings.Fields(path)
		if !slices.ContainsFunc(sizesOf(map[string]any(all), nil), func(p []string) bool { return slices.Equal(p, keys) }) {
			t.Skip("no size of a form")
		}
		var patch any = size
		for _, key := range slices.Backward(keys[1:]) {
			patch = map[string]any{key: patch}
		}
		y := newYear(t, s)
		y.in.Settings.Forms = archive.Forms{keys[0]: patch}
		if _, err := Forms(printed.FS(), y.in.Settings.Forms, s.words); err != nil {
			if archive.ErrorCode(err) != archive.CodeInvalid {
				t.Errorf("%v is no word to a person", err)
			}
			return
		}
		for _, src := range []Source{{Family: "txt", Text: func(context.Context) ([]string, error) { return []string{"第一行\n第二行"}, nil }}, {Family: "bin"}} {
			it := y.item("BGS", archive.Permanent, "甲发〔2023〕1号", "关于水资源管理工作情况的报告", "云州市水务局", "20230112")
			y.part(it, archive.RoleMain, 1, src)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		r, err := y.plan().Compile(ctx, t.TempDir(), s.deps(y.m), archive.NoProgress{})
		if err != nil || len(r.Volumes) != 1 || r.Volumes[0].Pages > 60 {
			t.Errorf("%s = %v: %d volumes, %v", path, size, len(r.Volumes), err)
		}
	})
}
