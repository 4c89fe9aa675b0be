package pdf_test

import (
	"os"
	"testing"

	"niandang/archive/pdf"
	"niandang/archive/pdf/pdftest"
	"niandang/assets/fonts"
)

func faces() pdf.Fonts {
	return pdf.Fonts{Serif: fonts.SerifRegular, SerifBold: fonts.SerifBold, Sans: fonts.SansRegular, SansBold: fonts.SansBold}
}

func TestOpenEngineKeepsTheContract(t *testing.T) {
	e, err := pdf.NewOpen(pdf.OpenOptions{Fonts: faces(), CacheDir: pdftest.CacheDir(), Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	pdftest.Suite{Data: "testdata", Open: func(*testing.T) pdf.Engine { return e }}.Run(t)
}

// A licence is taken from the environment where a developer has one.
func TestUniEngineKeepsTheContract(t *testing.T) {
	e, err := pdf.NewUni(pdf.UniOptions{
		KeyFile: os.Getenv("NIANDANG_UNIPDF_KEY_FILE"), Customer: os.Getenv("NIANDANG_UNIPDF_CUSTOMER"), Fonts: faces(),
	})
	if err != nil {
		t.Skipf("this build or machine has no UniPDF: %v", err)
	}
	defer e.Close()
	pdftest.Suite{Data: "testdata", Open: func(*testing.T) pdf.Engine { return e }}.Run(t)
}
