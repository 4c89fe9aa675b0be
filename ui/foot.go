package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// foot is the line below the panes: what was done, with 撤销, and the job that
// runs. What went wrong stands above it until it is put away.
type foot struct {
	words  archive.Words
	did    *shape.Text
	undo   *widget.Button
	line   *fyne.Container // of both
	label  *shape.Text
	bar    *shape.Bar
	pause  *widget.Button
	cancel *widget.Button
	job    *fyne.Container

	changed    func() // the foot is higher or lower now
	what, hint *shape.Paragraph
	notice     *shape.Fill
	content    fyne.CanvasObject
}

// footDo are what the foot's buttons do.
type footDo struct{ undo, pause, cancel, changed func() }

func newFoot(w archive.Words, do footDo) *foot {
	say := func(id string) string { return w.Say(archive.Text{ID: id}) }
	f := &foot{words: w, changed: do.changed, did: shape.NewText(""), label: shape.NewText(""), bar: shape.NewBar(140, 6)}
	f.did.Color, f.label.Align = theme.Muted, fyne.TextAlignTrailing
	f.undo = lowButton(say("ui.undo.short"), do.undo)
	f.undo.Hide()
	f.pause, f.cancel = lowButton(say("ui.job.pause"), do.pause), lowButton(say("ui.job.cancel"), do.cancel)
	f.job = container.NewBorder(nil, nil, nil, container.NewHBox(container.NewCenter(shape.Inset(f.bar, 8, 0)), f.pause, f.cancel), f.label)
	f.job.Hide()
	f.line = container.New(shape.Follow{Gap: 8}, f.did, f.undo)
	line := container.New(shape.Shares{Widths: []float32{-1, -1}, Gap: 16}, f.line, f.job)
	f.what, f.hint = shape.NewParagraph("").Padded(8, 5), shape.NewParagraph("").Padded(8, 4)
	f.what.Color = theme.Problem
	away := widget.NewButtonWithIcon("", base.CancelIcon(), f.hush)
	away.Importance = widget.LowImportance
	f.notice = shape.NewFill(theme.TintBad, shape.Inset(container.NewBorder(nil, nil, nil, container.NewVBox(away), container.New(shape.Tight{}, f.what, f.hint)), 8, 2))
	f.notice.Hide()
	below := shape.Edges{Top: shape.Line(theme.Hairline), Centre: shape.Fixed(shape.Inset(line, 14, 2), 0, 36)}.Around()
	f.content = container.New(shape.Tight{}, f.notice, shape.NewFill(theme.Rail, below))
	return f
}

func lowButton(text string, do func()) *widget.Button {
	b := widget.NewButton(text, do)
	b.Importance = widget.LowImportance
	return b
}

// said shows what was done; undo offers to take it back.
func (f *foot) said(text string, undo bool) {
	f.did.SetText(text)
	shape.Visible(f.undo, undo)
	f.line.Refresh()
}

// fail shows what went wrong and what to do.
func (f *foot) fail(err error) {
	what, hint := archive.ErrorMessage(f.words, err)
	f.what.SetText(what)
	f.hint.SetText(hint)
	shape.Visible(f.hint, hint != "")
	f.notice.Show()
	f.changed()
}

// hush puts the notice away.
func (f *foot) hush() {
	if f.notice.Visible() {
		f.notice.Hide()
		f.changed()
	}
}

// work shows a job: its name and how far it is.
func (f *foot) work(title string, s task.Sample) {
	f.label.SetText(jobLine(f.words, title, s))
	f.bar.Set(1, shape.Part{Color: theme.Accent, Value: s.Fraction()})
}

// begun shows that a job begins, or goes on.
func (f *foot) begun(title string) {
	f.work(title, task.Sample{})
	f.pause.SetText(f.words.Say(archive.Say("ui.job.pause")))
	shape.Within(f.content, f.job, true)
}

// paused shows that a job can be gone on with.
func (f *foot) paused(title string) {
	f.label.SetText(f.words.Say(archive.Say("ui.job.paused", "step", title)))
	f.pause.SetText(f.words.Say(archive.Say("ui.job.resume")))
}

// stopping shows that a job ends what it has begun.
func (f *foot) stopping(title string) {
	f.label.SetText(f.words.Say(archive.Say("ui.job.stopping", "step", title)))
}

func (f *foot) idle() { shape.Within(f.content, f.job, false) }

// jobLine says: 收集 812/2000，每秒 12 个，还需 1 分 40 秒.
func jobLine(w archive.Words, title string, s task.Sample) string {
	if s.Total == 0 {
		return w.Say(archive.Say("ui.job.begun", "step", title))
	}
	pairs := []string{"step", title, "done", fmt.Sprint(s.Done), "total", fmt.Sprint(s.Total), "rate", rate(s.Rate)}
	if s.Left <= 0 {
		return w.Say(archive.Say("ui.job.line", pairs...))
	}
	return w.Say(archive.Say("ui.job.left", append(pairs, "left", duration(w, s.Left))...))
}

func rate(r float64) string {
	if r < 10 {
		return fmt.Sprintf("%.1f", r)
	}
	return fmt.Sprintf("%.0f", r)
}

// duration says a time left as a person would: no seconds beyond ten minutes.
func duration(w archive.Words, d time.Duration) string {
	m, s := int(d.Minutes()), int(d.Seconds())%60
	switch {
	case m >= 60:
		return w.Say(archive.Say("ui.time.hours", "h", fmt.Sprint(m/60), "m", fmt.Sprint(m%60)))
	case m >= 10:
		return w.Say(archive.Say("ui.time.minutes", "m", fmt.Sprint(m)))
	case m > 0:
		return w.Say(archive.Say("ui.time.both", "m", fmt.Sprint(m), "s", fmt.Sprint(s)))
	}
	return w.Say(archive.Say("ui.time.seconds", "s", fmt.Sprint(max(s, 1))))
}
