package choose

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"niandang/archive"
	"niandang/ui/task"
)

// Kind is what is chosen.
type Kind int

// The kinds.
const (
	Folder Kind = iota // one that is there
	Target             // a folder for what will be made; it need not be there yet
	File               // a file that is there
	Save               // the name of a new file
)

// Place is a folder that is offered at the side: the home folder, a stick.
type Place struct{ Name, Dir string }

// Options say what is chosen and where to begin.
type Options struct {
	Kind       Kind
	Extensions []string // of files in the list, all when empty
	Name       string   // proposed for a new file
	Start      string   // the folder to begin in
	Places     []Place
}

// Entry is a line of the list.
type Entry struct {
	Name   string
	Folder bool
	Size   int64
	Time   time.Time
}

// State is what the page shows.
type State struct {
	Dir     string
	Entries []Entry
	Answer  string // the button's word
	Trouble string // why the path that was typed does not do, "" when it does
}

type view interface{ draw(State) }

type presenter struct {
	options Options
	runner  task.Runner
	words   archive.Words
	view    view
	got     func(path string)

	dir     string
	entries []Entry
	missing string // a folder that will be made if it is asked for again
	trouble string
	reading task.Latest
}

func (p *presenter) say(id string, pairs ...string) string {
	return p.words.Say(archive.Say(id, pairs...))
}

// visit shows a folder.
func (p *presenter) visit(dir string) { p.visitOr(filepath.Clean(dir), p.lacks) }

// visitOr shows a folder, or tells what else a path is.
func (p *presenter) visitOr(dir string, otherwise func(path string, err error)) {
	task.Ask(p.runner, &p.reading, func(context.Context) ([]Entry, error) { return p.list(dir) }, func(list []Entry, err error) {
		if err != nil {
			otherwise(dir, err)
			return
		}
		p.dir, p.entries, p.trouble, p.missing = dir, list, "", ""
		p.draw()
	})
}

// begin shows the first folder that can be read of those given and their parents.
func (p *presenter) begin(dirs ...string) {
	if len(dirs) == 0 {
		p.draw()
		return
	}
	p.visitOr(filepath.Clean(dirs[0]), func(path string, _ error) {
		if up := filepath.Dir(path); up != path {
			dirs[0] = up
			p.begin(dirs...)
			return
		}
		p.begin(dirs[1:]...)
	})
}

// lacks tells that a path is not there, or cannot be read.
func (p *presenter) lacks(path string, err error) {
	id := "ui.chooser.unread"
	if errors.Is(err, fs.ErrNotExist) {
		id = "ui.chooser.missing"
		if p.options.Kind == Target {
			id, p.missing = "ui.chooser.make", path
		}
	}
	p.trouble = p.say(id, "path", path)
	p.draw()
}

// up goes to the folder that the one in sight lies in.
func (p *presenter) up() { p.visit(filepath.Dir(p.dir)) }

// open goes into a folder of the list, or takes a file.
func (p *presenter) open(e Entry) {
	path := filepath.Join(p.dir, e.Name)
	switch {
	case e.Folder:
		p.visit(path)
	case p.options.Kind == File:
		p.got(path)
	}
}

// typed takes what stands in the field for the place: another folder is shown,
// the one in sight is taken.
func (p *presenter) typed(path, name string) {
	path = p.absolute(path)
	if path == p.dir || path == p.missing {
		p.take(path, name)
		return
	}
	p.visitOr(path, func(path string, err error) {
		if info, again := os.Stat(path); again == nil && !info.IsDir() && p.options.Kind == File {
			p.got(path)
			return
		}
		p.lacks(path, err)
	})
}

// answer is the button: it takes the folder in sight, the file that is chosen, or
// the name.
func (p *presenter) answer(path, name string, chosen *Entry) {
	path = p.absolute(path)
	switch {
	case path != p.dir && path != p.missing:
		p.typed(path, name)
	case p.options.Kind == File && chosen != nil:
		p.open(*chosen)
	default:
		p.take(path, name)
	}
}

func (p *presenter) take(dir, name string) {
	switch p.options.Kind {
	case File:
		return // a file is taken by its name
	case Save:
		p.save(dir, strings.TrimSpace(name))
		return
	case Target:
		if dir == p.missing {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				p.missing = ""
				p.trouble = p.say("ui.chooser.unmade", "path", dir)
				p.draw()
				return
			}
		}
	}
	p.got(dir)
}

// save gives the new file's name; what is there already is never written over.
func (p *presenter) save(dir, name string) {
	switch {
	case name == "":
		p.trouble = p.say("ui.chooser.name")
	case filepath.Base(name) != name:
		p.trouble = p.say("ui.chooser.name_bad", "name", name)
	default:
		if ext := filepath.Ext(p.options.Name); filepath.Ext(name) == "" {
			name += ext
		}
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); err != nil {
			p.got(path)
			return
		}
		p.trouble = p.say("ui.chooser.there", "name", name)
	}
	p.draw()
}

func (p *presenter) draw() {
	s := State{Dir: p.dir, Entries: p.entries, Trouble: p.trouble, Answer: p.say("ui.chooser.take")}
	switch {
	case p.missing != "":
		s.Dir, s.Answer = p.missing, p.say("ui.chooser.take.new")
	case p.options.Kind == File:
		s.Answer = p.say("ui.chooser.open")
	case p.options.Kind == Save:
		s.Answer = p.say("ui.chooser.save")
	}
	p.view.draw(s)
}
