package transfer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"

	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"

	"niandang/archive"
)

// Verdict is what checking a package by itself showed.
type Verdict struct {
	Package  string  `json:"package"`
	Accepted bool    `json:"accepted"`
	Profile  string  `json:"profile"`
	Items    int     `json:"items"`
	Files    int     `json:"files"`
	Bytes    int64   `json:"bytes"`
	Digest   string  `json:"digest"` // SHA-256 of the tag manifest
	Checks   []Check `json:"checks"`
}

// Verify checks a package folder without any library. A package that cannot be
// read at all is an error; whatever is wrong with one that can is in the Verdict.
func Verify(ctx context.Context, dir string, progress archive.Progress) (Verdict, error) {
	st, err := os.Stat(dir)
	if err != nil {
		return Verdict{}, archive.Fail(archive.CodeNotFound, "package", err, "path", dir)
	}
	if !st.IsDir() {
		return Verdict{}, archive.Fail(archive.CodeUnsupported, "package_form", nil, "path", dir)
	}
	return verifyFS(ctx, os.DirFS(dir), dir, progress)
}

func verifyFS(ctx context.Context, fsys fs.FS, name string, progress archive.Progress) (Verdict, error) {
	v := &verifier{verdict: Verdict{Package: name, Profile: "dat93"}, payload: fsys}
	if isBag(fsys) {
		if err := v.bag(ctx, fsys, progress); err != nil {
			return v.verdict, err
		}
		sub, err := fs.Sub(fsys, "data")
		if err != nil {
			return v.verdict, fmt.Errorf("verify: %w", err)
		}
		v.payload = sub
	}
	v.layout()
	v.verdict.Checks = append(v.verdict.Checks, handChecks()...)
	v.verdict.Accepted = true
	for _, c := range v.verdict.Checks {
		if c.Result == Failed {
			v.verdict.Accepted = false
		}
	}
	return v.verdict, nil
}

type verifier struct {
	verdict Verdict
	payload fs.FS
	rows    []row
	folders map[string]string // code to folder
}

// row is one line of the catalogue.
type row struct {
	Code  string `xml:"档号"`
	Title string `xml:"题名"`
	Pages string `xml:"页数"`
	Order string `xml:"顺序号"`
}

func (v *verifier) add(c Check) { v.verdict.Checks = append(v.verdict.Checks, c) }

// bag checks the wrapping; digests that differ are failures of GD-1-14.
func (v *verifier) bag(ctx context.Context, fsys fs.FS, progress archive.Progress) error {
	r, err := validateBag(ctx, fsys, progress)
	if err != nil {
		return err
	}
	c := Check{Code: "GD-1-14", Result: Pass}
	for _, t := range r.Warns {
		c.warn(t)
	}
	for _, t := range r.Errors {
		c.fail(t)
	}
	v.add(c)
	v.verdict.Files, v.verdict.Bytes = r.Files, r.Bytes
	if b, err := fs.ReadFile(fsys, "tagmanifest-sha256.txt"); err == nil {
		sum := sha256.Sum256(b)
		v.verdict.Digest = hex.EncodeToString(sum[:])
	}
	return nil
}

// layout checks the profile: explanation, catalogue, folders, metadata.
func (v *verifier) layout() {
	notice := v.notice()
	v.catalogue()
	v.structure()
	v.counts(notice)
	v.metadata()
}

// noticeKeys are what the explanation file must say.
var noticeKeys = []string{"移交单位", "内容描述", "起止档号", "档案数量", "软硬件环境"}

