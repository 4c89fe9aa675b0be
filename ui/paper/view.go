package paper

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"niandang/archive"
	"niandang/ui/shape"
	"niandang/ui/theme"
)

// Frame is a place on the page that is marked.
type Frame struct {
	Spot   archive.Spot
	Strong bool // the one that is spoken of now
}

// margin is the desk around the page.
const margin = 14

// View shows one page on a desk, fitted or enlarged.
type View struct {
	widget.BaseWidget
	Wide bool // fitted to the width instead of the whole page

	zoom   float32
	size   fyne.Size // of the page, in points
	image  image.Image
	note   string
	frames []Frame
	scroll *container.Scroll
	sheet  *sheet
}

// New makes an empty desk.
func New() *View {
	v := &View{zoom: 1}
	v.sheet = newSheet(v)
	v.scroll = container.NewScroll(v.sheet)
	v.ExtendBaseWidget(v)
	return v
}

// SetPage shows a page of a size in points; a nil picture shows the note instead.
func (v *View) SetPage(img image.Image, width, height float64, note string) {
	if width <= 0 || height <= 0 {
		width, height = 595, 842
	}
	v.image, v.note, v.size, v.frames = img, note, fyne.NewSize(float32(width), float32(height)), nil
	v.scroll.ScrollToTop()
	v.sheet.Refresh()
}

// SetFrames marks places on the page and brings the strong one in sight.
func (v *View) SetFrames(frames []Frame) {
	v.frames = frames
	v.sheet.Refresh()
	for _, f := range frames {
		if f.Strong {
			v.reveal(f.Spot)
		}
	}
}

// Zoom enlarges by a factor; 0 fits again.
func (v *View) Zoom(by float32) {
	if by == 0 {
		v.zoom = 1
	} else {
		v.zoom = min(max(v.zoom*by, 0.5), 6)
	}
	v.again()
}

// Turn changes between the whole page and its width.
func (v *View) Turn() {
	v.Wide, v.zoom = !v.Wide, 1
	v.again()
}

func (v *View) again() {
	v.sheet.Refresh()
	v.scroll.Refresh()
}

// Scroll moves the page by a share of what is in sight; false at its end.
func (v *View) Scroll(share float32) bool {
	before := v.scroll.Offset.Y
	most := max(v.sheet.MinSize().Height-v.scroll.Size().Height, 0)
	v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, min(max(before+share*v.scroll.Size().Height, 0), most)))
	return v.scroll.Offset.Y != before
}

// scale gives the screen units of one point.
func (v *View) scale() float32 {
	room := v.Size().SubtractWidthHeight(2*margin, 2*margin)
	s := room.Width / max(v.size.Width, 1)
	if !v.Wide {
		s = min(s, room.Height/max(v.size.Height, 1))
	}
	return max(s, 0.05) * v.zoom
}

// reveal scrolls a place in sight.
func (v *View) reveal(s archive.Spot) {
	_, at := v.sheet.page()
	k := v.scale()
	top, bottom := at.Y+float32(s.Y0)*k, at.Y+float32(s.Y1)*k
	h := v.scroll.Size().Height
	if off := v.scroll.Offset.Y; top < off || bottom > off+h {
		v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, max(top-h/3, 0)))
	}
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(shape.NewFill(theme.Desk, nil), v.scroll))
}

// Resize implements fyne.CanvasObject: the page is fitted anew.
func (v *View) Resize(s fyne.Size) {
	if s != v.Size() {
		v.BaseWidget.Resize(s)
		v.again()
	}
}

// MinSize implements fyne.CanvasObject.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(160, 160) }

// sheet is the desk's whole surface with the page on it.
type sheet struct {
	widget.BaseWidget
	view *View
}

func newSheet(v *View) *sheet {
	s := &sheet{view: v}
	s.ExtendBaseWidget(s)
	return s
}

// page gives the size and place of the page on the desk.
func (s *sheet) page() (fyne.Size, fyne.Position) {
	k := s.view.scale()
	size := fyne.NewSize(s.view.size.Width*k, s.view.size.Height*k)
	desk := s.view.Size().Max(size.AddWidthHeight(2*margin, 2*margin))
	return size, fyne.NewPos((desk.Width-size.Width)/2, max((desk.Height-size.Height)/2, margin))
}

// MinSize implements fyne.CanvasObject.
func (s *sheet) MinSize() fyne.Size {
	size, _ := s.page()
	return size.AddWidthHeight(2*margin, 2*margin)
}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, paper: canvas.NewRectangle(nil), note: widget.NewLabel("")}
	r.picture = canvas.NewImageFromImage(nil)
	r.picture.FillMode, r.picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	r.note.Alignment, r.note.Wrapping = fyne.TextAlignCenter, fyne.TextWrapBreak
	r.Refresh()
	return r
}

type sheetRenderer struct {
	sheet   *sheet
	paper   *canvas.Rectangle
	picture *canvas.Image
	note    *widget.Label
	frames  []*canvas.Rectangle
}

func (r *sheetRenderer) Destroy()           {}
func (r *sheetRenderer) MinSize() fyne.Size { return r.sheet.MinSize() }

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.paper, r.picture, r.note}
	for _, f := range r.frames {
		list = append(list, f)
	}
	return list
}

func (r *sheetRenderer) Layout(fyne.Size) {
	size, at := r.sheet.page()
	for _, o := range []fyne.CanvasObject{r.paper, r.picture} {
		o.Resize(size)
		o.Move(at)
	}
	h := r.note.MinSize().Height
	r.note.Resize(fyne.NewSize(size.Width-32, h))
	r.note.Move(at.AddXY(16, (size.Height-h)/2))
	k := r.sheet.view.scale()
	const around = 3
	for i, f := range r.sheet.view.frames {
		s := f.Spot
		r.frames[i].Move(at.AddXY(float32(s.X0)*k-around, float32(s.Y0)*k-around))
		r.frames[i].Resize(fyne.NewSize(float32(s.X1-s.X0)*k+2*around, float32(s.Y1-s.Y0)*k+2*around))
	}
}

func (r *sheetRenderer) Refresh() {
	v := r.sheet.view
	r.paper.FillColor, r.paper.StrokeColor, r.paper.StrokeWidth = shape.Color(v, theme.Paper), shape.Color(v, theme.Hairline), 1
	r.paper.Hidden = v.size.Width == 0
	r.picture.Image = v.image
	r.picture.Hidden = v.image == nil
	r.note.SetText(v.note)
	r.note.Hidden = v.note == "" || v.image != nil
	r.frames = r.frames[:0]
	for _, f := range v.frames {
		rect := canvas.NewRectangle(faint(v, f.Strong))
		rect.StrokeColor, rect.StrokeWidth, rect.CornerRadius = shape.Color(v, theme.Accent), 1, 2
		if f.Strong {
			rect.StrokeWidth = 2
		}
		r.frames = append(r.frames, rect)
	}
	r.Layout(r.sheet.Size())
	r.picture.Refresh()
	canvas.Refresh(r.sheet)
}
