package year

import (
	"context"
	"io"

	"niandang/archive"
	"niandang/archive/bind"
	"niandang/archive/collect"
)

// content gives bind the bytes of the library's files.
type content struct {
	store archive.Store
	files map[string]archive.File
}

// Source says what stands for a file: its bytes, a PDF that a helper made of it,
// its text. A secret file's content is not there.
func (c content) Source(ctx context.Context, fileID string) (bind.Source, error) {
	f, ok := c.files[fileID]
	if !ok {
		return bind.Source{}, archive.Fail(archive.CodeNotFound, "file_record", nil, "name", fileID)
	}
	if f.Status == archive.Secret || f.Status == archive.Gone || f.SHA256 == "" || !c.store.HasObject(f.SHA256) {
		return bind.Source{}, nil
	}
	s := bind.Source{Open: c.opener(f.SHA256), Text: c.text(f.SHA256)}
	r, err := c.store.Reading(ctx, f.SHA256, collect.Ext(f.Path))
	if err != nil && !notFound(err) {
		return bind.Source{}, err
	}
	s.Family, s.Head = r.Family, r.Head
	rend, err := c.store.Rendition(ctx, f.SHA256, "pdf")
	switch {
	case err == nil:
		s.Rendition = &bind.Rendition{SHA256: rend.SHA256, Pages: rend.Pages, Maker: rend.Maker, Open: c.opener(rend.SHA256)}
	case !notFound(err):
		return bind.Source{}, err
	}
	return s, nil
}

func (c content) opener(sha string) bind.Open {
	return func() (io.ReadSeekCloser, error) { return c.store.OpenObject(sha) }
}

func (c content) text(sha string) func(context.Context) ([]string, error) {
	return func(ctx context.Context) ([]string, error) {
		pages, err := c.store.PageTexts(ctx, sha)
		if err != nil {
			return nil, err
		}
		out := make([]string, 0, len(pages))
		for _, p := range pages {
			out = append(out, p.Text)
		}
		return out, nil
	}
}

// journal is the store's journal under one key.
type journal struct {
	store archive.Store
	key   string
}

func (j journal) Load(ctx context.Context) (map[string]string, error) {
	return j.store.Journal(ctx, j.key)
}

func (j journal) Set(ctx context.Context, name, value string) error {
	return j.store.SetJournal(ctx, j.key, name, value)
}
