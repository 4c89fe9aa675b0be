package format

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"
)

// fitted is added to the maker of a rendition whose sheets were fitted.
const fitted = " (sheets fitted to page width)"

// The widths, in characters of the sheet's own type, that matter on A4.
const (
	narrowColumns    = 60      // surely fits as it is
	uprightColumns   = 130     // beyond it upright type would get smaller than two thirds
	maxFittedColumns = 400     // beyond it a fitted sheet could not be read
	maxFittedBytes   = 8 << 20 // a workbook that large is no document to print
)

// fitWidth sets the sheets of a staged copy that may be wider than a page to print
// one page wide and as long as they are, lying where that helps: the office
// program would cut them into strips, which nobody would bind. It reports whether
// anything was set. A workbook that cannot be changed is left as it is.
func fitWidth(path string) bool {
	if st, err := os.Stat(path); err != nil || st.Size() > maxFittedBytes {
		return false
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		return false
	}
	defer book.Close()
	any := false
	for _, sheet := range book.GetSheetList() {
		if width := sheetWidth(book, sheet); width > narrowColumns && width <= maxFittedColumns {
			any = fitSheet(book, sheet, width > uprightColumns) == nil || any
		}
	}
	if !any {
		return false
	}
	whole := filepath.Join(filepath.Dir(path), "fit-"+filepath.Base(path))
	if err := book.SaveAs(whole); err != nil {
		os.Remove(whole)
		return false
	}
	return os.Rename(whole, path) == nil
}

// sheetWidth gives the width of a sheet's columns that hold anything, hidden ones
// left out, in characters.
func sheetWidth(book *excelize.File, sheet string) float64 {
	total := 0.0
	for i := range usedColumns(book, sheet) {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return 0
		}
		if shown, err := book.GetColVisible(sheet, name); err == nil && !shown {
			continue
		}
		w, err := book.GetColWidth(sheet, name)
		if err != nil {
			return 0
		}
		total += w
	}
	return total
}

// usedColumns gives the last column with a value; the area that a workbook names
// may be wider, or missing.
func usedColumns(book *excelize.File, sheet string) int {
	rows, err := book.Rows(sheet)
	if err != nil {
		return 0
	}
	defer rows.Close()
	last := 0
	for n := 0; rows.Next() && n < maxRows; n++ {
		cells, err := rows.Columns()
		if err != nil {
			break
		}
		last = max(last, len(cells))
	}
	return last
}

func fitSheet(book *excelize.File, sheet string, wide bool) error {
	yes, one, any := true, 1, 0
	if err := book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return fmt.Errorf("fit sheet: %w", err)
	}
	layout := &excelize.PageLayoutOptions{FitToWidth: &one, FitToHeight: &any}
	if lying := "landscape"; wide {
		layout.Orientation = &lying
	}
	if err := book.SetPageLayout(sheet, layout); err != nil {
		return fmt.Errorf("fit sheet: %w", err)
	}
	return nil
}
