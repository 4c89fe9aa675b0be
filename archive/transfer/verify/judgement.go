package verify

import (
	"io"

	"niandang/archive"
	"niandang/archive/transfer/readable"
)

// Judgement is what is wrong with one content file; the zero Judgement: nothing.
type Judgement struct {
	Row   string // of the four-property check
	Fails bool   // else it is a warning
	Text  archive.Text
}

// Content judges a file before it is packed, as the check of the package will: by
// its bytes and the name that it is going to have. The text names it by path.
func Content(r io.ReaderAt, size int64, name, path string) Judgement {
	head, tail := make([]byte, min(lookEdge, size)), make([]byte, min(lookEdge, size))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return fails("GD-3-5", "bag.unreadable", path)
	}
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return fails("GD-3-5", "bag.unreadable", path)
	}
	opened := readable.Check(r, size, extOf(name))
	return judge(sniff(head, tail), &opened, name, path)
}

// lookEdge is how much of both ends sniff wants to see.
const lookEdge = 4 << 10

func fails(row, id, path string) Judgement {
	return Judgement{row, true, archive.Say(id, "path", path)}
}

func judge(l look, opened *readable.Result, name, path string) Judgement {
	ext := extOf(name)
	switch {
	case l.kind == "empty":
		return fails("GD-2-7", "verify.zero", path)
	case l.kind == "packed" || packed[ext]:
		return fails("GD-3-8", "verify.packed", path)
	case opened != nil && opened.Locked || opened == nil && l.locked:
		return fails("GD-3-8", "verify.locked", path)
	case !l.suits(ext):
		return fails("GD-1-10", "verify.not_as_named", path)
	case opened == nil && !l.whole:
		return fails("GD-3-4", "verify.cut", path)
	case opened == nil:
		return Judgement{}
	case opened.Broken != nil:
		return fails("GD-3-4", "readable."+string(readable.FaultOf(opened.Broken)), path)
	case opened.Weak != nil:
		return Judgement{Row: "GD-3-4", Text: archive.Say("readable.weak", "path", path)}
	}
	return Judgement{}
}
