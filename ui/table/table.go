package table

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/ui/shape"
	"niandang/ui/task"
	"niandang/ui/theme"
)

// Heights of rows.
const (
	OneLine  = 28 // and 4 between rows
	TwoLines = 48
)

// Column is one column. A width below 0 is a share of what is left.
type Column[T any] struct {
	Title string
	Width float32
	Align fyne.TextAlign
	Text  func(T) string
	Color func(T) fyne.ThemeColorName // nil or "" for ink
	Bold  func(T) bool
}

// Options say what a table shows.
type Options[T any] struct {
	Runner  task.Runner
	Columns []Column[T]
	// New and Update draw rows of their own instead of columns; Height is theirs.
	New    func() fyne.CanvasObject
	Update func(i int, row T, object fyne.CanvasObject)
	Height float32 // OneLine when 0
	Empty  fyne.CanvasObject
	Failed func(error)
}

// Table shows the rows of a source. The row that the arrows are at is the
// selected one.
type Table[T any] struct {
	Selected func(i int, row T)               // a row was come to, by key or mouse
	Opened   func(i int, row T)               // Enter, or two taps
	Loaded   func(count int)                  // a new source is counted
	Key      func(*fyne.KeyEvent) (used bool) // a key, before the table sees it

	options  Options[T]
	cache    *cache[T]
	list     *list
	content  *fyne.Container
	selected int
	want     int       // the row to select when a source is loaded, -1 for none
	last     time.Time // of a tap on the selected row
}

// New makes a table.
func New[T any](o Options[T]) *Table[T] {
	if o.Height == 0 {
		o.Height = OneLine
	}
	t := &Table[T]{options: o, selected: -1, want: -1}
	t.cache = &cache[T]{run: o.Runner, pages: map[int][]T{}, wanted: map[int]bool{}, failed: t.failed, arrived: t.arrived}
	t.list = newList(t.length, t.create, t.update)
	t.list.OnSelected = t.come
	t.list.key = t.key
	t.content = container.NewStack(container.NewBorder(t.head(), nil, nil, nil, t.list))
	if o.Empty != nil {
		o.Empty.Hide()
		t.content.Add(o.Empty)
	}
	return t
}

// Content is the table laid out; Focus what takes the keys.
func (t *Table[T]) Content() fyne.CanvasObject { return t.content }

// Focus is what takes the keys.
func (t *Table[T]) Focus() fyne.Focusable { return t.list }

// Load shows another source and selects a row of it, -1 for none.
func (t *Table[T]) Load(s Source[T], sel int) {
	t.want = sel
	t.cache.load(s, t.loaded)
}

// Count gives the number of rows.
func (t *Table[T]) Count() int { return t.cache.count }

// Row gives a row when it is at hand.
func (t *Table[T]) Row(i int) (T, bool) { return t.cache.row(i) }

// Current gives the selected row; false when there is none at hand.
func (t *Table[T]) Current() (int, T, bool) {
	row, ok := t.cache.row(t.selected)
	return t.selected, row, ok
}

// SetRow shows a row that changed.
func (t *Table[T]) SetRow(i int, row T) {
	t.cache.set(i, row)
	t.list.RefreshItem(i)
}

// Select comes to a row and scrolls to it.
func (t *Table[T]) Select(i int) {
	if i >= 0 && i < t.cache.count {
		t.list.come(i)
	}
}

// Refresh draws the rows in sight again.
func (t *Table[T]) Refresh() { t.list.Refresh() }

func (t *Table[T]) length() int { return t.cache.count }

func (t *Table[T]) loaded() {
	t.list.UnselectAll()
	t.selected = -1
	if t.options.Empty != nil {
		shape.Visible(t.options.Empty, t.cache.count == 0)
	}
	t.list.Refresh()
	if t.Loaded != nil {
		t.Loaded(t.cache.count)
	}
	if t.want >= 0 && t.cache.count > 0 {
		t.Select(min(t.want, t.cache.count-1))
	} else {
		t.list.ScrollTo(0)
	}
}

func (t *Table[T]) come(i int) {
	t.selected = i
	if row, ok := t.cache.row(i); ok && t.Selected != nil {
		t.Selected(i, row)
	}
}

// twoTaps is the time within which two taps on a row open it.
const twoTaps = 500 * time.Millisecond

// tapped comes to a row; a second tap opens it.
func (t *Table[T]) tapped(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.list); c != nil {
		c.Focus(t.list)
	}
	again := i == t.selected && time.Since(t.last) < twoTaps
	t.last = time.Now()
	t.Select(i)
	if row, ok := t.cache.row(i); again && ok && t.Opened != nil {
		t.last = time.Time{}
		t.Opened(i, row)
	}
}

// arrived draws rows whose page came, and tells of the selected one.
func (t *Table[T]) arrived(first, n int) {
	t.list.Refresh()
	if t.selected >= first && t.selected < first+n {
		t.come(t.selected)
	}
}

func (t *Table[T]) failed(err error) {
	if t.options.Failed != nil {
		t.options.Failed(err)
	}
}

func (t *Table[T]) key(e *fyne.KeyEvent) bool {
	if t.Key != nil && t.Key(e) {
		return true
	}
	i := max(t.selected, 0)
	switch e.Name {
	case fyne.KeyDown:
		t.Select(min(t.selected+1, t.cache.count-1))
	case fyne.KeyUp:
		t.Select(max(i-1, 0))
	case fyne.KeyPageDown:
		t.Select(min(i+t.fits(), t.cache.count-1))
	case fyne.KeyPageUp:
		t.Select(max(i-t.fits(), 0))
	case fyne.KeyHome:
		t.Select(0)
	case fyne.KeyEnd:
		t.Select(t.cache.count - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if i, row, ok := t.Current(); ok && t.Opened != nil {
			t.Opened(i, row)
		}
	default:
		return false
	}
	return true
}

// fits gives how many rows the window shows.
func (t *Table[T]) fits() int { return max(int(t.list.Size().Height/(t.options.Height+4))-1, 1) }

func (t *Table[T]) widths() []float32 {
	w := make([]float32, len(t.options.Columns))
	for i, c := range t.options.Columns {
		w[i] = c.Width
	}
	return w
}

// head lays the headings out as the rows are.
func (t *Table[T]) head() fyne.CanvasObject {
	if len(t.options.Columns) == 0 {
		return nil
	}
	cells := make([]fyne.CanvasObject, len(t.options.Columns))
	for i, c := range t.options.Columns {
		cell := shape.NewCaption(c.Title)
		cell.Align = c.Align
		cells[i] = cell
	}
	row := shape.Fixed(shape.Inset(container.New(shape.Shares{Widths: t.widths(), Gap: columnGap}, cells...), rowInset, 0), 0, OneLine)
	return container.NewBorder(nil, shape.Line(theme.Hairline), nil, nil, row)
}

var _ fyne.Focusable = (*widget.List)(nil)