func (v *verifier) notice() map[string]string {
	c := Check{Code: "GD-1-12", Result: Pass}
	out := make(map[string]string)
	b, err := fs.ReadFile(v.payload, noticeName)
	if err != nil {
		c.fail(archive.Say("verify.no_file", "path", noticeName))
	}
	for _, line := range strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n") {
		if key, value, ok := strings.Cut(strings.Replace(line, ":", "：", 1), "："); ok {
			out[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	for _, key := range noticeKeys {
		if err == nil && out[key] == "" {
			c.fail(archive.Say("verify.notice_key", "name", key))
		}
	}
	v.add(c)
	return out
}

func (v *verifier) catalogue() {
	c := Check{Code: "GD-3-1", Result: Pass}
	defer func() { v.add(c) }()
	b, err := fs.ReadFile(v.payload, catalogueName)
	if err != nil {
		c.fail(archive.Say("verify.no_file", "path", catalogueName))
		return
	}
	var cat struct {
		Rows []row `xml:"文件"`
	}
	if err := xml.Unmarshal(b, &cat); err != nil {
		c.fail(archive.Say("verify.xml", "path", catalogueName, "detail", err.Error()))
		return
	}
	v.rows = cat.Rows
	v.verdict.Items = len(cat.Rows)
}

var metadataFile = regexp.MustCompile(`^电子档案.*元数据\.XML$`)

// structure compares folders with catalogue rows.
func (v *verifier) structure() {
	c := Check{Code: "GD-1-13", Result: Pass}
	v.folders = make(map[string]string)
	err := fs.WalkDir(v.payload, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && metadataFile.MatchString(path.Base(p)) && !strings.HasPrefix(p, otherFolder+"/") {
			v.folders[path.Base(path.Dir(p))] = path.Dir(p)
		}
		return nil
	})
	if err != nil {
		c.fail(archive.Say("verify.unreadable", "detail", err.Error()))
	}
	seen := make(map[string]bool)
	for _, r := range v.rows {
		if seen[r.Code] {
			c.fail(archive.Say("verify.row_twice", "code", r.Code))
		}
		seen[r.Code] = true
		if _, ok := v.folders[r.Code]; !ok {
			c.fail(archive.Say("verify.row_without_folder", "code", r.Code, "title", r.Title))
		}
	}
	for _, code := range sortedKeys(v.folders) {
		if !seen[code] {
			c.fail(archive.Say("verify.folder_without_row", "path", v.folders[code]))
		}
	}
	v.add(c)
}

func (v *verifier) counts(notice map[string]string) {
	c := Check{Code: "GD-2-1", Result: Pass}
	if want := notice["档案数量"]; want != strconv.Itoa(len(v.rows)) {
		c.fail(archive.Say("verify.count", "want", want, "got", strconv.Itoa(len(v.rows))))
	}
	v.add(c)
}

// described is what an item's metadata says of its files.
type described struct {
	Code  string `xml:"档号>档号值"`
	Title string `xml:"内容描述>题名"`
	Files []struct {
		Name   string `xml:"计算机文件名"`
		Size   string `xml:"计算机文件大小"`
		SHA256 string `xml:"数字摘要SHA-256"`
	} `xml:"电子属性>文档"`
}

// metadata compares each item's metadata with its files and catalogue row.
func (v *verifier) metadata() {
	link, whole := Check{Code: "GD-1-11", Result: Pass}, Check{Code: "GD-2-11", Result: Pass}
	titles := make(map[string]string, len(v.rows))
	for _, r := range v.rows {
		titles[r.Code] = r.Title
	}
	for _, code := range sortedKeys(v.folders) {
		v.item(code, titles[code], &link, &whole)
	}
	v.add(link)
	v.add(whole)
}

func (v *verifier) item(code, title string, link, whole *Check) {
	folder := v.folders[code]
	b, err := fs.ReadFile(v.payload, path.Join(folder, metadataName))
	if err != nil {
		link.fail(archive.Say("verify.no_file", "path", path.Join(folder, metadataName)))
		return
	}
	var m described
	if err := xml.Unmarshal(b, &m); err != nil {
		link.fail(archive.Say("verify.xml", "path", path.Join(folder, metadataName), "detail", err.Error()))
		return
	}
	if m.Code != code || m.Title != title {
		link.fail(archive.Say("verify.metadata_differs", "code", code, "title", title, "got", m.Code+" "+m.Title))
	}
	known := map[string]bool{metadataName: true}
	for _, f := range m.Files {
		known[f.Name] = true
		st, err := fs.Stat(v.payload, path.Join(folder, f.Name))
		switch {
		case err != nil:
			whole.fail(archive.Say("verify.no_file", "path", path.Join(folder, f.Name)))
		case strconv.FormatInt(st.Size(), 10) != f.Size:
			whole.fail(archive.Say("verify.size", "path", path.Join(folder, f.Name), "want", f.Size, "got", strconv.FormatInt(st.Size(), 10)))
		}
	}
	v.surplus(folder, known, whole)
}

// surplus finds files that no metadata describes.
func (v *verifier) surplus(folder string, known map[string]bool, c *Check) {
	entries, err := fs.ReadDir(v.payload, folder)
	if err != nil {
		c.fail(archive.Say("verify.unreadable", "detail", err.Error()))
	}
	for _, e := range entries {
		if !known[e.Name()] {
			c.fail(archive.Say("verify.surplus", "path", path.Join(folder, e.Name())))
		}
	}
	if len(known) == 1 {
		c.fail(archive.Say("verify.empty", "path", folder))
	}
}
