package pdf

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"niandang/archive"
)

func TestValidateAsksBothParsers(t *testing.T) {
	e := openEngine(t)
	letter, err := os.ReadFile(filepath.Join("testdata", "letter.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	locked, err := os.ReadFile(filepath.Join("testdata", "locked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name             string
		data             []byte
		sound, truncated bool
		encrypted        bool
	}{
		{"a whole file", letter, true, false, false},
		{"a file with its end cut off", letter[:len(letter)-200], false, true, false},
		{"a file cut in the middle", letter[:len(letter)/2], false, true, false},
		{"no PDF at all", []byte("PK\x03\x04 not a PDF"), false, true, false},
		{"a locked file", locked, true, false, true},
	} {
		s, err := e.Validate(context.Background(), bytes.NewReader(c.data))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if s.Sound() != c.sound || s.Truncated != c.truncated || s.Info.Encrypted != c.encrypted {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

func TestACanceledReadSaysSo(t *testing.T) {
	e := openEngine(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f, err := os.Open(filepath.Join("testdata", "letter.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := e.Info(ctx, f); archive.ErrorCode(err) != archive.CodeCanceled {
		t.Errorf("error %v, want canceled", err)
	}
}
