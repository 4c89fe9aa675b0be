package main

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"niandang/archive"
	"niandang/assets/i18n"
	"niandang/cmd/internal/shelf"
	"niandang/ui"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// today is a day in the spring after the demo year.
func today() time.Time { return time.Date(2025, 5, 20, 9, 0, 0, 0, time.Local) }

// look is a way to take each picture.
type look struct {
	mode theme.Mode
	size fyne.Size
}

func looks(fast bool) []look {
	all := []look{
		{theme.Light, fyne.NewSize(1280, 800)}, {theme.Dark, fyne.NewSize(1280, 800)},
		{theme.Light, fyne.NewSize(1024, 700)}, {theme.Dark, fyne.NewSize(1024, 700)},
	}
	if fast {
		return all[:1]
	}
	return all
}

// draw takes all pictures.
func draw(ctx context.Context, o options) error {
	words, err := i18n.Words(i18n.Chinese)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "gallery-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	s := shelf.New(filepath.Join(tmp, "window.json"))
	s.Say(words)
	s.Clock(today)
	if o.library == "" {
		if o.library, err = demoYear(ctx, s, filepath.Join(tmp, "demo")); err != nil {
			return err
		}
	}
	for _, l := range looks(o.fast) {
		for _, sc := range scenes() {
			if strings.Contains(sc.name, o.scene) {
				err = errors.Join(err, take(o, s, l, sc))
			}
		}
	}
	return err
}

// demoYear makes the demo year's library, collected and appraised.
func demoYear(ctx context.Context, s *shelf.Shelf, dir string) (string, error) {
	l, sample, err := s.Demo(ctx, dir)
	if err != nil {
		return "", err
	}
	return l.Dir(), errors.Join(shelf.Work(ctx, l, sample), l.Close())
}

// take sets one scene up and writes its picture.
func take(o options, s *shelf.Shelf, l look, sc scene) error {
	words, err := i18n.Words(i18n.Chinese)
	if err != nil {
		return err
	}
	a := test.NewApp()
	defer a.Quit()
	a.Settings().SetTheme(theme.New(l.mode))
	f := ui.New(a, ui.Deps{Runner: task.Inline{}, Shelf: s, Words: words, Now: today, Version: "0.1.0", OpenFile: func(string) error { return nil }})
	f.Window().Resize(l.size)
	if sc.welcome {
		f.Welcome()
	} else {
		f.OpenLibrary(o.library)
		defer f.Shut()
	}
	root := filepath.Dir(o.library)
	st := &stage{frame: f, win: f.Window(), words: words, source: filepath.Join(root, "来源"), ledger: filepath.Join(root, "收发文登记簿.xlsx")}
	sc.set(st)
	name := fmt.Sprintf("%s-%s-%.0f.png", sc.name, l.mode, l.size.Width)
	out, err := os.Create(filepath.Join(o.out, name))
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(out, f.Window().Canvas().Capture()), out.Close())
}

// say gives an entry.
func (s *stage) say(id string) string { return s.words.Say(archive.Text{ID: id}) }
