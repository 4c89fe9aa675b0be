package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// screen is a display of its own in memory, and the keyboard and mouse in front
// of it.
type screen struct {
	env    []string
	buffer string          // the display's picture, as the X server keeps it in a file
	ended  <-chan struct{} // closed when the program in front has ended
}

// patience is how long a person would wait for the window; a loaded machine needs
// it.
const patience = 3 * time.Minute

// newScreen starts an X server without a monitor; the test is skipped where there
// is none.
func newScreen(t *testing.T) *screen {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not there; .ci/deps installs it")
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	dir := t.TempDir()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset", "-fbdir", dir)
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close() // the server has its own
	t.Cleanup(func() { _, _ = cmd.Process.Kill(), cmd.Wait() })
	var number int
	if _, err := fmt.Fscanln(r, &number); err != nil {
		t.Skipf("Xvfb gives no display: %v", err)
	}
	return &screen{env: []string{fmt.Sprintf("DISPLAY=:%d", number)}, buffer: filepath.Join(dir, "Xvfb_screen0")}
}

// xdotool presses, types and clicks.
func (s *screen) xdotool(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(os.Environ(), append(s.env, "LC_ALL=C.UTF-8")...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("xdotool %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// shot reads what is on the screen: an XWD file of 32 bits a pixel.
func (s *screen) shot() (*image.RGBA, error) {
	b, err := os.ReadFile(s.buffer)
	if err != nil {
		return nil, err
	}
	const words = 25
	if len(b) < words*4 {
		return nil, io.ErrUnexpectedEOF
	}
	var head [words]uint32
	for i := range head {
		head[i] = binary.BigEndian.Uint32(b[i*4:])
	}
	size, width, height, stride, colors := int(head[0]), int(head[4]), int(head[5]), int(head[12]), int(head[19])
	start := size + colors*12
	if len(b) < start+stride*height {
		return nil, io.ErrUnexpectedEOF
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p := b[start+y*stride+x*4:]
			img.SetRGBA(x, y, color.RGBA{R: p[2], G: p[1], B: p[0], A: 0xFF})
		}
	}
	return img, nil
}

// keep leaves a picture of the screen to be looked at.
func (s *screen) keep(t *testing.T, name string) {
	t.Helper()
	img, err := s.shot()
	if err != nil {
		t.Log(err)
		return
	}
	var b bytes.Buffer
	path := filepath.Join("testdata", "failed", strings.ReplaceAll(name, "/", "-")+".png")
	err = errors.Join(png.Encode(&b, img), os.MkdirAll(filepath.Dir(path), 0o755))
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o644)
	}
	if err != nil {
		t.Log(err)
	}
}

// until waits for something to become true. Where it does not, or the program ends
// instead, the test ends with a picture of what is there.
func (s *screen) until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(150 * time.Millisecond) {
		if done() {
			return
		}
		if s.gone() {
			t.Fatalf("the program has ended, in vain waited for: %s", what)
		}
	}
	s.keep(t, t.Name())
	t.Fatalf("waited %v in vain: %s; the picture is in testdata/failed, the title is %q", patience, what, s.title())
}

// gone reports that the program has ended.
func (s *screen) gone() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// again is how long a key has to do its work before it is pressed once more: on a
// loaded machine the list that it works on may not have been there.
const again = 8 * time.Second

// insist presses a key, again and again, until something is true.
func (s *screen) insist(t *testing.T, key, what string, done func() bool) {
	t.Helper()
	pressed := time.Time{}
	s.until(t, what, func() bool {
		if time.Since(pressed) > again {
			s.key(t, key)
			pressed = time.Now()
		}
		return done()
	})
	if !s.gone() {
		s.settled(t)
	}
}

