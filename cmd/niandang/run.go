package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"niandang/archive"
	"niandang/assets/i18n"
	"niandang/assets/icons"
	"niandang/cmd/internal/library"
	"niandang/cmd/internal/shelf"
	"niandang/ui"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// appID names the program to the desktop; version is that of FyneApp.toml.
const (
	appID   = "cn.niandang.app"
	version = "0.1.0"
)

// options are the command line's.
type options struct {
	library  string
	language string
	year     int
	version  bool
	crashed  string    // the file about a fault that the program fell by just now
	begun    time.Time // when it was started
}

// run is the program: arguments in, exit status out.
func run(args []string, stdout, stderr io.Writer) (status int) {
	o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case o.version:
		fmt.Fprintln(stdout, "niandang", version)
		return 0
	}
	s := shelf.New(shelf.File())
	words, err := i18n.Words(language(o, s))
	if err != nil {
		fmt.Fprintln(stderr, "niandang:", err)
		return 2
	}
	s.Say(words)
	shown := false
	defer func() {
		switch p := recover(); {
		case p != nil && shown:
			status = crashed(o, p, words, stderr)
		case p != nil:
			status = noWindow(words, fmt.Errorf("%v", p), stderr)
		}
	}()
	if err := display(); err != nil {
		return noWindow(words, err, stderr)
	}
	if o.crashed != "" {
		time.Sleep(time.Second) // the one before lets its library go
	}
	show(o, s, words, &shown)
	return 0
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	f := flag.NewFlagSet("niandang", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.library, "library", os.Getenv("NIANDANG_LIBRARY"), "the library to open")
	f.StringVar(&o.language, "lang", "", "zh-Hans or en")
	f.IntVar(&o.year, "year", 0, "the year to show")
	f.BoolVar(&o.version, "version", false, "print the version")
	f.StringVar(&o.crashed, "crashed", "", "told by the program itself after a fault")
	o.begun = time.Now()
	return o, f.Parse(args)
}

// language is the one asked for, that of the library open last, or the system's.
func language(o options, s *shelf.Shelf) string {
	for _, l := range []string{o.language, s.Language()} {
		if l == i18n.Chinese || l == i18n.English {
			return l
		}
	}
	return i18n.System()
}

// noWindow says in one sentence why there is no window, and what to do.
func noWindow(w archive.Words, cause error, stderr io.Writer) int {
	message, hint := archive.ErrorMessage(w, archive.Fail(archive.CodeUnsupported, "ui.display", cause))
	fmt.Fprintln(stderr, "niandang:", message)
	fmt.Fprintln(stderr, hint)
	fmt.Fprintln(stderr, "("+strings.TrimSpace(cause.Error())+")")
	return 2
}

// show opens the window and returns when it is closed; shown is set as soon as it
// is there.
func show(o options, s *shelf.Shelf, words archive.Words, shown *bool) {
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: words.Say(archive.Say("ui.title")), Version: version, Release: true, Icon: icon()})
	characters()
	speak(words)
	a := app.NewWithID(appID)
	a.SetIcon(icon())
	a.Settings().SetTheme(theme.New(ui.Look(a.Preferences())))
	f := ui.New(a, ui.Deps{
		Runner: task.Live{}, Shelf: s, Words: words, Now: time.Now, Year: o.year, Version: version, OpenFile: openFile,
	})
	f.Window().SetIcon(icon())
	if dir := start(o, s); dir != "" {
		f.OpenLibrary(dir)
	} else {
		f.Welcome()
	}
	if o.crashed != "" {
		f.Fail(fallen(o.crashed))
	}
	a.Lifecycle().SetOnStarted(func() { *shown = true })
	f.Window().ShowAndRun()
}

func icon() fyne.Resource { return fyne.NewStaticResource("niandang.png", icons.Niandang) }

// start gives the library to open: the one named, the one open last, the default
// one; "" when there is none yet.
func start(o options, s *shelf.Shelf) string {
	if o.library != "" {
		return o.library
	}
	if recent := s.Recent(); len(recent) > 0 {
		return recent[0]
	}
	if _, err := os.Stat(library.DefaultDir()); err == nil {
		return library.DefaultDir()
	}
	return ""
}

// speak gives the toolkit's own dialogs our words, whatever the system's locale.
func speak(words archive.Words) {
	own := make(map[string]string)
	for id, s := range words {
		if key, ok := strings.CutPrefix(id, "fyne."); ok {
			own[key] = s
		}
	}
	b, err := json.Marshal(own)
	if err == nil {
		err = lang.AddTranslationsForLocale(b, lang.SystemLocale())
	}
	if err != nil {
		fyne.LogError("words of the toolkit's dialogs", err)
	}
}

// openFile shows a file in the system's own program for it.
func openFile(path string) error {
	abs, err := filepath.Abs(path)
	if err == nil {
		_, err = os.Stat(abs)
	}
	if err == nil {
		err = launch(abs)
	}
	if err != nil {
		return archive.Fail(archive.CodeHelper, "ui.open", err, "path", path)
	}
	return nil
}
