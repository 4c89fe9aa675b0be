//go:build no_unipdf

package pdf

import "niandang/archive"

// NewUni reports that this build was made without UniPDF.
func NewUni(UniOptions) (Engine, error) {
	return nil, archive.Fail(archive.CodeUnsupported, "unipdf_left_out", nil)
}
