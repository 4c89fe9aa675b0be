package settings

import (
	"strings"

	"niandang/archive"
)

// showDepartments writes departments as lines: name, code, other names.
func showDepartments(list []archive.Department) string {
	lines := make([]string, len(list))
	for i, d := range list {
		lines[i] = strings.TrimSpace(d.Name + " " + d.Code + " " + strings.Join(d.Aliases, "、"))
	}
	return strings.Join(lines, "\n")
}

// readDepartments reads such lines; each has a name and a code.
func readDepartments(s string) ([]archive.Department, error) {
	out := []archive.Department{}
	for _, line := range strings.Split(s, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) < 2 {
			return nil, archive.Fail(archive.CodeInvalid, "ui.department", nil, "line", line)
		}
		out = append(out, archive.Department{Name: f[0], Code: f[1], Aliases: split(strings.Join(f[2:], "、"))})
	}
	return out, nil
}
