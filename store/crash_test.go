//go:build !windows

package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"niandang/archive"
	"niandang/store"
)

// childDir tells the test binary that it is the child that is to be killed.
const childDir = "NIANDANG_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		fmt.Println(work(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// work writes to a library until it is killed, and says what is durable: a line
// for each object kept and each change applied.
func work(dir string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		f, err := s.Stage(ctx, strings.NewReader(strings.Repeat(fmt.Sprintf("%d ", i), 20_000)))
		if err != nil {
			return err
		}
		if err := f.Keep(ctx); err != nil {
			return err
		}
		fmt.Println("object", f.SHA256())
		id := fmt.Sprintf("%d-%d", os.Getpid(), i)
		_, err = s.Apply(ctx, archive.Change{
			What: "collect", Person: i%3 == 0,
			Files:     []archive.File{{ID: id, Status: archive.Kept, Role: archive.RoleMain, Document: id, SHA256: f.SHA256(), SM3: f.SM3()}},
			Documents: []archive.Document{{ID: id, Elements: archive.Elements{Title: "关于水库的通知"}}},
			Pages:     []archive.PageText{{SHA256: f.SHA256(), Page: 1, Text: strings.Repeat("水库安全", 100)}},
		})
		if err != nil {
			return err
		}
		fmt.Println("document", id)
		if err := s.Index(ctx, []string{id}); err != nil {
			return err
		}
		if _, err := s.Stage(ctx, strings.NewReader("等待中的内容")); err != nil {
			return err
		}
	}
}

func TestAKilledProcessLeavesAWholeLibrary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "库")
	must(t, "Close", create(t, dir).Close())
	kills := 12
	if testing.Short() {
		kills = 3
	}
	var said []string
	for i := range kills {
		said = append(said, killed(t, dir, time.Duration(5+i*17)*time.Millisecond)...)
	}
	s := open(t, dir, store.Options{})
	defer s.Close()
	damage, err := s.Check(t.Context(), archive.NoProgress{})
	if err != nil || len(damage) != 0 {
		t.Errorf("Check: %+v, %v", damage, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "staging")); len(entries) != 0 {
		t.Errorf("the staging area holds %d files", len(entries))
	}
	for _, line := range said {
		kind, id, _ := strings.Cut(line, " ")
		if kind == "object" && !s.HasObject(id) {
			t.Errorf("object %s was kept and is not there", id)
		}
		if kind == "document" {
			if _, err := s.Document(t.Context(), id); err != nil {
				t.Errorf("document %s was written: %v", id, err)
			}
		}
	}
	t.Logf("%d kills, %d durable steps", kills, len(said))
	if len(said) < kills {
		t.Errorf("only %d steps were done: the kills came before the work", len(said))
	}
}

// killed runs the child, kills it so long after its first word, and returns the
// whole lines that it said.
func killed(t *testing.T, dir string, after time.Duration) []string {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir)
	out, err := child.StdoutPipe()
	must(t, "pipe", err)
	must(t, "start", child.Start())
	var lines []string
	scanner := bufio.NewScanner(out)
	for scanner.Scan() {
		if len(lines) == 0 {
			time.AfterFunc(after, func() { child.Process.Kill() })
		}
		kind, _, ok := strings.Cut(scanner.Text(), " ")
		if !ok || kind != "object" && kind != "document" {
			t.Fatalf("the child failed: %s", scanner.Text())
		}
		lines = append(lines, scanner.Text())
	}
	child.Wait() // killed
	return lines
}
