package pdfatest

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// file is a file taken apart.
type file struct {
	data    []byte
	objects map[int]object
	trailer dict
	faults  []string
}

func (f *file) fault(format string, args ...any) {
	f.faults = append(f.faults, fmt.Sprintf(format, args...))
}

// Faults gives what a file has that PDF/A-2b forbids, or lacks that it asks for; a
// file with attachments is held to the same rules under part 3.
func Faults(data []byte) []string {
	f := &file{data: data, objects: map[int]object{}}
	f.header()
	f.tail()
	if len(f.faults) > 0 {
		return f.faults
	}
	for num, o := range f.objects {
		f.values(num, o.value, 0)
	}
	f.catalog()
	return f.faults
}

func (f *file) header() {
	mark, ok := bytes.CutPrefix(f.data, []byte("%PDF-1.7\n%"))
	if !ok || len(mark) < 5 || min(mark[0], mark[1], mark[2], mark[3]) < 0x80 {
		f.fault("the header is %q (6.1.2)", f.data[:min(20, len(f.data))])
	}
}

var tailEnd = regexp.MustCompile(`\nstartxref\n(\d+)\n%%EOF\n?$`)

// tail reads the cross-reference table and all objects that it names.
func (f *file) tail() {
	m := tailEnd.FindSubmatch(f.data)
	if m == nil {
		f.fault("something follows the end, or there is none (6.1.3)")
		return
	}
	at, _ := strconv.Atoi(string(m[1]))
	if at >= len(f.data) || !bytes.HasPrefix(f.data[at:], []byte("xref\n0 ")) {
		f.fault("startxref does not lead to the table (6.1.4)")
		return
	}
	lines := bytes.Split(f.data[at:], []byte("\n"))
	count, _ := strconv.Atoi(string(lines[1][2:]))
	if count > 8388607 || len(lines) < count+3 {
		f.fault("%d objects (6.1.13)", count)
		return
	}
	for num := 1; num < count; num++ {
		off, err := strconv.Atoi(string(lines[2+num][:10]))
		if err != nil {
			f.fault("object %d stands nowhere (6.1.4)", num)
			return
		}
		f.object(num, off)
	}
	s := scanner{data: bytes.Join(lines[2+count:], []byte("\n"))}
	s.run()
	v, err := s.value()
	trailer, ok := v.(dict)
	if err != nil || !ok {
		f.fault("trailer: %v", err)
		return
	}
	f.trailer = trailer
	if id, ok := trailer["ID"].(array); !ok || len(id) != 2 {
		f.fault("the trailer has no /ID (6.1.3)")
	}
	if trailer["Encrypt"] != nil {
		f.fault("the file is encrypted (6.1.3)")
	}
}

var objectHead = regexp.MustCompile(`^(\d+) 0 obj\n`)

func (f *file) object(num, off int) {
	m := objectHead.FindSubmatch(f.data[min(off, len(f.data)):min(off+40, len(f.data))])
	if m == nil || string(m[1]) != strconv.Itoa(num) {
		f.fault("object %d does not begin where the table says (6.1.9)", num)
		return
	}
	s := scanner{data: f.data, at: off + len(m[0])}
	v, err := s.value()
	if err != nil {
		f.fault("object %d: %v", num, err)
		return
	}
	o := object{value: v}
	if rest := f.data[s.at:]; bytes.HasPrefix(rest, []byte("\nstream\n")) {
		d, _ := v.(dict)
		n, ok := d["Length"].(float64)
		from := s.at + len("\nstream\n")
		if !ok || from+int(n) > len(f.data) || !bytes.HasPrefix(f.data[from+int(n):], []byte("\nendstream\nendobj\n")) {
			f.fault("object %d: Length does not lead to the end of the stream (6.1.7.1)", num)
			return
		}
		o.stream = f.data[from : from+int(n)]
	} else if !bytes.HasPrefix(rest, []byte("\nendobj\n")) {
		f.fault("object %d has no end (6.1.9)", num)
	}
	f.objects[num] = o
}

// values looks at the limits and at what no object may have.
func (f *file) values(num int, v any, depth int) {
	if depth > 100 {
		f.fault("object %d is nested too deep", num)
		return
	}
	switch x := v.(type) {
	case text:
		if len(x) > 32767 {
			f.fault("object %d: a string of %d bytes (6.1.13)", num, len(x))
		}
	case name:
		if len(x) > 127 {
			f.fault("object %d: a name of %d bytes (6.1.13)", num, len(x))
		}
	case float64:
		if x > 2147483647 || x < -2147483648 {
			f.fault("object %d: the number %v (6.1.13)", num, x)
		}
	case array:
		for _, e := range x {
			f.values(num, e, depth+1)
		}
	case ref:
		if _, ok := f.objects[int(x)]; !ok {
			f.fault("object %d refers to %d, which is not there", num, x)
		}
	case dict:
		for k, e := range x {
			f.values(num, name(k), depth+1)
			f.values(num, e, depth+1)
		}
		f.forbidden(num, x)
	}
}

// forbiddenKeys may stand in no dictionary of a file of ours.
var forbiddenKeys = map[string]string{
	"FFilter": "6.1.7.1", "FDecodeParms": "6.1.7.1", "AA": "6.5.2", "OpenAction": "6.5.1", "XFA": "6.4.2", "NeedAppearances": "6.4.1",
	"NeedsRendering": "6.4.2", "AlternatePresentations": "6.10", "PresSteps": "6.10", "Requirements": "6.11", "Alternates": "6.2.8", "OPI": "6.2.8",
	"TR": "6.2.5", "TR2": "6.2.5", "HTP": "6.2.5", "PS": "6.2.9", "Ref": "6.2.9", "CIDSet": "6.2.11.4.2", "Perms": "6.1.12",
}

func (f *file) forbidden(num int, d dict) {
	for key, clause := range forbiddenKeys {
		if d[key] != nil {
			f.fault("object %d has /%s (%s)", num, key, clause)
		}
	}
	switch d["Filter"] {
	case nil, name("FlateDecode"), name("DCTDecode"):
	default:
		f.fault("object %d has the filter %v (6.1.7.2)", num, d["Filter"])
	}
	if s := d["S"]; s == name("JavaScript") || s == name("Launch") {
		f.fault("object %d does %v (6.5.1)", num, s)
	}
}

// get follows a reference.
func (f *file) get(v any) any {
	for range 8 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.objects[int(r)].value
	}
	return nil
}

func (f *file) dict(v any) dict {
	d, _ := f.get(v).(dict)
	return d
}

func (f *file) array(v any) array {
	a, _ := f.get(v).(array)
	return a
}

// stream gives dictionary and content of a stream.
func (f *file) stream(v any) (dict, []byte) {
	r, ok := v.(ref)
	if !ok {
		return nil, nil
	}
	o := f.objects[int(r)]
	d, _ := o.value.(dict)
	b, err := unpacked(o)
	if err != nil {
		f.fault("stream %d cannot be unpacked: %v", r, err)
	}
	return d, b
}
