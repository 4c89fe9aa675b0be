package bagit

import (
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// info reads bag-info.txt (package-info.txt before 0.96) and compares
// Payload-Oxum with the payload.
func (v *validator) info() error {
	if err := v.measure(); err != nil {
		return err
	}
	for _, name := range []string{"bag-info.txt", "package-info.txt"} {
		if !v.has(name) {
			continue
		}
		f, err := v.fsys.Open(name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		defer f.Close()
		text, err := textReader(f, v.encoding)
		if err != nil {
			return nil // said already
		}
		b, err := io.ReadAll(io.LimitReader(text, maxTag))
		if err != nil {
			v.report.fail(name, "bag.unreadable", "path", name)
			return nil
		}
		v.report.Info = ParseInfo(string(b))
		break
	}
	for _, t := range v.report.Info {
		if strings.EqualFold(t.Key, "Payload-Oxum") {
			v.oxum(t.Value)
		}
	}
	return nil
}

// ParseInfo reads the lines of a bag-info.txt: a line that begins with a blank
// goes on with the value before.
func ParseInfo(s string) []Tag {
	var out []Tag
	for _, line := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n") {
		if len(out) > 0 && line != "" && (line[0] == ' ' || line[0] == '\t') {
			out[len(out)-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		if key, value, ok := strings.Cut(line, ":"); ok {
			out = append(out, Tag{strings.TrimSpace(key), strings.TrimSpace(value)})
		}
	}
	return out
}

func (v *validator) measure() error {
	for _, n := range v.names {
		if !strings.HasPrefix(n, "data/") {
			continue
		}
		st, err := fs.Stat(v.fsys, n)
		if err != nil {
			return fmt.Errorf("measure %s: %w", n, err)
		}
		v.report.Bytes += st.Size()
	}
	return nil
}

func (v *validator) oxum(value string) {
	got := Oxum(v.report.Bytes, v.report.Files)
	switch {
	case got == value, !v.report.Complete():
	case v.system > 0:
		v.report.warn("bag-info.txt", "bag.oxum", "want", value, "got", got)
	default:
		v.report.fail("bag-info.txt", "bag.oxum", "want", value, "got", got)
	}
}

// Oxum gives octets and streams as Payload-Oxum has them.
func Oxum(octets int64, streams int) string {
	return strconv.FormatInt(octets, 10) + "." + strconv.Itoa(streams)
}

// WriteInfo writes a bag-info.txt. Empty values are left out, as the RFC wants,
// and line ends within a value become blanks.
func WriteInfo(w io.Writer, tags []Tag) error {
	for _, t := range tags {
		value := strings.Join(strings.Fields(t.Value), " ")
		if value == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", t.Key, value); err != nil {
			return fmt.Errorf("write bag-info.txt: %w", err)
		}
	}
	return nil
}

// Declaration is the bagit.txt of the bags that are written.
const Declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
