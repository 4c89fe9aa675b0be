package year

import (
	"path"
	"sync"

	"niandang/archive"
	"niandang/archive/transfer/verify"
)

// judgements remember what opening an object showed: an object never changes.
type judgements struct{ known sync.Map }

// judge opens an object as the archives will, once for each ending; the text names
// it by its path.
func (y *Year) judge(sha256, name, p string) verify.Judgement {
	key := sha256 + path.Ext(name)
	if j, ok := y.judged.known.Load(key); ok {
		return about(j.(verify.Judgement), p)
	}
	o, err := y.Store.OpenObject(sha256)
	if err != nil {
		return verify.Judgement{Row: "GD-3-5", Fails: true, Text: archive.Say("bag.unreadable", "path", p)}
	}
	defer o.Close()
	j := verify.Content(o, o.Size(), name, p)
	y.judged.known.Store(key, j)
	return j
}

func about(j verify.Judgement, p string) verify.Judgement {
	if j.Row != "" {
		j.Text = archive.Say(j.Text.ID, "path", p)
	}
	return j
}
