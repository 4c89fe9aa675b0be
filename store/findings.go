package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"niandang/archive"
)

// keptSet is what a person's change keeps of a renewed set of findings: only the
// difference, since a set may be large.
type keptSet struct {
	Step    string   `json:"step"`
	Year    int      `json:"year"`
	Removed []string `json:"removed,omitempty"`
	Added   []string `json:"added,omitempty"`
	After   string   `json:"after"` // digest of the whole set

	before []string
}

func (t *tx) renewFindings(c archive.Change) error {
	for _, set := range c.Findings {
		if err := t.renew(set); err != nil {
			return fmt.Errorf("renew findings of %s: %w", set.Step, err)
		}
	}
	return nil
}

// renew replaces the findings of a step and year. A finding's own resolution is
// taken over where none is known yet.
func (t *tx) renew(set archive.FindingSet) error {
	if err := t.keepSet(set.Step, set.Year); err != nil {
		return err
	}
	if err := t.exec("DELETE FROM finding WHERE step = ? AND year = ?", set.Step, set.Year); err != nil {
		return err
	}
	for _, f := range set.Findings {
		f.Step, f.Year = set.Step, set.Year
		if f.Resolved != nil {
			if err := t.resolveFirst(f.Key(), f.Resolved); err != nil {
				return err
			}
			f.Resolved = nil
		}
		body, err := json.Marshal(f)
		if err != nil {
			return err
		}
		if err := t.putFinding(f.Key(), set.Step, set.Year, string(body)); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) putFinding(key, step string, year int, body string) error {
	return t.exec("INSERT INTO finding (key, step, year, body) VALUES (?, ?, ?, ?)", key, step, year, body)
}

// resolveFirst puts a resolution where there is none.
func (t *tx) resolveFirst(key string, r *archive.Resolution) error {
	ref := archive.Ref{Table: tableResolution, ID: key}
	body, err := t.body(ref)
	if err != nil || body != nil {
		return err
	}
	return t.put(ref, r)
}

func (t *tx) resolveAll(c archive.Change) error {
	for _, r := range c.Resolve {
		ref := archive.Ref{Table: tableResolution, ID: r.Key}
		var err error
		if r.Resolution == nil {
			err = t.remove(ref)
		} else {
			err = t.put(ref, r.Resolution)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// set reads the findings of a step and year as stored, sorted.
func (t *tx) set(step string, year int) ([]string, error) {
	st, err := t.statement("SELECT body FROM finding WHERE step = ? AND year = ? ORDER BY body")
	if err != nil {
		return nil, err
	}
	rows, err := st.Query(step, year)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var set []string
	for rows.Next() {
		var body string
		if err := rows.Scan(&body); err != nil {
			return nil, err
		}
		set = append(set, body)
	}
	return set, rows.Err()
}

// keepSet notes a set in a person's change before it is renewed.
func (t *tx) keepSet(step string, year int) (err error) {
	m := t.image
	if m == nil || slices.ContainsFunc(m.Findings, func(k *keptSet) bool { return k.Step == step && k.Year == year }) {
		return nil
	}
	k := &keptSet{Step: step, Year: year}
	k.before, err = t.set(step, year)
	m.Findings = append(m.Findings, k)
	return err
}

// finish notes how the set differs after the change.
func (k *keptSet) finish(t *tx) error {
	after, err := t.set(k.Step, k.Year)
	if err != nil {
		return err
	}
	k.Removed = less(k.before, after)
	k.Added = less(after, k.before)
	k.After = digestSet(after)
	return nil
}

// less gives what a has more than b; both are sorted and may hold the same twice.
func less(a, b []string) []string {
	var out []string
	for _, s := range a {
		for len(b) > 0 && b[0] < s {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == s {
			b = b[1:]
			continue
		}
		out = append(out, s)
	}
	return out
}

func digestSet(set []string) string {
	h := sha256.New()
	for _, s := range set {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// restoreFindings brings a set back as it was. Findings are derived: a set that
// was renewed since is newer truth and stays.
func (t *tx) restoreFindings(k *keptSet) error {
	now, err := t.set(k.Step, k.Year)
	if err != nil || digestSet(now) != k.After {
		return err
	}
	bodies := append(less(now, k.Added), k.Removed...)
	set := archive.FindingSet{Step: k.Step, Year: k.Year, Findings: make([]archive.Finding, len(bodies))}
	for i, body := range bodies {
		if err := json.Unmarshal([]byte(body), &set.Findings[i]); err != nil {
			return err
		}
	}
	return t.renew(set)
}
