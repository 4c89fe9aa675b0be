package bagit

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strings"
)

// verify reads every listed file once and compares all its digests.
func (v *validator) verify(ctx context.Context) error {
	var jobs []Job
	wants := make(map[string][]digest)
	for _, p := range sortedKeys(v.files) {
		x := v.files[p]
		if x.failed {
			continue
		}
		name := p
		if x.as != "" {
			name = x.as
		}
		if wants[name] == nil {
			jobs = append(jobs, Job{name, v.computed(name, x.digests)})
		}
		wants[name] = append(wants[name], x.digests...)
	}
	return Scan(ctx, v.fsys, jobs, v.o.Progress, func(s Seen) {
		v.compare(s, wants[s.Path])
		if v.o.See != nil && s.Err == nil {
			v.o.See(s)
		}
	})
}

// computed gives the algorithms of one file: those of the manifests, and the
// further ones of a payload file.
func (v *validator) computed(name string, ds []digest) []string {
	out := v.algorithms(ds)
	for _, a := range v.o.Also {
		if strings.HasPrefix(name, "data/") && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// algorithms gives those that are computed.
func (v *validator) algorithms(ds []digest) []string {
	var out []string
	for _, d := range ds {
		if Known(d.algorithm) && !slices.Contains(v.o.Skip, d.algorithm) {
			out = append(out, d.algorithm)
		}
	}
	if len(out) == 0 {
		for _, d := range ds {
			if Known(d.algorithm) {
				out = append(out, d.algorithm)
			}
		}
	}
	return out
}

func (v *validator) compare(s Seen, want []digest) {
	if s.Err != nil {
		if !errors.Is(s.Err, context.Canceled) {
			v.report.fail(s.Path, "bag.unreadable", "path", s.Path)
		}
		return
	}
	checked := false
	for _, d := range want {
		got, ok := s.Digests[d.algorithm]
		checked = checked || ok
		if ok && got != d.want {
			v.report.fail(s.Path, "bag.changed", "path", s.Path, "algorithm", spelled(d.algorithm))
			return
		}
	}
	if !checked {
		v.report.fail(s.Path, "bag.unchecked", "path", s.Path)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// spelled writes an algorithm as people do.
func spelled(algorithm string) string {
	if n, ok := strings.CutPrefix(algorithm, "sha"); ok && n != "1" {
		return "SHA-" + n
	}
	return strings.ToUpper(algorithm)
}
