package main

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ready names a package that is made already: it is the one to be tried.
const ready = "NIANDANG_DEB"

// build makes the programs as users have them, and gives their folder. Paths stay
// in them, since what other tests have compiled can be used then.
func build(t *testing.T) string {
	t.Helper()
	if os.Getenv(ready) != "" {
		return ""
	}
	bin := t.TempDir()
	for name, tags := range map[string]string{
		"niandang": "sqlite_fts5,x11,migrated_fynedo,release,no_emoji", "nd": "sqlite_fts5,x11", "ndverify": "",
	} {
		cmd := exec.Command("go", "build", "-ldflags", "-s -w", "-tags", tags, "-o", bin, "../"+name)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("build %s: %v\n%s", name, err, out)
		}
	}
	return bin
}

// install packs the programs, installs the package into a system of its own below
// a folder, and gives the folder with the programs in it; at the end it removes the
// package, and nothing of it may stay. Who is not root unpacks it. Where no Debian
// package can be made, they stay where they were built.
func install(t *testing.T, bin string) string {
	t.Helper()
	if _, err := exec.LookPath("dpkg"); err != nil {
		t.Log("dpkg is not there: the programs run as they were built")
		return bin
	}
	dir, deb := t.TempDir(), os.Getenv(ready)
	if deb == "" {
		out, err := exec.Command("../../.ci/deb", bin, dir, "none").Output()
		if err != nil {
			t.Fatalf("the package: %v %s", err, out)
		}
		deb = strings.TrimSpace(string(out))
	}
	root := filepath.Join(dir, "root")
	fields := tell(t, "dpkg-deb", "--field", deb)
	for _, want := range []string{"Package: niandang", "Version: " + version, "Depends: libc6 (>= 2."} {
		if !strings.Contains(fields, want) {
			t.Errorf("the package's fields lack %q:\n%s", want, fields)
		}
	}
	if os.Geteuid() == 0 {
		installed(t, root, deb)
	} else {
		tell(t, "dpkg-deb", "--extract", deb, root)
	}
	for _, path := range []string{
		"usr/share/applications/cn.niandang.app.desktop", "usr/share/mime/packages/niandang.xml", "usr/share/doc/niandang/copyright",
		"usr/share/icons/hicolor/512x512/apps/niandang.png", "usr/lib/niandang/verify", "usr/bin/ndverify",
	} {
		if _, err := os.Stat(filepath.Join(root, path)); err != nil {
			t.Errorf("the package lacks %s", path)
		}
	}
	usr := filepath.Join(root, "usr", "bin")
	if got := tell(t, filepath.Join(usr, "niandang"), "--version"); !strings.Contains(got, version) {
		t.Errorf("niandang --version says %q", got)
	}
	return usr
}

// installed installs a package below root as the system does, and takes it away at
// the end.
func installed(t *testing.T, root, deb string) {
	t.Helper()
	dpkg(t, root, "--install", deb)
	if got := tell(t, "dpkg-query", "--admindir", filepath.Join(root, "var/lib/dpkg"), "--show", "--showformat", "${db:Status-Status} ${Version}", "niandang"); got != "installed "+version {
		t.Errorf("the package is %s", got)
	}
	t.Cleanup(func() {
		dpkg(t, root, "--purge", "niandang")
		if left, err := filepath.Glob(filepath.Join(root, "usr", "*", "niandang*")); err != nil || len(left) > 0 {
			t.Errorf("left after removal: %v %v", left, err)
		}
	})
}

// dpkg works on a system of its own below root: what the package depends on is on
// the machine, and not in there.
func dpkg(t *testing.T, root string, args ...string) {
	t.Helper()
	admin := filepath.Join(root, "var", "lib", "dpkg")
	for _, dir := range []string{"info", "updates", "triggers"} {
		if err := os.MkdirAll(filepath.Join(admin, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	status, err := os.OpenFile(filepath.Join(admin, "status"), os.O_CREATE, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_ = status.Close() // it is only to be there
	tell(t, "dpkg", append([]string{"--root", root, "--force-depends", "--force-bad-path", "--log", filepath.Join(root, "dpkg.log")}, args...)...)
}

func tell(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// TestPackagingData looks at what goes into the packages besides the programs.
func TestPackagingData(t *testing.T) {
	desktop := entry(t, "cn.niandang.app.desktop")
	for key, want := range map[string]string{"Type": "Application", "Exec": "niandang", "Icon": "niandang", "Name[zh_CN]": "年档"} {
		if desktop[key] != want {
			t.Errorf("%s is %q, not %q", key, desktop[key], want)
		}
	}
	const mime = "application/x-niandang-package"
	if got := entry(t, "cn.niandang.verify.desktop")["MimeType"]; !strings.HasPrefix(got, mime+";") {
		t.Errorf("the check of packages opens %q", got)
	}
	var types struct {
		Type []struct {
			Name string `xml:"type,attr"`
			Glob []struct {
				Pattern string `xml:"pattern,attr"`
			} `xml:"glob"`
		} `xml:"mime-type"`
	}
	if err := xml.Unmarshal(data(t, "niandang.xml"), &types); err != nil {
		t.Fatal(err)
	}
	if len(types.Type) == 0 || types.Type[0].Name != mime {
		t.Fatalf("no MIME type of packages: %v", types)
	}
	if ok, err := filepath.Match(types.Type[0].Glob[0].Pattern, "S021-WS-2024-01.zip"); !ok || err != nil {
		t.Errorf("%s is not the name of a package: %v", types.Type[0].Glob[0].Pattern, err)
	}
	toml, err := os.ReadFile("../../FyneApp.toml")
	if err != nil || !strings.Contains(string(toml), `Version = "`+version+`"`) {
		t.Errorf("FyneApp.toml has another version than %s: %v", version, err)
	}
}

func data(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "assets", "package", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// entry reads the keys of a desktop entry.
func entry(t *testing.T, name string) map[string]string {
	t.Helper()
	keys := make(map[string]string)
	for _, line := range strings.Split(string(data(t, name)), "\n") {
		if key, value, ok := strings.Cut(line, "="); ok {
			keys[key] = value
		}
	}
	return keys
}
