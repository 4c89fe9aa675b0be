package collect

import (
	"regexp"
	"slices"
	"strings"

	"niandang/archive"
)

// sureGuess is for a folder that is called like a department which the organ's
// profile does not know: a person is asked.
const sureGuess = 0.5

// department finds a department of the organ among the folders, the nearest
// first: its name, an alias, or a folder that begins with one of them. Without
// any, a folder that is plainly called like a department is a guess; any other
// folder is none.
func (g *grouping) department(d *archive.Document, p *piece) {
	parts := strings.Split(strings.ReplaceAll(dirOf(p.f.Path), Inside, "/"), "/")
	slices.Reverse(parts)
	for _, part := range parts {
		if name := departmentIn(g.in.Settings.Organ, strings.TrimSpace(part)); name != "" {
			placeIn(d, name, sureFolder)
			return
		}
	}
	for _, part := range parts {
		if m := plainDepartment.FindStringSubmatch(folderName(part)); m != nil && !notDepartment.MatchString(m[1]) {
			placeIn(d, m[1], sureGuess)
			return
		}
	}
}

func placeIn(d *archive.Document, name string, confidence float64) {
	d.Department = name
	d.Trusts[archive.ElDepartment] = archive.Trust{Source: archive.FromFilename, Confidence: confidence}
}

var (
	plainDepartment = regexp.MustCompile(`^(\p{Han}{2,8}(?:科|处|室|股|办|中心))(?:[（(].*)?$`)
	notDepartment   = regexp.MustCompile(`会议室|档案室|资料室|值班室|收发室|局办$|各|机关科室|来文|收文|发文|会办|待办|督办$|阅办`)
)

// folderName takes ordinals and years off the head of a folder's name.
func folderName(folder string) string {
	return strings.TrimLeft(strings.TrimSpace(archive.Fold(folder)), "0123456789年._- 、()")
}

func departmentIn(o archive.Organ, folder string) string {
	if d, ok := o.Department(folder); ok {
		return d.Name
	}
	bare := folderName(folder)
	for _, d := range o.Departments {
		for _, n := range append([]string{d.Name}, d.Aliases...) {
			if len([]rune(n)) > 1 && strings.HasPrefix(bare, archive.Fold(n)) || bare == shortDepartment(n) {
				return d.Name
			}
		}
	}
	return ""
}

// shortDepartment gives what a department's folder is called in short: 财务 for
// 财务科; nothing where too little would be left to know it by.
func shortDepartment(name string) string {
	r := []rune(name)
	if len(r) < 3 || !strings.ContainsRune("科股处", r[len(r)-1]) {
		return "\x00"
	}
	return string(r[:len(r)-1])
}
