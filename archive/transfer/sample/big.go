package sample

import (
	"fmt"
	"io"
)

// Big writes a PDF of one page whose content is size bytes of r.
func Big(w io.Writer, size int64, r io.Reader) error {
	c := &counter{w: w}
	var offsets [4]int64
	fmt.Fprint(c, "%PDF-1.7\n")
	for i, o := range []string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>", "<</Type /Page /Parent 2 0 R /Contents 4 0 R>>"} {
		offsets[i] = c.n
		fmt.Fprintf(c, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	offsets[3] = c.n
	fmt.Fprintf(c, "4 0 obj\n<</Length %d>>\nstream\n", size)
	if _, err := io.CopyN(c, r, size); err != nil {
		return err
	}
	fmt.Fprint(c, "\nendstream\nendobj\n")
	at := c.n
	fmt.Fprint(c, "xref\n0 5\n0000000000 65535 f \n")
	for _, o := range offsets {
		fmt.Fprintf(c, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(c, "trailer\n<</Size 5 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", at)
	return c.err
}

// counter counts what is written and keeps the first error.
type counter struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	if c.err == nil {
		c.err = err
	}
	return n, err
}