// title gives the window's title, which tells what is in sight; "" when there is
// none.
func (s *screen) title() string {
	cmd := exec.Command("xdotool", "search", "--onlyvisible", "--name", "年档", "getwindowname")
	cmd.Env = append(os.Environ(), append(s.env, "LC_ALL=C.UTF-8")...)
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// titled waits until the window's title says something.
func (s *screen) titled(t *testing.T, part string) {
	t.Helper()
	s.until(t, "the title says "+part, func() bool { return strings.Contains(s.title(), part) })
	s.settled(t)
}

// differing counts the pixels in which two pictures differ.
func differing(a, b *image.RGBA) (n int) {
	if a == nil || b == nil || len(a.Pix) != len(b.Pix) {
		return len(b.Pix)
	}
	for i := 0; i < len(a.Pix); i += 4 {
		if !bytes.Equal(a.Pix[i:i+3], b.Pix[i:i+3]) {
			n++
		}
	}
	return n
}

// still is how many pixels may change in a picture at rest: a cursor blinks.
const still = 200

// settled waits until the window has drawn what it has to draw.
func (s *screen) settled(t *testing.T) *image.RGBA {
	t.Helper()
	var last *image.RGBA
	calm := 0
	s.until(t, "the window comes to rest", func() bool {
		now, err := s.shot()
		if err != nil {
			return false
		}
		if last != nil && differing(last, now) <= still && lit(now) {
			calm++
		} else {
			calm = 0
		}
		last = now
		return calm >= 3
	})
	return last
}

// lit reports that a window covers the screen: its foot at the left, where no
// pointer stands.
func lit(img *image.RGBA) bool {
	return img.RGBAAt(4, img.Rect.Dy()-4) != color.RGBA{A: 0xFF}
}

// changed does something and waits until the window shows that it was done.
func (s *screen) changed(t *testing.T, what string, do func()) {
	t.Helper()
	before := s.settled(t)
	do()
	s.until(t, what, func() bool {
		now, err := s.shot()
		return err == nil && differing(before, now) > still
	})
	s.settled(t)
}

// accent is the ground of the one primary button in sight, in the light look.
var accent = color.RGBA{R: 0x2F, G: 0x5D, B: 0x8A, A: 0xFF}

// accented reports a pixel of the accent's colour, or a little darker, as it is
// under the mouse.
func accented(img *image.RGBA, x, y int) bool {
	c := img.RGBAAt(x, y)
	near := func(a, b uint8) bool { return a <= b && b-a <= 10 }
	return near(c.R, accent.R) && near(c.G, accent.G) && near(c.B, accent.B)
}

// primary finds the one accented button: a long line of the accent's colour with
// none above, and the colour down its left end as far as a button is high. The
// icon has the colour as well, and is higher.
func primary(img *image.RGBA) (image.Point, bool) {
	const width, height = 32, 24
	for y := 30; y < img.Rect.Dy()-height; y++ {
		run := 0
		for x := range img.Rect.Dx() {
			if !accented(img, x, y) {
				run = 0
				continue
			}
			if run++; run == width && button(img, image.Pt(x-width+1, y), height) {
				return image.Pt(x-width/2, y+height/2), true
			}
		}
	}
	return image.Point{}, false
}

func button(img *image.RGBA, at image.Point, height int) bool {
	return !accented(img, at.X, at.Y-3) && upright(img, at, height) && !upright(img, at, 2*height)
}

// upright reports that a line of pixels downwards has the accent's colour.
func upright(img *image.RGBA, from image.Point, height int) bool {
	for y := range height {
		if !accented(img, from.X, from.Y+y) {
			return false
		}
	}
	return true
}

// press clicks the primary button.
func (s *screen) press(t *testing.T) {
	t.Helper()
	var at image.Point
	s.until(t, "there is a primary button", func() bool {
		img, err := s.shot()
		if err != nil {
			return false
		}
		var ok bool
		at, ok = primary(img)
		return ok
	})
	s.click(t, at)
}

func (s *screen) click(t *testing.T, at image.Point) {
	t.Helper()
	s.xdotool(t, "mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.1", "mousedown", "1", "sleep", "0.1", "mouseup", "1",
		"sleep", "0.1", "mousemove", "400", "790") // out of the way
}

// key presses keys one after the other.
func (s *screen) key(t *testing.T, keys ...string) {
	t.Helper()
	s.xdotool(t, append([]string{"key", "--clearmodifiers", "--delay", "120"}, keys...)...)
}

// write types text, Han as an input method would hand it in: for each character a
// key is given its meaning and pressed, and the window must have seen the key
// before the meaning changes.
func (s *screen) write(t *testing.T, text string) {
	t.Helper()
	delay := "60"
	if len(text) != len([]rune(text)) {
		delay = "800"
	}
	s.xdotool(t, "type", "--delay", delay, text)
}
