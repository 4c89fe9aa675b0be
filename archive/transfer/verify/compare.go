package verify

import (
	"context"

	"niandang/archive"
	"niandang/archive/transfer/bagit"
)

// Difference is what differs between the package that was sent and the one that
// was received: paths within the package.
type Difference struct {
	Missing []string // sent and not received
	Added   []string // received and not sent
	Changed []string // other bytes
}

// Same reports whether nothing differs.
func (d Difference) Same() bool { return len(d.Missing)+len(d.Added)+len(d.Changed) == 0 }

// Compare reads two packages and tells what differs, file by file, whatever form
// each has.
func Compare(ctx context.Context, sent, received string, o Options) (Difference, error) {
	var d Difference
	before, err := digests(ctx, sent, o)
	if err != nil {
		return d, err
	}
	after, err := digests(ctx, received, o)
	if err != nil {
		return d, err
	}
	for _, p := range sortedKeys(before) {
		got, ok := after[p]
		switch {
		case !ok:
			d.Missing = append(d.Missing, p)
		case got != before[p]:
			d.Changed = append(d.Changed, p)
		}
	}
	for _, p := range sortedKeys(after) {
		if _, ok := before[p]; !ok {
			d.Added = append(d.Added, p)
		}
	}
	return d, nil
}

// digests gives the SHA-256 of every file of a package.
func digests(ctx context.Context, name string, o Options) (map[string]string, error) {
	if o.Progress == nil {
		o.Progress = archive.NoProgress{}
	}
	src, err := open(ctx, name, o)
	if err != nil {
		return nil, err
	}
	defer src.close()
	v := &verifier{o: o, src: src, board: NewBoard()}
	v.o.SM3 = false
	jobs, err := v.jobs()
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(jobs))
	err = bagit.Scan(ctx, src.fsys, jobs, o.Progress, func(s bagit.Seen) { out[s.Path] = s.Digests["sha256"] })
	return out, err
}

// against compares the package with the one that was sent and adds a row that
// tells what differs.
func (v *Verdict) against(ctx context.Context, o Options) error {
	d, err := Compare(ctx, o.Against, v.Package, o)
	if err != nil {
		return err
	}
	b := &Board{place: make(map[string]int)}
	for _, part := range []struct {
		id    string
		paths []string
	}{{"verify.diff_missing", d.Missing}, {"verify.diff_added", d.Added}, {"verify.diff_changed", d.Changed}} {
		for _, p := range part.paths {
			b.Fail("against", On("", p, part.id, "path", p))
		}
	}
	if d.Same() {
		b.Remark("against", archive.Say("verify.same"))
	}
	v.Checks = append(v.Checks, b.Checks()...)
	v.Accepted = v.Accepted && b.Accepted()
	return nil
}
