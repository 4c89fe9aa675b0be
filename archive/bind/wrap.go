package bind

import "niandang/archive/pdf"

// wrap breaks s into lines; an empty text is one empty line.
func wrap(t pdf.Type, s string, st style, width float64) []string {
	var out []string
	line := ""
	for _, r := range s {
		if line != "" && t.Width(line+string(r), st.face, st.pt) > width {
			out = append(out, line)
			line = ""
		}
		line += string(r)
	}
	return append(out, line)
}
