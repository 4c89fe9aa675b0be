package year

import (
	"context"
	"fmt"
	"path/filepath"

	"niandang/archive"
	"niandang/archive/bind"
	"niandang/archive/format"
)

// TakeColumns takes the columns of the item catalogue from the archives' own sheet, for
// XLSX and CSV; "" goes back to the nine of DA/T 22-2015. It gives the headings whose
// meaning is not known: their columns stay empty.
func (y *Year) TakeColumns(ctx context.Context, path string) (columns []archive.CatalogueColumn, unknown []string, ev archive.Event, err error) {
	if path != "" {
		tables, err := y.Reader.Table(ctx, format.Input{Name: filepath.Base(path), Path: path})
		if err != nil {
			return nil, nil, ev, archive.Fail(archive.CodeInvalid, "columns_file", err, "path", path)
		}
		if columns, unknown, err = bind.ColumnsOf(y.Forms, tables); err != nil {
			return nil, nil, ev, err
		}
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return nil, nil, ev, err
	}
	s.Bind.Columns = columns
	ev, err = y.Store.Apply(ctx, archive.Change{What: "settings", On: "bind.columns", Why: filepath.Base(path), Who: y.Who, Person: true, Settings: &s})
	if err != nil {
		return nil, nil, ev, fmt.Errorf("take the columns: %w", err)
	}
	return columns, unknown, ev, nil
}
