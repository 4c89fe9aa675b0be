package choose

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/assets/i18n"
	"niandang/ui/task"
	"niandang/ui/uitest"
)

type seen struct{ State }

func (s *seen) draw(st State) { s.State = st }

// folder makes a folder with two folders in it, two files, and what is not shown.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"乙", "甲", ".隐藏"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"登记簿.XLSX", "说明.txt", "甲/内.xlsx"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "没有"), filepath.Join(dir, "断链")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func begun(t *testing.T, o Options) (*presenter, *seen, *string) {
	t.Helper()
	v, got := &seen{}, new(string)
	p := &presenter{options: o, runner: task.Inline{}, words: uitest.Words(t, i18n.Chinese), view: v}
	p.got = func(path string) { *got = path }
	p.begin(o.Start)
	return p, v, got
}

func names(s State) string {
	var out []string
	for _, e := range s.Entries {
		out = append(out, e.Name)
	}
	return strings.Join(out, " ")
}

func TestFolderInSightIsTaken(t *testing.T) {
	dir := folder(t)
	p, v, got := begun(t, Options{Kind: Folder, Start: dir})
	if v.Dir != dir || names(v.State) != "乙 甲" {
		t.Errorf("%s: %s", v.Dir, names(v.State))
	}
	p.open(v.Entries[1])
	p.up()
	p.typed("甲", "")
	if *got != "" || v.Dir != filepath.Join(dir, "甲") {
		t.Fatalf("%q is taken, %s in sight", *got, v.Dir)
	}
	p.typed(v.Dir, "")
	if *got != filepath.Join(dir, "甲") {
		t.Errorf("%q is taken", *got)
	}
}

func TestFolderThatIsNotThereIsToldOrMade(t *testing.T) {
	dir := folder(t)
	p, v, got := begun(t, Options{Kind: Folder, Start: filepath.Join(dir, "没有", "更没有")})
	if v.Dir != dir {
		t.Errorf("begins in %s", v.Dir)
	}
	p.typed("丙", "")
	p.typed("丙", "")
	if *got != "" || !strings.Contains(v.Trouble, "丙") {
		t.Errorf("%q is taken; %q", *got, v.Trouble)
	}
	p, v, got = begun(t, Options{Kind: Target, Start: dir})
	p.typed("丙/丁", "")
	if *got != "" || v.Answer != "新建并选定" {
		t.Errorf("%q is taken; %q", *got, v.Answer)
	}
	p.answer(v.Dir, "", nil)
	if info, err := os.Stat(*got); err != nil || !info.IsDir() || *got != filepath.Join(dir, "丙", "丁") {
		t.Errorf("%q is taken: %v", *got, err)
	}
	p.typed(filepath.Join(dir, "说明.txt", "内"), "")
	if v.Trouble == "" {
		t.Error("a folder in a file")
	}
}

func TestFilesAreThoseThatFit(t *testing.T) {
	dir := folder(t)
	p, v, got := begun(t, Options{Kind: File, Extensions: []string{".xlsx"}, Start: dir})
	if names(v.State) != "乙 甲 登记簿.XLSX" {
		t.Errorf("%s", names(v.State))
	}
	p.answer(dir, "", nil)
	p.answer(dir, "", &v.Entries[0])
	if *got != "" || v.Dir != filepath.Join(dir, "乙") {
		t.Errorf("%q is taken, %s in sight", *got, v.Dir)
	}
	p.typed(filepath.Join(dir, "登记簿.XLSX"), "")
	if *got != filepath.Join(dir, "登记簿.XLSX") {
		t.Errorf("%q is taken", *got)
	}
}

func TestNothingIsWrittenOver(t *testing.T) {
	dir := folder(t)
	p, v, got := begun(t, Options{Kind: Save, Name: "清单.xlsx", Start: dir})
	for _, name := range []string{"", " ", "登记簿.XLSX", "甲/清单.xlsx"} {
		p.answer(dir, name, nil)
		if *got != "" || v.Trouble == "" {
			t.Errorf("%q is taken for %q", *got, name)
		}
	}
	p.answer(dir, "清单", nil)
	if *got != filepath.Join(dir, "清单.xlsx") {
		t.Errorf("%q is taken", *got)
	}
}

func TestHomeIsMeantByATilde(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip(err)
	}
	p, _, _ := begun(t, Options{Start: t.TempDir()})
	if got := p.absolute(` "~/档案" `); got != filepath.Join(home, "档案") {
		t.Error(got)
	}
}

// TestPageIsWorkedByKeys goes into a folder and takes it, without a mouse.
func TestPageIsWorkedByKeys(t *testing.T) {
	uitest.App(t)
	dir := folder(t)
	w := test.NewTempWindow(t, nil)
	got, shut := "", 0
	host := Host{Runner: task.Inline{}, Words: uitest.Words(t, i18n.Chinese), Focus: w.Canvas().Focus, Shut: func() { shut++ }}
	page := New(host, Options{Kind: Folder, Places: []Place{{"主文件夹", dir}}}, func(path string) { got = path })
	w.SetContent(page.Content())
	w.Resize(fyne.NewSize(860, 500))
	page.Begin()
	w.Canvas().Focus(page.Focus())
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyBackspace, fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if got != filepath.Join(dir, "乙") || shut != 1 {
		t.Errorf("%q is taken, shut %d times", got, shut)
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if shut != 2 {
		t.Error("Esc does not back out")
	}
}
