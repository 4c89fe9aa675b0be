package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"niandang/archive/year"
	"niandang/assets/demo"
)

// desk is a person's place: a screen, a home, and the two programs.
type desk struct {
	*screen
	home   string
	window string // the programs
	nd     string
	app    *exec.Cmd
	said   *bytes.Buffer // what the window's program says on the terminal
}

// newDesk builds the programs as users have them, and installs them.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{screen: newScreen(t), home: t.TempDir(), said: &bytes.Buffer{}}
	cache := filepath.Join(os.TempDir(), "niandang-test") // shared by all runs: the PDF engine is compiled once
	if dir, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(dir, "niandang-test")
	}
	run := filepath.Join(d.home, "run")
	if err := errors.Join(os.MkdirAll(filepath.Join(cache, "fyne"), 0o755), os.Mkdir(run, 0o700)); err != nil {
		t.Fatal(err)
	}
	d.env = append(d.env, "HOME="+d.home, "XDG_DATA_HOME="+d.home+"/data", "XDG_CONFIG_HOME="+d.home+"/config", "XDG_CACHE_HOME="+cache,
		"XDG_RUNTIME_DIR="+run, "WAYLAND_DISPLAY=", "DBUS_SESSION_BUS_ADDRESS=unix:path="+run+"/none",
		"LANG=zh_CN.UTF-8", "LC_ALL=", "NIANDANG_LIBRARY=", "FYNE_SCALE=1")
	d.opener(t)
	bin := install(t, build(t))
	d.window, d.nd = filepath.Join(bin, "niandang"), filepath.Join(bin, "nd")
	return d
}

// start opens the window.
func (d *desk) start(t *testing.T, args ...string) {
	t.Helper()
	d.app = exec.Command(d.window, args...)
	d.app.Env = append(os.Environ(), d.env...)
	d.app.Stdout, d.app.Stderr = d.said, d.said
	if err := d.app.Start(); err != nil {
		t.Fatal(err)
	}
	app, over := d.app, make(chan struct{})
	d.ended = over
	go func() {
		defer close(over)
		_ = app.Wait() // its state is looked at when it has ended
	}()
	t.Cleanup(func() {
		_ = app.Process.Kill() // it has ended long ago, unless the test failed
		<-over
		if t.Failed() {
			t.Logf("the window said:\n%s", d.said)
		}
	})
	d.until(t, "the window is there", func() bool {
		img, err := d.shot()
		return err == nil && lit(img)
	})
	d.xdotool(t, "search", "--sync", "--onlyvisible", "--name", "年档", "windowfocus", "--sync")
	d.settled(t)
}

// run runs nd to its end.
func (d *desk) run(t *testing.T, args ...string) []byte {
	t.Helper()
	out, err := d.try(args...)
	if err != nil {
		t.Fatalf("nd %s: %v", strings.Join(args, " "), err)
	}
	return out
}

func (d *desk) try(args ...string) ([]byte, error) {
	cmd := exec.Command(d.nd, args...)
	cmd.Env = append(os.Environ(), d.env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		err = errors.Join(err, errors.New(errs.String()))
	}
	return out, err
}

// status reads how far the year is, beside the open window.
func (d *desk) status(library string) (s year.Status) {
	out, err := d.try("status", "--year", strconv.Itoa(demo.Year), "--json", "--library", library)
	if err != nil || json.Unmarshal(out, &s) != nil {
		return year.Status{}
	}
	return s
}

// reached waits until the year is as far as the condition says.
func (d *desk) reached(t *testing.T, library, what string, far func(year.Status) bool) {
	t.Helper()
	d.until(t, what, func() bool { return far(d.status(library)) })
}

