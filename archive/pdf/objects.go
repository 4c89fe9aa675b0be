package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"niandang/archive/page"
)

const (
	maxObjects = 4000 // page objects that are looked at
	thinRule   = 3.0  // points: a filled shape not thicker than this is a line
	longRule   = 20.0 // points: shorter lines are parts of characters and ticks
)

// objects fills in the rules and pictures of a page.
func (s *sheet) objects(p *page.Page) {
	n, err := s.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: s.ref})
	if err != nil {
		return
	}
	for i := range min(n.Count, maxObjects) {
		o, err := s.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: s.ref, Index: i})
		if err != nil {
			continue
		}
		t, err := s.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil {
			continue
		}
		switch t.Type {
		case enums.FPDF_PAGEOBJ_IMAGE:
			s.picture(p, o.PageObject)
		case enums.FPDF_PAGEOBJ_PATH:
			s.rule(p, o.PageObject)
		}
	}
}

func (s *sheet) bounds(o references.FPDF_PAGEOBJECT) (page.Box, bool) {
	b, err := s.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return page.Box{}, false
	}
	return s.to.box(box{float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top)}), true
}

func (s *sheet) picture(p *page.Page, o references.FPDF_PAGEOBJECT) {
	b, ok := s.bounds(o)
	if !ok {
		return
	}
	pic := page.Picture{Box: b}
	if z, err := s.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: o}); err == nil {
		pic.W, pic.H = int(z.Width), int(z.Height)
	}
	p.Pictures = append(p.Pictures, pic)
}

func (s *sheet) rule(p *page.Page, o references.FPDF_PAGEOBJECT) {
	b, ok := s.bounds(o)
	if !ok || min(b.Width(), b.Height()) > thinRule || max(b.Width(), b.Height()) < longRule {
		return
	}
	p.Rules = append(p.Rules, page.Rule{Box: b, Red: s.redPath(o)})
}

// redPath reports whether a line is drawn, or a thin shape filled, in red.
func (s *sheet) redPath(o references.FPDF_PAGEOBJECT) bool {
	mode, err := s.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return false
	}
	if mode.Stroke {
		c, err := s.FPDFPageObj_GetStrokeColor(&requests.FPDFPageObj_GetStrokeColor{PageObject: o})
		return err == nil && isRed(float64(c.StrokeColor.R)/255, float64(c.StrokeColor.G)/255, float64(c.StrokeColor.B)/255)
	}
	c, err := s.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: o})
	return err == nil && isRed(float64(c.FillColor.R)/255, float64(c.FillColor.G)/255, float64(c.FillColor.B)/255)
}
