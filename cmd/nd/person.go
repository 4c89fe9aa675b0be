package main

import (
	"fmt"
	"reflect"
	"strings"

	"niandang/archive"
	"niandang/cmd/internal/library"
)

// editCmd has one flag for each element.
type editCmd struct {
	Document     string  `arg:"" help:"${help_document}"`
	Number       *string `element:"number" help:"${help_edit_element}"`
	Title        *string `element:"title" help:"${help_edit_element}"`
	Issuers      *string `element:"issuers" help:"${help_edit_list}"`
	Date         *string `element:"date" help:"${help_edit_element}"`
	Genre        *string `element:"genre" help:"${help_edit_element}"`
	Direction    *string `element:"direction" help:"${help_edit_element}"`
	Recipients   *string `element:"recipients" help:"${help_edit_list}"`
	CC           *string `name:"cc" element:"cc" help:"${help_edit_list}"`
	Security     *string `element:"security" help:"${help_edit_element}"`
	SecurityTerm *string `element:"security_term" help:"${help_edit_element}"`
	Urgency      *string `element:"urgency" help:"${help_edit_element}"`
	CopyNo       *string `element:"copy_no" help:"${help_edit_element}"`
	Signers      *string `element:"signers" help:"${help_edit_list}"`
	Disclosure   *string `element:"disclosure" help:"${help_edit_element}"`
	Department   *string `element:"department" help:"${help_edit_element}"`
	Attachments  *string `element:"attachments" help:"${help_edit_list}"`
	Why          string  `required:"" help:"${help_why}"`
}

// values gives the elements that were named on the command line.
func (c *editCmd) values() map[string]string {
	out := make(map[string]string)
	v := reflect.ValueOf(*c)
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("element")
		if s, ok := v.Field(i).Interface().(*string); ok && name != "" && s != nil {
			out[name] = *s
		}
	}
	return out
}

func (c *editCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Edit(e.ctx, c.Document, c.values(), c.Why)
		return e.done(ev, err)
	})
}

// done says which event a person's change became.
func (e *env) done(ev archive.Event, err error) error {
	if err != nil {
		return err
	}
	e.print("cli.event", "seq", fmt.Sprint(ev.Seq), "what", ev.What, "id", ev.ID)
	return nil
}

type itemCmd struct {
	Merge itemMergeCmd `cmd:"" help:"${help_item_merge}"`
	Split itemSplitCmd `cmd:"" help:"${help_item_split}"`
	Move  itemMoveCmd  `cmd:"" help:"${help_item_move}"`
}

type itemMergeCmd struct {
	Items []string `arg:"" help:"${help_item_items}"`
	Why   string   `required:"" help:"${help_why}"`
}

func (c *itemMergeCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Merge(e.ctx, c.Items, c.Why)
		return e.done(ev, err)
	})
}

type itemSplitCmd struct {
	Item string `arg:"" help:"${help_item_item}"`
	Why  string `required:"" help:"${help_why}"`
}

func (c *itemSplitCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Split(e.ctx, c.Item, c.Why)
		return e.done(ev, err)
	})
}

type itemMoveCmd struct {
	Item string `arg:"" help:"${help_item_item}"`
	To   int    `required:"" help:"${help_item_to}" placeholder:"N"`
	Why  string `required:"" help:"${help_why}"`
}

func (c *itemMoveCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Move(e.ctx, c.Item, c.To, c.Why)
		return e.done(ev, err)
	})
}

type resolveCmd struct {
	Finding string `arg:"" help:"${help_resolve_finding}"`
	Why     string `required:"" help:"${help_why}"`
}

func (c *resolveCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Resolve(e.ctx, 0, c.Finding, c.Why)
		return e.done(ev, err)
	})
}

type undoCmd struct {
	Event string `arg:"" optional:"" help:"${help_undo_event}"`
}

func (c *undoCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Undo(e.ctx, c.Event)
		return e.done(ev, err)
	})
}

type decideCmd struct {
	Document  string `arg:"" help:"${help_document}"`
	Retention string `required:"" help:"${help_decide_retention}" placeholder:"30年"`
	Why       string `required:"" help:"${help_why}"`
}

func (c *decideCmd) Run(e *env) error {
	r, err := archive.ParseRetention(c.Retention)
	if err != nil {
		return err
	}
	return e.with(func(l *library.Library) error {
		ev, err := l.Decide(e.ctx, c.Document, r, c.Why)
		return e.done(ev, err)
	})
}

type confirmCmd struct {
	Documents    []string `arg:"" optional:"" help:"${help_document}"`
	AllConfident bool     `help:"${help_confirm_all}"`
	Year         int      `help:"${help_year}"`
}

func (c *confirmCmd) Run(e *env) error {
	if !c.AllConfident && len(c.Documents) == 0 {
		return archive.Fail(archive.CodeInvalid, "confirm", nil)
	}
	return e.with(func(l *library.Library) error {
		ids := make([]string, 0, len(c.Documents))
		for _, name := range c.Documents {
			d, err := l.Find(e.ctx, name)
			if err != nil {
				return err
			}
			ids = append(ids, d.ID)
		}
		n, err := l.Confirm(e.ctx, c.Year, ids)
		if err == nil {
			e.print("cli.confirmed", "n", fmt.Sprint(n))
		}
		return err
	})
}

type openingCmd struct {
	Item    string `arg:"" help:"${help_item_item}"`
	Opinion string `arg:"" help:"${help_opening_opinion}"`
	Why     string `required:"" help:"${help_why}"`
}

func (c *openingCmd) Run(e *env) error {
	return e.with(func(l *library.Library) error {
		ev, err := l.Open(e.ctx, c.Item, strings.TrimSpace(c.Opinion), c.Why)
		return e.done(ev, err)
	})
}
