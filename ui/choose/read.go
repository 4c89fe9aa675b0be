package choose

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// list reads a folder: folders first, then the files that may be chosen.
func (p *presenter) list(dir string) ([]Entry, error) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, d := range found {
		if strings.HasPrefix(d.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(dir, d.Name())) // through a link
		if err != nil {
			continue // gone, or a link to nowhere
		}
		if info.IsDir() || p.fits(d.Name()) {
			out = append(out, Entry{Name: d.Name(), Folder: info.IsDir(), Size: info.Size(), Time: info.ModTime()})
		}
	}
	slices.SortFunc(out, func(a, b Entry) int {
		if a.Folder != b.Folder {
			return map[bool]int{true: -1, false: 1}[a.Folder]
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out, nil
}

func (p *presenter) fits(name string) bool {
	k := p.options.Kind
	return (k == File || k == Save) && (len(p.options.Extensions) == 0 || slices.Contains(p.options.Extensions, strings.ToLower(filepath.Ext(name))))
}

// absolute gives a path as it is meant: "" is the folder in sight, ~ the home.
func (p *presenter) absolute(path string) string {
	path = strings.Trim(strings.TrimSpace(path), `"`)
	if rest, ok := strings.CutPrefix(path, "~"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			path = home + rest
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.dir, path)
	}
	return filepath.Clean(path)
}
