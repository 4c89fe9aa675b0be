package format

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"niandang/archive"
)

// discovery knows where the helper programs are. Each is looked for once.
type discovery struct {
	office func() HelperState
	ocr    func() HelperState
}

func newDiscovery(h archive.HelperSettings) *discovery {
	return &discovery{
		office: sync.OnceValue(func() HelperState { return findOffice(h) }),
		ocr:    sync.OnceValue(func() HelperState { return findOCR(h) }),
	}
}

func (d *discovery) officeState(context.Context) HelperState { return d.office() }
func (d *discovery) ocrState(context.Context) HelperState    { return d.ocr() }

// versionWait is how long a program may take to say its version.
const versionWait = 20 * time.Second

// findOffice looks for LibreOffice, else for the command of the settings.
func findOffice(h archive.HelperSettings) HelperState {
	s := HelperState{Name: "office"}
	if h.Disabled {
		return s
	}
	if len(h.OfficeCmd) > 0 && h.Office == "" {
		s.Path = lookPath(h.OfficeCmd[0])
		s.Found, s.Version = s.Path != "", filepath.Base(h.OfficeCmd[0])
		return s
	}
	s.Path = lookPath(h.Office, "soffice", "libreoffice", "/opt/libreoffice/program/soffice", "/usr/lib/libreoffice/program/soffice",
		`C:\Program Files\LibreOffice\program\soffice.com`)
	if s.Path != "" {
		s.Found = true
		s.Version = firstLine(version(s.Path, "--version"))
	}
	return s
}

// findOCR looks for tesseract that has the language of the settings.
func findOCR(h archive.HelperSettings) HelperState {
	s := HelperState{Name: "tesseract"}
	if h.Disabled {
		return s
	}
	s.Path = lookPath(h.Tesseract, "tesseract", `C:\Program Files\Tesseract-OCR\tesseract.exe`)
	if s.Path == "" {
		return s
	}
	s.Version = firstLine(version(s.Path, "--version"))
	have := strings.Fields(version(s.Path, "--list-langs"))
	s.Found = true
	for _, l := range strings.Split(language(h), "+") {
		s.Found = s.Found && contains(have, l)
	}
	return s
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func language(h archive.HelperSettings) string {
	if regexp.MustCompile(`^[A-Za-z_]+(\+[A-Za-z_]+)*$`).MatchString(h.OCRLang) {
		return h.OCRLang
	}
	return "chi_sim"
}

// lookPath gives the first of the candidates that is a program.
func lookPath(candidates ...string) string {
	for _, c := range candidates {
		if c == "" {
			continue
		}
		if p, err := exec.LookPath(c); err == nil {
			return p
		}
		if st, err := os.Stat(c); err == nil && !st.IsDir() && filepath.IsAbs(c) {
			return c
		}
	}
	return ""
}

func version(program string, arg string) string {
	ctx, cancel := context.WithTimeout(context.Background(), versionWait)
	defer cancel()
	out, _ := run(ctx, command{path: program, args: []string{arg}})
	return string(out)
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(s)
}
