package main

import (
	"archive/zip"
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"niandang/archive/fixity"
)

//go:embed year.txt
var yearText string

//go:embed organ.json
var organ []byte

// made is when the demo year was handed in.
var made = time.Date(2025, 1, 6, 9, 0, 0, 0, time.UTC)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: demoyear DIR")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "demoyear:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dir string) error {
	docs, err := parse(yearText)
	if err != nil {
		return err
	}
	s, err := newSetter()
	if err != nil {
		return err
	}
	defer s.engine.Close()
	files, err := makeFiles(ctx, s, docs)
	if err != nil {
		return err
	}
	register, err := registerOf(docs)
	if err != nil {
		return err
	}
	for name, write := range map[string]func(io.Writer) error{
		"year.zip":      func(w io.Writer) error { return writeZip(w, files, false) },
		"register.xlsx": func(w io.Writer) error { _, err := w.Write(register); return err },
		"organ.json":    func(w io.Writer) error { _, err := w.Write(organ); return err },
	} {
		if _, err := fixity.WriteFile(filepath.Join(dir, name), write); err != nil {
			return err
		}
	}
	fmt.Printf("%d files\n", len(files))
	return nil
}

// file is one file of the demo year.
type file struct {
	name string
	data []byte
}

// makeFiles makes every document; members of a zip are gathered in it.
func makeFiles(ctx context.Context, s *setter, docs []doc) ([]file, error) {
	var out []file
	members := make(map[string][]file)
	var zips []string
	byPath := make(map[string][]byte)
	for _, d := range docs {
		b, err := s.make(ctx, d, byPath)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.path, err)
		}
		byPath[d.path] = b
		if rest, ok := strings.CutPrefix(d.path, "zip:"); ok {
			outer, inner, _ := strings.Cut(rest, "!")
			if members[outer] == nil {
				zips = append(zips, outer)
			}
			members[outer] = append(members[outer], file{inner, b})
			continue
		}
		out = append(out, file{d.path, b})
	}
	for _, name := range zips {
		var b bytes.Buffer
		if err := writeZip(&b, members[name], true); err != nil {
			return nil, err
		}
		out = append(out, file{name, b.Bytes()})
	}
	return out, nil
}

// writeZip writes a zip; gbk writes the names as old OA systems do.
func writeZip(w io.Writer, files []file, gbk bool) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: made}
		if gbk {
			name, err := simplifiedchinese.GBK.NewEncoder().String(f.name)
			if err != nil {
				return err
			}
			h.Name, h.NonUTF8 = name, true
		}
		zw, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := zw.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// doc is one document of year.txt.
type doc struct {
	path string
	keys map[string]string
	rows []string
	body []string
}

func (d doc) ext() string { return strings.ToLower(path.Ext(d.path)) }

// parse reads year.txt.
func parse(text string) ([]doc, error) {
	var docs []doc
	inBody := false
	for n, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			docs = append(docs, doc{path: strings.TrimPrefix(line, "== "), keys: make(map[string]string)})
			inBody = false
		case len(docs) == 0:
		case line == "":
			inBody = len(docs[len(docs)-1].keys) > 0 || len(docs[len(docs)-1].rows) > 0
		case inBody:
			docs[len(docs)-1].body = append(docs[len(docs)-1].body, line)
		default:
			key, value, ok := strings.Cut(line, ": ")
			if !ok {
				return nil, fmt.Errorf("line %d: no key", n+1)
			}
			d := &docs[len(docs)-1]
			if key == "row" {
				d.rows = append(d.rows, value)
				continue
			}
			d.keys[key] = value
		}
	}
	return docs, nil
}