// list gives the lines of a list.
func (d *desk) list(t *testing.T, library, what string) (lines []map[string]any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(d.run(t, "list", what, "--json", "--library", library)))
	for dec.More() {
		var l map[string]any
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

// TestYearByHand does a year's work in the real window with real keys and clicks:
// a new library by the assistant, then the demo year from the first page to its
// end. The other program, nd, says what came of it. Nothing here waits for a time:
// each step waits for the window's title, its picture, or the library.
func TestYearByHand(t *testing.T) {
	d := newDesk(t)
	d.start(t)
	library := filepath.Join(d.home, "data", "niandang", "demo", "馆藏")
	for _, step := range []struct {
		name string
		do   func(*testing.T, string)
	}{
		{"new library", d.newLibrary}, {"collect", d.collect}, {"review", d.review}, {"arrange", d.arrange},
		{"bind", d.bind}, {"transfer", d.transfer}, {"search", d.search}, {"quit", d.quit},
	} {
		if !t.Run(step.name, func(t *testing.T) { step.do(t, library) }) {
			t.FailNow()
		}
	}
}

// newLibrary fills in the three pages of the assistant.
func (d *desk) newLibrary(t *testing.T, _ string) {
	d.changed(t, "the first page of the assistant", func() { d.press(t) })
	d.write(t, "云州市水务局")
	d.key(t, "Tab")
	d.write(t, "S021")
	d.changed(t, "the second page", func() { d.key(t, "Return") })
	d.write(t, "办公室 BGS")
	d.key(t, "Tab", "Tab") // the field gives the keys on: back, next
	d.changed(t, "the third page", func() { d.key(t, "Return") })
	d.press(t)
	d.titled(t, "概览")
	library := filepath.Join(d.home, "data", "niandang", "library")
	for key, want := range map[string]string{"organ.name": "云州市水务局", "organ.fonds": "S021"} {
		if got := strings.TrimSpace(string(d.run(t, "settings", "get", key, "--library", library))); got != want {
			t.Errorf("%s: %q was typed, the library has %q", key, want, got)
		}
	}
	if out := d.run(t, "settings", "export", "--library", library); !bytes.Contains(out, []byte(`"BGS"`)) {
		t.Errorf("the department that was typed is not in the library: %s", out)
	}
}

// collect tries the demo year from the first page, and takes it in.
func (d *desk) collect(t *testing.T, library string) {
	d.changed(t, "the first page", func() { d.key(t, "ctrl+n") })
	d.key(t, "Tab", "Tab", "Tab", "Return")
	d.titled(t, "收集")
	d.until(t, "the preview of what will come in", func() bool {
		img, err := d.shot()
		if err != nil {
			return false
		}
		at, ok := primary(img)
		return ok && at.In(image.Rect(1100, 80, 1280, 140)) // 开始收集
	})
	d.insist(t, "ctrl+Return", "the files come in", func() bool { return d.status(library).Files > 0 })
	d.reached(t, library, "every document has a proposal", func(s year.Status) bool { return s.Documents > 0 && s.Decided == s.Documents })
	d.titled(t, "收集 · ") // the job has ended
	s := d.status(library)
	if s.Files < 40 || s.ByStatus["problem"] > 0 {
		t.Errorf("of the demo year %d files came in, %v", s.Files, s.ByStatus)
	}
}

// review confirms, takes a confirmation back and does it again, then confirms all
// the rest, one by one and by groups.
func (d *desk) review(t *testing.T, library string) {
	d.goTo(t, "ctrl+2", "鉴定")
	had := d.status(library).Confirmed
	d.insist(t, "Return", "Enter confirms", func() bool { return d.status(library).Confirmed > had })
	d.settled(t)
	had = d.status(library).Confirmed
	d.key(t, "ctrl+z")
	d.reached(t, library, "Ctrl+Z takes it back", func(s year.Status) bool { return s.Confirmed == had-1 })
	d.key(t, "ctrl+y")
	d.reached(t, library, "Ctrl+Y does it again", func(s year.Status) bool { return s.Confirmed == had })
	d.until(t, "every document is confirmed", func() bool {
		d.key(t, "Return", "Return", "ctrl+Return")
		s := d.status(library)
		return s.Documents > 0 && s.Confirmed == s.Documents && s.Review == 0
	})
	person := 0
	for _, e := range d.list(t, library, "events") {
		if e["person"] == true {
			person++
		}
	}
	if person < 4 {
		t.Errorf("the log has %d changes of a person, at least a confirmation, an undo, a redo and one more were made", person)
	}
}

// arrange forms the items and freezes their codes.
func (d *desk) arrange(t *testing.T, library string) {
	d.goTo(t, "ctrl+3", "整理")
	d.press(t)
	d.reached(t, library, "the items are formed", func(s year.Status) bool { return s.ToArchive > 0 && s.Arranged == s.ToArchive })
	d.insist(t, "l", "the question before codes are frozen", func() bool { return strings.Contains(d.title(), "锁定") })
	d.press(t)
	d.reached(t, library, "the codes are frozen", func(s year.Status) bool { return s.Items > 0 && s.Locked == s.Items })
}

// bind makes the volumes in a new folder.
func (d *desk) bind(t *testing.T, library string) {
	d.goTo(t, "ctrl+4", "成册")
	d.press(t)
	d.into(t, "bound")
	d.reached(t, library, "every item is in a volume", func(s year.Status) bool { return s.Items > 0 && s.Bound == s.Items })
	for _, v := range d.list(t, library, "volumes") {
		if n, _ := v["pages"].(float64); n < 1 {
			t.Errorf("a volume without pages: %v", v)
		}
	}
	d.insist(t, "ctrl+p", "the system's program gets a volume to print", func() bool {
		b, err := os.ReadFile(d.opened())
		return err == nil && strings.HasPrefix(string(b), filepath.Join(d.home, "bound")) && strings.HasSuffix(strings.TrimSpace(string(b)), ".pdf")
	})
}

// opened is the file in which the desktop's opener, as it stands on the PATH of
// this place, notes what it was given.
func (d *desk) opened() string { return filepath.Join(d.home, "opened") }

// opener puts such an opener on the PATH.
func (d *desk) opener(t *testing.T) {
	t.Helper()
	dir := filepath.Join(d.home, "bin")
	script := "#!/bin/sh\necho \"$1\" >" + d.opened() + "\n"
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o755)); err != nil {
		t.Fatal(err)
	}
	d.env = append(d.env, "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// into answers the question where to put things with a new folder in the home.
func (d *desk) into(t *testing.T, name string) {
	d.titled(t, "选存放的文件夹")
	d.key(t, "ctrl+a")
	d.write(t, filepath.Join(d.home, name))
	d.insist(t, "Return", name+" is made and taken", func() bool { return !strings.Contains(d.title(), "选存放的文件夹") })
}

// transfer hands over what passes, with a word on the rest; the receiver's check
// accepts it.
func (d *desk) transfer(t *testing.T, library string) {
	d.goTo(t, "ctrl+5", "移交")
	d.key(t, "r")
	d.settled(t)
	d.write(t, "试移交")
	d.key(t, "Return")
	d.insist(t, "ctrl+Return", "the question where to put it", func() bool { return strings.Contains(d.title(), "选存放的文件夹") })
	d.into(t, "sent")
	d.reached(t, library, "a package is written", func(s year.Status) bool { return s.Transferred > 0 })
	for _, p := range d.list(t, library, "transfers") {
		where, _ := p["where"].(string)
		if out, err := d.try("verify", where); err != nil {
			t.Errorf("nd verify %s: %v\n%s", where, err, out)
		}
		if !strings.HasPrefix(where, filepath.Join(d.home, "sent")) {
			t.Errorf("the package is at %s", where)
		}
	}
}

// search finds a word as it is typed, and opens the document that has it.
func (d *desk) search(t *testing.T, library string) {
	d.goTo(t, "ctrl+f", "检索")
	d.changed(t, "hits", func() { d.write(t, "防汛") })
	d.insist(t, "Return", "the hit's document", func() bool { return strings.Contains(d.title(), "鉴定") })
	if out := d.run(t, "search", "防汛", "--library", library); !bytes.Contains(out, []byte("防汛")) {
		t.Errorf("nd search finds nothing: %s", out)
	}
}

// quit ends the program by its key. It must end well, and leave a sound library.
func (d *desk) quit(t *testing.T, library string) {
	d.key(t, "ctrl+q")
	d.until(t, "the window is closed", d.gone)
	if !d.app.ProcessState.Success() {
		t.Errorf("the window ended with %v", d.app.ProcessState)
	}
	d.run(t, "check", "--library", library)
}

// goTo opens a pane.
func (d *desk) goTo(t *testing.T, key, title string) {
	t.Helper()
	d.insist(t, key, title+" is in sight", func() bool { return strings.Contains(d.title(), title) })
	d.settled(t)
}
